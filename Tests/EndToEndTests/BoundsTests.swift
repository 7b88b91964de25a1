import ByteIO
import Foundation
import TestSupport
import Testing

/// What a build may take of memory and disk, and what it does where there is not enough.
@Suite(.serialized) struct BoundsTests {
  /// The formula of docs/PERFORMANCE.md, in bytes, with less for a record: so few take less each.
  private static func peakLimit(threads: Int, unitByteCount: Int, records: Int) -> Int {
    (48 << 20) + threads * ((20 << 20) + 2 * unitByteCount) + 160 * records
  }

  @Test(arguments: [1, 3], [1, 4])
  func peakMemoryKeepsToTheFormula(threads: Int, unitMebibytes: Int) throws {
    let directory = try TemporaryDirectory()
    let records = 12_000
    let answer = String(repeating: "It is what it is, and more of it. ", count: 40)
    let line = #"{"instruction":"Again?","response":"\#(answer)"}"# + "\n"
    let text = String(repeating: line, count: records)
    let input = try directory.write(text, to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    let outcome = try Prep.run(
      "build", input, "--output", files.directory, "--threads", "\(threads)", "--unit-size",
      "\(unitMebibytes)MiB", "--quiet")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let limit = Self.peakLimit(
      threads: threads, unitByteCount: unitMebibytes << 20, records: records)
    let peak = try files.statistics().peakRssBytes
    #expect(peak <= limit, "\(peak) bytes, at most \(limit)")
    // A limit that nothing comes near would test nothing.
    #expect(peak > limit / 4)
  }

  @Test func buildThatPlainlyCannotFitIsRefusedBeforeItBegins() throws {
    let directory = try TemporaryDirectory()
    // 8 TiB of nothing: more than a disk of tests has free, and the file itself takes none.
    try directory.makeHole("data.jsonl", byteCount: 8 << 40)
    let build = ["build", directory.file("data.jsonl"), "--output", directory.file("out")]
    let outcome = try Prep.run(build + ["--quiet"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("--no-space-check"), "\(outcome.errors)")
    #expect(outcome.errors.contains("MiB are free"), "\(outcome.errors)")
  }

  @Test func thousandsOfSmallFilesAreOneInput() throws {
    let directory = try TemporaryDirectory()
    for number in 0..<10_000 {
      let line = #"{"instruction":"What is \#(number)?","response":"A number."}"#
      try directory.write(line, to: "in/\(number / 100)/\(number).jsonl")
    }
    let files = DataSetFiles(directory: directory.file("out"))
    let outcome = try Prep.run(
      "build", directory.file("in"), "--output", files.directory, "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.statistics().recordsKept == 10_000)
    #expect(try Prep.run("verify", files.directory).status == 0)
  }

  /// What a finished build was told, and a later one is told otherwise.
  @Test(arguments: [
    ["--template", "llama-3"], ["--date", "27 Jul 2024"], ["--train-on", "all"],
    ["--tokenizer", "OTHER"], ["--seed", "1"], ["--where", "response != 'x'"],
    ["--system", "Be brief."],
  ])
  func changedWorldIsRefusedWithTheDifference(change: [String]) throws {
    let directory = try TemporaryDirectory()
    let line = #"{"instruction":"What is it?","response":"A number."}"# + "\n"
    let input = try directory.write(line, to: "data.jsonl")
    let build = ["build", input, "--output", directory.file("out"), "--quiet"]
    #expect(try Prep.run(build).status == 0)
    let before = try DataSetFiles(directory: directory.file("out")).contents()
    var change = change
    var key = change[0].dropFirst(2).replacingOccurrences(of: "-", with: "_") + ": then"
    if change[1] == "OTHER" {
      // The same tokens in a file that is another: its last line end is missing.
      let bytes = try FileSystem.bytes(of: Fixtures.tokenizerPath)
      change[1] = try directory.write(bytes.dropLast(), to: "tokenizer.model")
      key = "tokenizer.sha256: then"
    }
    let refused = try Prep.run(build + change)
    #expect(refused.status == 2)
    #expect(refused.errors.contains(key), "\(refused.errors)")
    #expect(try DataSetFiles(directory: directory.file("out")).contents() == before)
    #expect(try Prep.run(build + change + ["--overwrite"]).status == 0)
  }
}
