import ByteIO
package import Records

/// 128 bits that stand for a conversation's roles and texts; equal for equal conversations,
/// whatever form they were written in.
package struct ContentHash: Hashable, Sendable {
  package var low: UInt64
  package var high: UInt64

  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}

extension FactColumn {
  /// The content hash of each record: the low word, then the high one.
  package static let contentHash = FactColumn("content_hash", wordCount: 2) {
    record, batch, scratch, words in
    let hash = ContentHash.of(record: record, in: batch, scratch: &scratch)
    words.append(hash.low)
    words.append(hash.high)
  }
}

extension FactTable {
  /// - Precondition: the table has the column `contentHash`.
  package func contentHash(of record: Int) -> ContentHash {
    ContentHash(words(of: .contentHash), of: record)
  }
}

extension ContentHash {
  /// How many of `hashes` are equal to another one before them.
  ///
  /// - Complexity: O(n log n), and 16 bytes a hash.
  package static func repeatCount(in hashes: [ContentHash]) -> Int {
    let sorted = hashes.map { UInt128($0.high) << 64 | UInt128($0.low) }.sorted()
    return zip(sorted, sorted.dropFirst()).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  }

  /// Where a record stands among those of its source: by content and seed alone, so that a choice of
  /// the first is even over the input and does not change when other sources grow.
  package func rank(seed: UInt64) -> UInt64 {
    SplitMix64.mix(low ^ SplitMix64.mix(high) ^ SplitMix64.mix(seed))
  }

  /// The value of `record` in a column of content hashes.
  package init(_ words: [UInt64], of record: Int) {
    self.init(low: words[2 * record], high: words[2 * record + 1])
  }

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
  /// code before it, and so have a turn whose record says whether it is trained, and a thought that is
  /// rendered, which has its length and text after that. Tools that the record defines follow the messages, under codes of their own.
  /// What tools, calls and results are is hashed as the template spells it.
  package static func of(record index: Int, in batch: borrowing ConversationBatch) -> ContentHash {
    var scratch: [UInt8] = []
    return of(record: index, in: batch, scratch: &scratch)
  }

  /// The same, with memory that is reused from record to record.
  fileprivate static func of(
    record index: Int, in batch: borrowing ConversationBatch, scratch: inout [UInt8]
  ) -> ContentHash {
    scratch.removeAll(keepingCapacity: true)
    let form = batch.records[index].form
    for message in batch.messages[batch.records[index].messages] {
      if message.continuesTurn { scratch.append(10) }
      if message.training != .byRole { scratch.append(10 + message.training.rawValue) }
      if !message.thought.isEmpty {
        scratch.append(13)
        append(message.thought.count, to: &scratch)
        scratch.append(contentsOf: batch.text[message.thought])
      }
      scratch.append(code(message.content) ?? code(message.role, form))
      append(message.textCount, to: &scratch)
      if code(message.content) != nil { append(message.nameCount, to: &scratch) }
      scratch.append(contentsOf: batch.text[message.textRange])
    }
    if let tools = batch.records[index].tools {
      for (code, range) in [
        (UInt8(tools.isInUserMessage ? 7 : 8), tools.schemas), (9, tools.builtinNames),
      ] {
        guard let range else { continue }
        scratch.append(code)
        append(range.count, to: &scratch)
        scratch.append(contentsOf: batch.text[range])
      }
    }
    let hash = Hash128(of: scratch.span)
    return ContentHash(low: hash.low, high: hash.high)
  }

  /// Appends a length as eight bytes, the lowest first.
  private static func append(_ count: some BinaryInteger, to bytes: inout [UInt8]) {
    var rest = UInt64(count)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
