import ByteIO
import Planner
import Records
import TestSupport
import Testing

@testable import Pipeline
@testable import Shards

/// Records that concatenation cuts into many rows: the work grows with the record and its rows, not
/// with their product.
@Suite struct CutRecordTests {
  /// Passes records on and counts how often one is read.
  private final class CountingRecords: RecordSource {
    let records: PartSet
    let readCount = Monitor<Int>(0)

    init(_ records: PartSet) { self.records = records }

    var recordCount: Int { records.recordCount }
    func tokenCount(ofRecord record: Int) -> Int { records.tokenCount(ofRecord: record) }
    func place(ofRecord record: Int) -> PartSet.Place { records.place(ofRecord: record) }
    func readTokens(
      ofRecord record: Int, into tokens: inout RecordTokens
    ) throws(Fault) {
      readCount.withLock { $0 += 1 }
      try records.readTokens(ofRecord: record, into: &tokens)
    }
  }

  /// One record of `turnCount` questions and answers.
  private static func conversation(turnCount: Int) -> String {
    let turns = (0..<turnCount).map {
      #"{"role":"user","content":"q\#($0)"},{"role":"assistant","content":"a\#($0)"}"#
    }
    return #"{"messages":["# + turns.joined(separator: ",") + "]}\n"
  }

  /// A build of `text` end to end in rows of `rowLength`, run, with its parts kept.
  private static func build(_ text: String, rowLength: Int) throws -> TestBuild {
    let build = try TestBuild(text)
    build.options.layout.plan.sequenceLength = rowLength
    build.options.layout.plan.packing = .concat
    build.options.layout.rowsPerShard = 4096
    build.options.keepsParts = true
    try build.run()
    return build
  }

  /// What is planned of a build's parts.
  private static func planned(_ build: TestBuild) throws -> PlanStage.Result {
    let output = OutputDirectory(build.output)
    return try PlanStage(
      options: build.options.layout.plan, source: output, inputPaths: build.options.inputs
    ).run(try output.partReceipts())
  }

  @Test func eachCutRecordIsReadOnceForItsFirstLabels() throws {
    let text =
      Self.conversation(turnCount: 40) + TestBuild.records(30) + Self.conversation(turnCount: 25)
    let build = try Self.build(text, rowLength: 16)
    let planned = try Self.planned(build)
    let records = CountingRecords(planned.parts)
    let counts = try FirstLabels.counts(of: planned.plan, records)
    let pieces = planned.plan.train.pieces.filter { $0.tokenStart > 0 }
    #expect(records.readCount.withLock { $0 } == Set(pieces.map(\.record)).count)
    #expect(pieces.count > 2 * records.recordCount)
    // The same, counted token by token.
    var expected: [Int: Int] = [:]
    var tokens = RecordTokens()
    for piece in pieces {
      try planned.parts.readTokens(ofRecord: Int(piece.record), into: &tokens)
      let isTrained = tokens.spans.contains {
        $0.start <= piece.tokenStart && piece.tokenStart < $0.start + $0.count
      }
      if isTrained { expected[Int(piece.record), default: 0] += 1 }
    }
    #expect(counts == expected)
    #expect(!counts.isEmpty)
  }

  /// As many trained spans as rows: to look at all of them for each row would take minutes here.
  @Test func recordOfManyTurnsIsCutIntoManyRows() throws {
    let build = try Self.build(Self.conversation(turnCount: 8000), rowLength: 16)
    let bytes = try FileSystem.bytes(of: build.output + "/report.json")
    let report = try JSONReader(parsing: bytes.span)
    let rowCount: Int = try report["rows"].integer()
    #expect(rowCount > 4000)
    let trained: Int = try report["trained_tokens"].integer()
    let source = try #require(try report["sources"].members().first)
    #expect(try source.reader["trained_tokens"].integer() == trained)
    #expect(try Dataset(build.output).manifest.splits[0].trainedTokenCount == UInt64(trained))
  }
}
