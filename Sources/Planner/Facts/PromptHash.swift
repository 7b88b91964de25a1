import ByteIO
package import Records

/// Which records ask the same.
package enum PromptHash {
  /// The hash of what a record asks: XXH3-64 of its first user message (of its first message where
  /// no user speaks), as `ComparedText` has it.
  package static func of(record index: Int, in batch: borrowing ConversationBatch) -> UInt64 {
    var scratch: [UInt8] = []
    return of(record: index, in: batch, scratch: &scratch)
  }

  /// The same, with memory that is reused from record to record.
  fileprivate static func of(
    record index: Int, in batch: borrowing ConversationBatch, scratch: inout [UInt8]
  ) -> UInt64 {
    scratch.removeAll(keepingCapacity: true)
    let messages = batch.messages[batch.records[index].messages]
    guard let prompt = messages.first(where: { $0.role == .user }) ?? messages.first else {
      return Hash64.of(scratch.span)
    }
    ComparedText.append(batch.text[prompt.textRange], to: &scratch)
    return Hash64.of(scratch.span)
  }
}

extension FactColumn {
  /// Equal for records that ask the same.
  package static let promptHash = FactColumn("prompt_hash", wordCount: 1) {
    record, batch, scratch, words in
    words.append(PromptHash.of(record: record, in: batch, scratch: &scratch))
  }
}
