package import ByteIO
package import Records

/// `--max-lines`: drops records with an answer of more lines.
package struct LineCountOptions: RecordFilterOptions {
  /// The most lines of an answer; nil for any number.
  package var maximum: Int?

  package init() {}

  package static let stage = FilterStage.quality
  package static let recorded: [OptionField<LineCountOptions>] = [
    .integer("max_lines", \.maximum, in: 1...Int.max)
  ]

  package func filter() -> (any RecordFilter)? { maximum.map { LineCountFilter(maximum: $0) } }
}

/// Counts lines as an editor shows them: one more than there are line feeds, but for one at the end.
///
/// - Complexity: O(bytes of the answers).
struct LineCountFilter: RecordFilter {
  let maximum: Int

  mutating func apply(to batch: inout ConversationBatch) {
    for index in batch.records.indices where !batch.records[index].isRejected {
      var number = 0
      for message in batch.messages[batch.records[index].messages]
      where message.content == .text && batch.records[index].isAnswer(message) {
        number += 1
        let count = Self.lineCount(of: batch.text.span.extracting(message.textRange))
        guard count > maximum else { continue }
        batch.reject(
          index,
          Verdict(
            .quality, rule: "lines",
            detail: "lines: \(count) in response \(number), wanted at most \(maximum)"))
        break
      }
    }
  }

  static func lineCount(of text: borrowing Span<UInt8>) -> Int {
    let newline = UInt8(ascii: "\n")
    var count = 0
    for index in text.indices where text[index] == newline { count += 1 }
    return text.isEmpty || text[text.count - 1] == newline ? count : count + 1
  }
}
