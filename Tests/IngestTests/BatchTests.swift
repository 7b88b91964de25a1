import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// How records are laid out in batches.
@Suite struct BatchTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// A loaded unit of all of `lines`.
  private func unit(_ lines: String) throws -> InputUnit {
    let path = try directory.write(lines, to: "lines")
    var reader = UnitReader(
      try InputCatalog.list([path]), unitByteCount: 1 << 20, maximumLineByteCount: 1 << 20)
    var unit = InputUnit()
    #expect(try reader.next(&unit))
    try unit.load()
    return unit
  }

  @Test func aRejectedRecordLeavesNothingInTheBatch() throws {
    // Each fault shows after some messages of the record were taken.
    let unit = try unit(
      #"""
      {"text":"before"}
      {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":""}]}
      {"instruction":"q","input":"i","output":""}
      {"text":"after"}
      """#)
    var parser = RecordParser(options: ReadingOptions())
    var batch = ConversationBatch()
    #expect(parser.parse(unit, into: &batch))
    #expect(String(decoding: batch.text, as: UTF8.self) == "beforeafter")
    #expect(batch.messages.map(\.textRange) == [0..<6, 6..<11])
    #expect(batch.records.map(\.messages) == [0..<1, 1..<2])
    #expect(batch.rejections.map(\.reason) == [.emptyField, .emptyField])
    #expect(parser.recordCount == 4)
    #expect(parser.lineCounts == [4])
  }

  @Test func batchesAreHandedOnWhenTheyAreFull() throws {
    let unit = try unit(String(repeating: "{\"text\":\"0123456789\"}\nno JSON\n", count: 50))
    var options = ReadingOptions()
    // A record or a rejection counts as 64 bytes, the text as it is.
    options.batchByteCount = 10 * (64 + 64 + 10)
    var parser = RecordParser(options: options)
    var batch = ConversationBatch()
    var counts: [[Int]] = []
    while parser.parse(unit, into: &batch) {
      counts.append([batch.records.count, batch.rejections.count])
      batch.removeAll()
    }
    #expect(counts == Array(repeating: [10, 10], count: 5))
    #expect(parser.recordCount == 100)
    // At the end nothing more is added, however often it is asked.
    #expect(!parser.parse(unit, into: &batch))
    #expect(batch.records.isEmpty && batch.rejections.isEmpty)
  }

  @Test func aFullBatchStillTakesALine() throws {
    let unit = try unit("{\"text\":\"a\"}\n{\"text\":\"b\"}\n")
    var options = ReadingOptions()
    options.batchByteCount = 1
    var parser = RecordParser(options: options)
    var batch = ConversationBatch()
    #expect(parser.parse(unit, into: &batch))
    #expect(parser.parse(unit, into: &batch))
    #expect(!parser.parse(unit, into: &batch))
    #expect(batch.records.count == 2)
  }

  @Test func everyBatchMayBeAFreshOne() throws {
    let unit = try unit(
      (0..<30).map { #"{"text":"t","source":"s\#($0 % 4)"}"# }.joined(separator: "\n"))
    var options = ReadingOptions()
    options.batchByteCount = 200
    var parser = RecordParser(options: options)
    var names: [String] = []
    while true {
      var batch = ConversationBatch()
      guard parser.parse(unit, into: &batch) else { break }
      names += batch.records.map { batch.sourceNames[$0.source] }
      #expect(Set(batch.sourceNames).count == batch.sourceNames.count)
    }
    #expect(names == (0..<30).map { "s\($0 % 4)" })
  }

  @Test func sourceNamesGrowOverTheBatchesOfAUnit() throws {
    let unit = try unit(
      ["a", "b", "a", "c"].map { #"{"text":"t","source":"\#($0)"}"# }.joined(separator: "\n"))
    var options = ReadingOptions()
    options.batchByteCount = 1
    var parser = RecordParser(options: options)
    var batch = ConversationBatch()
    var sources: [Int] = []
    while parser.parse(unit, into: &batch) {
      sources += batch.records.map(\.source)
      batch.removeAll()
    }
    #expect(sources == [1, 2, 1, 3])
    #expect(batch.sourceNames == ["", "a", "b", "c"])
    // A new unit with a new batch begins anew.
    let other = try self.unit(#"{"text":"t","source":"c"}"#)
    var fresh = ConversationBatch()
    #expect(parser.parse(other, into: &fresh))
    #expect(fresh.sourceNames == ["", "c"])
    #expect(parser.recordCount == 1)
  }
}
