import ByteIO
import Shards
import TestSupport
import Testing

@testable import Inspect

/// What became of a line of input.
@Suite struct LookupTests {
  private func fate(_ source: String) throws -> SourceLookup.Fate {
    var lookup = try SourceLookup(DataSetDirectory(EditedDataSet.golden))
    return try lookup.fate(of: source) { name, names in names.first }
  }

  private func message(_ source: String) -> String? {
    do {
      _ = try fate(source)
      return nil
    } catch {
      return (error as? Fault)?.description
    }
  }

  /// Every line of the golden data set but a blank one: its tokens are those that the export of records has.
  @Test func everyLineIsKeptOrRejected() throws {
    let exported = try FileSystem.bytes(of: Fixtures.path("exports/jsonl/records"))
    let records = try exported.split(separator: 0x0A).map {
      try JSONReader(parsing: Array($0).span)
    }
    let lines = try records.map { try $0["line"].integer() as Int }
    for line in 1...22 where line != 8 {
      switch try fate("input.jsonl:\(line)") {
      case .kept(let segments):
        let number = try #require(lines.firstIndex(of: line))
        let tokens = try records[number]["input_ids"].elements().map { try $0.integer() as UInt32 }
        let labels = try records[number]["labels"].elements().map { try $0.integer() as Int }
        #expect(segments.flatMap(\.tokens) == tokens)
        let trained = segments.flatMap { segment in segment.trained.flatMap { segment.tokens[$0] } }
        #expect(trained == labels.filter { $0 >= 0 }.map { UInt32($0) })
      case .rejected(let record):
        #expect(!lines.contains(line))
        #expect(try record.line == line)
      }
    }
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(message("input.jsonl:8")?.contains("no record there") == true)
    for source in ["input.jsonl", "input.jsonl:", "input.jsonl:0", "input.jsonl:-1", ":x"] {
      #expect(message(source)?.contains("expects FILE:LINE") == true, "\(source)")
    }
    #expect(
      message("other:1")
        == "'other' is not among the 1 inputs of this data set; did you mean 'input.jsonl'?")
  }

  @Test func filesAreNamedByTheEndsOfTheirPaths() throws {
    let paths = ["a/x.jsonl", "b/x.jsonl", "b/y.jsonl", "x.jsonl", "caf\u{e9}", "d/cafe\u{301}"]
    func number(_ name: String) -> Int? {
      try? SourceLookup.parse(name + ":7", paths) { _, _ in nil }.file
    }
    #expect(number("x.jsonl") == 3)
    #expect(number("b/x.jsonl") == 1)
    #expect(number("y.jsonl") == 2)
    #expect(number(".jsonl") == nil)
    #expect(number("cafe\u{301}") == 5)
  }

  @Test func rowsAreFoundByNumber() throws {
    var rows = try DataSetRows(DataSetDirectory(EditedDataSet.golden))
    #expect(try rows.rowCount(ofSplit: "train") == 111)
    for row in [0, 110, 55, 56] {
      let count = try rows.withRow(row, ofSplit: "train") { (block, index) throws(Fault) in
        var tokens: [UInt32] = []
        block.tokens(ofRow: index, into: &tokens)
        return tokens.count
      }
      #expect(count == 12)
    }
    var found: [String] = []
    for (row, split) in [(111, "train"), (-1, "train"), (0, "test")] {
      do {
        try rows.withRow(row, ofSplit: split) { (_, _) throws(Fault) in }
      } catch {
        found.append(error.description)
      }
    }
    #expect(
      found == [
        "there is no row 111: train has rows 0 to 110",
        "there is no row -1: train has rows 0 to 110",
        "there is no split 'test'; there are: train, validation",
      ])
  }
}
