import ByteIO
package import Records

extension ContentHash {
  /// What stands for a role in the hashed bytes; a `text` record, which is rendered without any
  /// turn, has one of its own.
  ///
  /// The numbers may never change: they are in every content hash.
  private static func code(_ role: Role, _ form: RecordForm) -> UInt8 {
    if form.isPlainText { return 0xFF }
    switch role {
    case .system: return 0
    case .user: return 1
    case .assistant: return 2
    case .tool: return 3
    case .ipython: return 4
    }
  }

  /// What stands for a message whose content is not its role's text; nil where it is.
  private static func code(_ content: ConversationBatch.Message.Content) -> UInt8? {
    switch content {
    case .text, .toolResult: nil
    case .toolCall: 5
    case .builtinToolCall: 6
    }
  }

  /// The hash of record `index` of `batch`: the same for the same roles and texts, byte for byte,
  /// in whatever form they were written.
  ///
  /// XXH3-128 over each message's role (one byte), length in bytes (eight, little-endian) and
  /// text. The length keeps two messages from passing for one. A tool call has a code in place of
  /// its role, and its name's length after that of the whole; a further call of the same turn has a
  /// code before it. Tools that the record defines follow the messages, under codes of their own.
  /// What tools, calls and results are is hashed as the template spells it.
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
      if message.continuesTurn { scratch.append(UInt8(10)) }
      scratch.append(code(message.content) ?? code(message.role, form))
      scratch.append(UInt64(message.textCount))
      if code(message.content) != nil { scratch.append(UInt64(message.nameCount)) }
      scratch.bytes.append(contentsOf: batch.text[message.textRange])
    }
    if let tools = batch.records[index].tools {
      for (code, range) in [
        (UInt8(tools.isInUserMessage ? 7 : 8), tools.schemas), (9, tools.builtinNames),
      ] {
        guard let range else { continue }
        scratch.append(code)
        scratch.append(UInt64(range.count))
        scratch.bytes.append(contentsOf: batch.text[range])
      }
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
