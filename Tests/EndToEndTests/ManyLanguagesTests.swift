import ByteIO
import TestSupport
import Testing

/// Data sets of records of many languages, forms and faults, judged in every way there is: threads
/// change no byte, the size of units changes nothing that is kept or rejected, and all of it can be
/// repaired.
@Suite struct ManyLanguagesTests {
  /// What a corpus is built with.
  struct Way: CustomTestStringConvertible {
    var testDescription: String
    var options: String
    var isArray = false
    /// Beside 2 KiB.
    var unitSizes = ["16MiB"]
  }

  private static let ways = [
    Way(
      testDescription: "English, and quality",
      options: "--language en --reject-patterns PATTERNS --pattern-fields all --dedup exact "
        + "--max-repeated-lines 30% --max-repeated-words 20% --validation 5% --keep-parts",
      unitSizes: ["100KiB", "16MiB"]),
    Way(
      testDescription: "some languages, or those that are asked for",
      options: "--language ja,de,fr,ru,zh --language-policy translation --language-confidence 0.3 "
        + "--cap letters=20 --cap kitchen=9 --validation 10 --special-tokens reject "
        + "--train-on last --overlong truncate"),
    Way(
      testDescription: "the language of answers, and a validation file",
      options: "--language zh,ar,hi,ru,ko,es,sw --language-fields response --min-tokens 12 "
        + "--max-tokens 3000 --validation-file VALIDATION --dedup exact --overlong split "
        + "--sequence-length 128"),
    Way(
      testDescription: "an array, and a condition",
      options: "--language sr,hr,uk,ja,th --max-repeated-words 50% --template llama-3 "
        + "--special-tokens allow --train-on all --pack concat --system 東京です。", isArray: true),
  ]

  /// A corpus in a directory of its own, with the files that the ways name.
  private struct Sample {
    let directory: TemporaryDirectory
    let input: String
    let options: [String]

    init(_ way: Way) throws {
      directory = try TemporaryDirectory()
      input = try directory.write(
        Corpus.bytes(count: 300, seed: 5, asArray: way.isArray), to: "data")
      let validation = try directory.write(
        Corpus.bytes(count: 40, seed: 6)
          + Corpus.bytes(count: 300, seed: 5).split(separator: 0x0A).prefix(9).joined(
            separator: [0x0A]), to: "validation")
      let patterns = try directory.write(
        "as an AI\n/\\b(merci|dank je|東京)\\b/\n", to: "patterns")
      options =
        ["--max-line", "16KiB", "--sequence-length", "256", "--rows-per-shard", "4", "--quiet"]
        + way.options.split(separator: " ").map {
          $0 == "VALIDATION" ? validation : $0 == "PATTERNS" ? patterns : String($0)
        } + (way.isArray ? ["--where", "not quality_score < 5"] : [])
    }

    /// Builds the corpus; returns the data set, and the texts nearest to the threshold.
    func build(_ name: String, _ more: String...) throws -> (DataSetFiles, report: [UInt8]) {
      let files = DataSetFiles(directory: directory.file(name))
      let report = directory.file(name + ".report")
      let outcome = try Prep.run(
        ["build", input, "--output", files.directory, "--language-report", report] + options + more)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return (files, try FileSystem.bytes(of: report))
    }
  }

  /// One test, since a build takes most of its time to load the vocabulary.
  @Test(arguments: ways)
  func threadsAndUnitsChangeNothingAndAllIsRepaired(way: Way) throws {
    let sample = try Sample(way)
    let (one, report) = try sample.build("1", "--unit-size", "2KiB", "--threads", "1")
    let contents = try one.contents()
    let statistics = try one.statistics()
    #expect(statistics.recordsKept > 15)
    #expect(statistics.recordsRejected.count > 9)
    for threads in ["2", "3", "8"] {
      let (many, otherReport) = try sample.build(
        threads, "--unit-size", "2KiB", "--threads", threads)
      #expect(try many.contents() == contents, "\(threads) threads")
      #expect(otherReport == report)
    }
    let decisions = try decisions(of: one)
    for size in way.unitSizes {
      let (other, otherReport) = try sample.build(size, "--unit-size", size)
      let found = try self.decisions(of: other)
      for (name, lines) in decisions {
        #expect(found[name] == lines, "\(name) in units of \(size)")
      }
      #expect(otherReport == report)
    }
    try expectRepair(of: "3", contents, in: sample.directory)
  }

  /// What is kept, in either split, and what is rejected, whatever the order.
  private func decisions(of files: DataSetFiles) throws -> [String: [String]] {
    func lines(_ bytes: [UInt8]) -> [String] {
      bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
    var decisions: [String: [String]] = [:]
    for split in ["train", "validation"] {
      let outcome = try Prep.run(
        "export", files.directory, "--format", "jsonl", "--unpacked", "--split", split)
      decisions[split] = lines(outcome.output)
    }
    decisions["rejected"] = lines(
      try files.contents().filter { $0.key.hasPrefix("rejected/") }.values.flatMap(\.self))
    decisions["report"] = lines(try FileSystem.bytes(of: files.directory + "/report.json"))
    return decisions
  }

  /// Damages and repairs a data set that several threads have made.
  private func expectRepair(
    of name: String, _ whole: [String: [UInt8]], in directory: TemporaryDirectory
  ) throws {
    let files = DataSetFiles(directory: directory.file(name))
    let shards = whole.keys.filter { $0.hasSuffix(".shard") }.sorted()
    // Shards alone are made from their own lines, the others from all lines.
    for damaged in [[shards[0], shards[shards.count - 1]], ["plan", "rejected/00000.jsonl"]] {
      for name in damaged {
        var bytes = try #require(whole[name])
        bytes[bytes.count / 2] ^= 0x10
        try FileSystem.write(bytes, to: files.directory + "/" + name)
      }
      let outcome = try Prep.run("verify", files.directory, "--repair", "--threads", "2")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try files.contents() == whole)
    }
  }

  /// Two lines in both orders, of which one was once judged by the other.
  @Test func orderOfLinesChangesNoDecision() throws {
    let directory = try TemporaryDirectory()
    let lines = [#"{"text":"Hello there."}"#, #"{"text":"他们不是学生"}"#]
    var details: [[String]] = []
    for (name, lines) in [("a", lines), ("b", lines.reversed())] {
      let input = try directory.write(lines.joined(separator: "\n"), to: name + ".jsonl")
      let files = DataSetFiles(directory: directory.file(name))
      let outcome = try Prep.run(
        "build", input, "--output", files.directory, "--language", "ja", "--quiet")
      #expect(outcome.status == 0, "\(outcome.errors)")
      details.append(try files.rejected().map(\.detail))
      let texts = lines.map { String($0.dropFirst(#"{"text":"#.count).dropLast()) + "\n" }
      let judged = try Prep.run(
        ["language", "--json-lines", "--wanted", "ja"], input: Array(texts.joined().utf8))
      #expect(judged.text.contains(#""language":"zh","confidence":1.0,"decision":"drop""#))
    }
    #expect(details[0] == details[1])
    #expect(details[0].contains { $0.contains("100% of the letters are Han") })
  }
}
