import ByteIO
import Foundation
import TestSupport
import Testing

/// Another layout of the same records, without their text.
@Suite struct RepackTests {
  private static let input = Fixtures.path("documents/instructions.jsonl")

  private static func build(_ output: String, _ options: String...) throws {
    let outcome = try Prep.run(
      ["build", input, "--output", output, "--language", "en", "--sequence-length", "256"]
        + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ["--sequence-length", "1024"], ["--seed", "9", "--shuffle", "on"], ["--shuffle", "off"],
    ["--validation", "10%", "--rows-per-shard", "3"], ["--pack", "concat"], ["--pack", "none"],
    ["--dedup", "exact", "--level", "9"], ["--cap", "code=2"],
    ["--overlong", "truncate", "--sequence-length", "256"], [],
  ])
  func repackingGivesWhatABuildWithTheseOptionsGives(options: [String]) throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let repacked = DataSetFiles(directory: directory.file("repacked"))
    let outcome = try Prep.run(
      ["repack", directory.file("kept"), "--output", repacked.directory] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let built = DataSetFiles(directory: directory.file("built"))
    let build = try Prep.run(
      ["build", Self.input, "--output", built.directory, "--language", "en"]
        + (options.contains("--sequence-length") ? [] : ["--sequence-length", "256"]) + options)
    #expect(build.status == 0, "\(build.errors)")
    #expect(try repacked.contents() == built.contents())
    #expect(try repacked.leftovers() == [])
  }

  @Test func repackingAgainFindsAllThere() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let repack = ["repack", directory.file("kept"), "--output", directory.file("new")]
    #expect(try Prep.run(repack).status == 0)
    #expect(try Prep.run(repack).text.contains("is there already"))
    let other = try Prep.run(repack + ["--seed", "3"])
    #expect(other.status == 2)
    #expect(other.errors.contains("seed: then 0, now 3"), "\(other.errors)")
    #expect(try Prep.run(repack + ["--seed", "3", "--overwrite"]).status == 0)
  }

  /// The parts hold the text of those records only that were too long for the rows of the build; of
  /// those that shorter rows drop, the place is there, and all else.
  @Test func shorterRowsDropRecordsWithTheirPlace() throws {
    let directory = try TemporaryDirectory()
    let lines = [10, 120, 400].map { count in
      #"{"instruction":"Say it.","response":"\#(String(repeating: "word ", count: count))"}"#
    }
    let text = lines.joined(separator: "\n") + "\n"
    let input = try directory.write(text, to: "input.jsonl")
    func run(_ arguments: String...) throws {
      let outcome = try Prep.run(arguments)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    let (kept, short) = (directory.file("kept"), directory.file("short"))
    try run("build", input, "--output", kept, "--sequence-length", "256", "--keep-parts")
    try run("repack", kept, "--output", short, "--sequence-length", "96")
    try run("build", input, "--output", directory.file("built"), "--sequence-length", "96")
    let repacked = DataSetFiles(directory: short)
    let built = DataSetFiles(directory: directory.file("built"))

    #expect(try DataSetFiles(directory: kept).rejected().map(\.raw) == [lines[2]])
    #expect(try built.rejected().map(\.raw) == [lines[1], lines[2]])
    let rejected = try repacked.rejected()
    #expect(rejected.map(\.reason) == ["too_long", "too_long"])
    #expect(rejected.map(\.line) == [2, 3])
    #expect(rejected.map(\.raw) == [nil, lines[2]])
    #expect(rejected.map(\.rawBase64) == [nil, nil])
    #expect(rejected.map(\.detail) == (try built.rejected().map(\.detail)))
    #expect(rejected.map(\.contentHash) == (try built.rejected().map(\.contentHash)))
    for record in rejected {
      let bytes = Array(text.utf8)[record.byteOffset..<(record.byteOffset + record.byteCount)]
      #expect(String(decoding: bytes, as: UTF8.self) == lines[record.line - 1])
    }
    // All but the rejected records' bytes and the manifest, which holds their hash.
    func others(_ files: DataSetFiles) throws -> [String: [UInt8]] {
      try files.contents().filter { $0.key != "manifest.json" && !$0.key.hasPrefix("rejected") }
    }
    #expect(try others(repacked) == others(built))
    #expect(try repacked.statistics().recordsIn == 3)
    #expect(try Prep.run("verify", short).status == 0)
    let shown = try Prep.run("inspect", short, "--rejected", "too_long")
    #expect(shown.status == 0)
    #expect(shown.text.contains("\(input):2"), "\(shown.text)")
  }

  @Test func withoutPartsThereIsNothingToRepack() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("out"))
    let outcome = try Prep.run("repack", directory.file("out"), "--output", directory.file("new"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--keep-parts"), "\(outcome.errors)")
    #expect(!FileSystem.exists(directory.file("new")))
  }

  @Test func missingPartIsNamed() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let part = DataSetFiles(directory: directory.file("kept")).work + "/parts/00000-00000.part"
    try FileSystem.removeFile(part)
    let outcome = try Prep.run("repack", directory.file("kept"), "--output", directory.file("new"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
    #expect(!FileSystem.exists(directory.file("new/manifest.json")))
  }

  @Test func repackingADataSetIntoItselfIsRefused() throws {
    let directory = try TemporaryDirectory()
    let kept = directory.file("kept")
    try Self.build(kept, "--keep-parts")
    let before = try DataSetFiles(directory: kept).contents()
    for output in [kept, kept + "/", kept + "/work"] {
      let outcome = try Prep.run("repack", kept, "--output", output, "--seed", "1", "--overwrite")
      #expect(outcome.status == 2, "\(outcome.errors)")
      #expect(try DataSetFiles(directory: kept).contents() == before)
    }
  }
}
