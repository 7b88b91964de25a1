import ByteIO
import Ingest
import Records
import TestSupport

/// An input file of whatever bytes: decompression, cutting into units and lines, JSON, forms.
package struct LinesTarget: FuzzTarget {
  private let input: InputPath

  package init() throws {
    input = try InputPath()
  }

  package func run(_ bytes: [UInt8]) {
    attempt { try read(bytes) }
  }

  private func read(_ bytes: [UInt8]) throws {
    let path = try input.write(bytes)
    var reader = UnitReader(
      [InputFile(path: path, byteCount: UInt64(bytes.count))], unitByteCount: 512,
      maximumLineByteCount: 4096)
    var options = ReadingOptions()
    options.maximumLineByteCount = 4096
    options.batchByteCount = 256
    var parser = RecordParser(options: options)
    var unit = InputUnit()
    var batch = ConversationBatch()
    while try reader.next(&unit) {
      try unit.load()
      batch = ConversationBatch()
      var seen = 0
      var hasMore = true
      while hasMore {
        batch.removeAll()
        hasMore = parser.parse(unit, into: &batch)
        seen += batch.records.count + batch.rejections.count
        for record in batch.records {
          for message in batch.messages[record.messages] {
            let text = batch.text[message.textRange]
            precondition(String(validating: text, as: UTF8.self) != nil, "text is UTF-8")
          }
          precondition(record.source < batch.sourceNames.count)
        }
      }
      precondition(seen == parser.recordCount, "every line is a record or a rejection")
    }
  }
}
