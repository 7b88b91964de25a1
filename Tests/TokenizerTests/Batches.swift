import Records
import TestSupport

extension ConversationBatch {
  /// Appends a record of `messages`, as Ingest would.
  mutating func append(_ messages: [(Role, String)], form: RecordForm = .messages) {
    let start = self.messages.count
    for (role, content) in messages {
      let textStart = text.count
      text += Array(content.utf8)
      self.messages.append(
        Message(role: role, textStart: textStart, textCount: text.count - textStart))
    }
    let origin = RecordOrigin(
      segment: 0, line: UInt32(records.count), unitByteOffset: 0, byteCount: 0)
    records.append(
      Record(origin: origin, form: form, messages: start..<self.messages.count, source: 0))
  }
}

extension TokenBatch {
  /// The record's ids, -100 for those that are not trained.
  func labels(of record: Record) -> [Int] {
    var labels = [Int](repeating: -100, count: record.tokens.count)
    for span in spans[record.spans] {
      for index in Int(span.start)..<Int(span.start + span.count) {
        labels[index] = Int(tokens[record.tokens.lowerBound + index])
      }
    }
    return labels
  }
}
