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

  /// The first token of a row that goes on with a record is not trained, and so not counted.
  @Test func tokensThatNothingPredictsAreNotCountedAsTrained() throws {
    let text =
      Self.conversation(turnCount: 40) + TestBuild.records(30) + Self.conversation(turnCount: 25)
    let build = try Self.build(text, rowLength: 16)
    let output = OutputDirectory(build.output)
    let parts = try PartSet(try output.partReceipts().map { output.part($0.unit) })
    let rows = try PlanFile(path: output.plan.path).rowPlan(split: 0)
    var trained = 0
    var unpredicted = 0
    var tokens = RecordTokens()
    for piece in rows.pieces {
      try parts.readTokens(ofRecord: Int(piece.record), into: &tokens)
      for token in piece.tokenStart..<(piece.tokenStart + piece.tokenCount) {
        let isTrained = tokens.spans.contains { $0.start <= token && token < $0.start + $0.count }
        guard isTrained else { continue }
        if token > 0, token == piece.tokenStart { unpredicted += 1 } else { trained += 1 }
      }
    }
    let bytes = try build.contents()["report.json"] ?? []
    let report = try JSONReader(parsing: bytes.span)
    #expect(unpredicted > 10)
    #expect(try report["trained_tokens"].integer() == trained)
    let sources = try report["sources"].members()
    #expect(try sources.reduce(0) { try $0 + $1.reader["trained_tokens"].integer() } == trained)
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
