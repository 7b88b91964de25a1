import ByteIO
import Ingest
import Planner
import Records
import TestSupport
import Testing

@testable import Pipeline

/// A scan counts what a build would, and a sample is of the whole input.
@Suite struct ScanTests {
  private func scan(
    _ path: String, threadCount: Int = 2, change: (inout ScanOptions) -> Void = { _ in }
  ) throws -> ScanResult {
    var options = ScanOptions(inputs: [path])
    options.sampleByteCount = nil
    options.threadCount = threadCount
    change(&options)
    let tokenizer = try LoadedTokenizer(path: Fixtures.tokenizerPath)
    return try Scan(options, vocabulary: tokenizer.vocabulary).run(stop: StopFlag())
  }

  /// Everything counted of all records is what a build's report says of them.
  @Test(arguments: [256, 4096, 1 << 20], [1, 3])
  func countsAreThoseOfABuild(unitByteCount: Int, threadCount: Int) throws {
    let build = try TestBuild(Corpus.bytes(count: 400, seed: 5))
    build.options.layout.plan.sequenceLength = 65_536
    try build.run()
    let report = try build.contents()["report.json"] ?? []
    let reader = try JSONReader(parsing: report.span)
    func count(_ name: String) throws -> Int { try reader[name].integer(0...(1 << 40)) }
    func counts(_ name: String) throws -> [String: Int] {
      try Dictionary(
        uniqueKeysWithValues: reader[name].members().map { ($0.key, try $0.reader.integer()) })
    }

    let result = try scan(build.options.inputs[0], threadCount: threadCount) {
      $0.reading.unitByteCount = unitByteCount
    }
    let tally = result.tally
    #expect(result.isWhole)
    #expect(tally.recordCount == (try count("records_in")))
    #expect(tally.soundCount == (try count("records_kept")))
    #expect(tally.tokenCount == (try count("tokens")))
    #expect(tally.trainedTokenCount == (try count("trained_tokens")))
    #expect(tally.textByteCount == (try count("text_bytes")))
    #expect(tally.textTokenCount == (try count("text_tokens")))
    #expect(tally.toolCallCount == (try count("tool_calls")))
    #expect(result.repeatedRecordCount == (try count("repeated_records")))
    #expect(
      Dictionary(uniqueKeysWithValues: tally.rejected.map { ($0.key.rawValue, $0.value) })
        == (try counts("records_rejected")))
    #expect(
      Dictionary(
        uniqueKeysWithValues: tally.forms.map { (FormList.name(of: $0.key) ?? "", $0.value) })
        == (try counts("forms")))
    #expect(
      Dictionary(
        uniqueKeysWithValues: tally.unreadFields.map { ($0.name, Int($0.count)) })
        == (try counts("unread_fields")))
    let bins = try reader["length_histogram"].elements().map { try $0["kept"].integer() as Int }
    #expect(result.lengthHistogram.map(\.keptCount) == bins)
  }

  /// The records shown are the first of each reason, with the lines that a build gives them.
  @Test func evidenceStandsWhereABuildSaysItDoes() throws {
    let build = try TestBuild(Corpus.bytes(count: 400, seed: 9))
    try build.run()
    let rejected = try build.contents().filter { $0.key.hasPrefix("rejected/") }
      .sorted { $0.key < $1.key }.flatMap { $0.value.split(separator: UInt8(ascii: "\n")) }
    let places = try rejected.map { line -> (reason: String, line: UInt64, detail: String) in
      let reader = try JSONReader(parsing: Array(line).span)
      return (
        try reader["reason"].string(), try reader["line"].integer(), try reader["detail"].string()
      )
    }
    let result = try scan(build.options.inputs[0]) { $0.reading.unitByteCount = 700 }
    #expect(result.tally.evidence.count > 3)
    for (reason, evidence) in result.tally.evidence {
      let first = places.filter { $0.reason == reason.rawValue }.sorted { $0.line < $1.line }
      #expect(evidence.map(\.line) == first.prefix(3).map(\.line), "\(reason)")
      #expect(evidence.map(\.verdict.detail) == first.prefix(3).map(\.detail), "\(reason)")
    }
  }

  /// Lines of a sample are counted to, though the units before them were not parsed.
  @Test func evidenceOfASampleHasLines() throws {
    let directory = try TemporaryDirectory()
    let lines = (0..<5000).map { number in
      number % 7 == 0 ? "" : #"{"text":"line \#(number + 1)"\#(number % 11 == 0 ? "" : "}")"#
    }
    let path = try directory.write(
      Array(lines.joined(separator: "\n").utf8), to: "data.jsonl")
    let result = try scan(path) {
      $0.reading.unitByteCount = 512
      $0.sampleByteCount = 20 << 20
    }
    #expect(result.isWhole)
    let sample = ScanSample(stride: 9, seed: 3)
    let held = (0..<90).filter { sample.holds(unit: $0) }
    #expect(held.count == 10)
    let places = LineNumbers(
      inputs: try InputCatalog.list([path]), compressions: [.plain])
    let offsets = lines.indices.filter { $0 % 11 == 0 && $0 % 7 != 0 }.shuffled()
    let evidence = offsets.map { line in
      ScanEvidence(
        verdict: Verdict(.malformedJSON, detail: ""), form: nil, file: 0,
        byteOffset: UInt64(lines[..<line].reduce(0) { $0 + $1.utf8.count + 1 }), line: nil, raw: [])
    }
    let numbered = try places.number(evidence, stop: StopFlag())
    #expect(numbered.map(\.line) == offsets.map { UInt64($0 + 1) })
  }

  /// One unit of each run, and the same ones whatever else happens.
  @Test(arguments: [1, 2, 7, 100])
  func aSampleIsOfTheWholeInput(stride: Int) {
    for seed in 0..<5 {
      let sample = ScanSample(stride: stride, seed: UInt64(seed))
      for run in 0..<50 {
        let units = (run * stride)..<((run + 1) * stride)
        #expect(units.filter { sample.holds(unit: $0) }.count == 1)
      }
    }
    guard stride > 1 else { return }
    let chosen = (0..<5).map { seed in
      (0..<1000).filter { ScanSample(stride: stride, seed: UInt64(seed)).holds(unit: $0) }
    }
    #expect(Set(chosen).count == 5)
    // Not always in the same place of its run.
    #expect(Set(chosen[0].map { $0 % stride }).count > 1)
  }

  @Test func aSampleIsAboutAsLargeAsAskedFor() {
    func stride(_ byteCounts: [UInt64?], _ sample: Int?) -> Int {
      ScanSample(
        of: byteCounts.map { InputFile(path: "none", byteCount: $0) }, byteCount: sample, seed: 0
      ).stride
    }
    #expect(stride([100 << 20], nil) == 1)
    #expect(stride([100 << 20], 100 << 20) == 1)
    #expect(stride([100 << 20], 50 << 20) == 2)
    #expect(stride([60 << 20, 41 << 20], 50 << 20) == 3)
    #expect(stride([100 << 20], 1) == 100)
    #expect(stride([nil], 1 << 20) == 1)
  }

  @Test func estimatesAreByBytes() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      Array(String(repeating: #"{"text":"a"}"# + "\n", count: 100).utf8), to: "data.jsonl")
    var result = try scan(path)
    #expect(result.estimate(100) == 100)
    #expect(result.repeatedRecordCount == 99)
    result.byteCount *= 3
    #expect(!result.isWhole && result.estimate(100) == 300)
  }
}
