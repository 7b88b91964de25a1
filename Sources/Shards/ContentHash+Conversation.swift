import ByteIO
package import Records

extension ContentHash {
  /// What stands for a role in the hashed bytes; a `text` record, which is rendered without any
  /// turn, has one of its own.
  ///
  /// The numbers may never change: they are in every content hash.
  private static func code(_ role: Role, _ form: RecordForm) -> UInt8 {
    if form == .text { return 0xFF }
    switch role {
    case .system: return 0
    case .user: return 1
    case .assistant: return 2
    case .tool: return 3
    case .ipython: return 4
    }
  }

  /// The hash of record `index` of `batch`: the same for the same roles and texts, byte for byte,
  /// in whatever form they were written.
  ///
  /// XXH3-128 over each message's role (one byte), length in bytes (eight, little-endian) and
  /// text. The length keeps two messages from passing for one.
  package static func of(record index: Int, in batch: borrowing ConversationBatch) -> ContentHash {
    var scratch = ByteFields()
    return of(record: index, in: batch, scratch: &scratch)
  }

  /// The same, with memory that is reused from record to record.
  static func of(
    record index: Int, in batch: borrowing ConversationBatch, scratch: inout ByteFields
  ) -> ContentHash {
    scratch.bytes.removeAll(keepingCapacity: true)
    let form = batch.records[index].form
    for message in batch.messages[batch.records[index].messages] {
      scratch.append(code(message.role, form))
      scratch.append(UInt64(message.textCount))
      scratch.bytes.append(contentsOf: batch.text[message.textRange])
    }
    let hash = Hash128(of: scratch.bytes.span)
    return ContentHash(low: hash.low, high: hash.high)
  }

  /// The hash of what a record asks: XXH3-64 of its first user message (of its first message where
  /// no user speaks), with ASCII letters in lower case, each run of ASCII white space as one space,
  /// and none at either end.
  package static func ofPrompt(
    record index: Int, in batch: borrowing ConversationBatch
  ) -> UInt64 {
    var scratch = ByteFields()
    return ofPrompt(record: index, in: batch, scratch: &scratch)
  }

  /// The same, with memory that is reused from record to record.
  static func ofPrompt(
    record index: Int, in batch: borrowing ConversationBatch, scratch: inout ByteFields
  ) -> UInt64 {
    scratch.bytes.removeAll(keepingCapacity: true)
    let messages = batch.messages[batch.records[index].messages]
    guard let prompt = messages.first(where: { $0.role == .user }) ?? messages.first else {
      return Hash64.of(scratch.bytes.span)
    }
    scratch.bytes.reserveCapacity(prompt.textCount)
    var isAfterSpace = true
    for byte in batch.text[prompt.textRange] {
      // Space, and tab to carriage return.
      let isSpace = byte == 0x20 || byte &- 0x09 < 5
      if isSpace {
        if !isAfterSpace { scratch.bytes.append(0x20) }
      } else {
        scratch.bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      isAfterSpace = isSpace
    }
    if scratch.bytes.last == 0x20 { scratch.bytes.removeLast() }
    return Hash64.of(scratch.bytes.span)
  }
}
