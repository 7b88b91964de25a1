package import Records

/// Drops records by the quality rules that are switched on.
///
/// A record is dropped by the first rule that does not hold in the first text it does not hold
/// for: patterns, then repeated lines, then repeated words. The detail of the rejection is the
/// rule's name, a colon, and what was found. One worker owns a filter, for its buffers.
package struct QualityFilter: RecordFilter {
  package let options: QualityOptions
  private var repetition = Repetition()

  package init(options: QualityOptions) {
    self.options = options
  }

  package mutating func apply(to batch: inout ConversationBatch) {
    for index in batch.records.indices where !batch.records[index].isRejected {
      if let verdict = verdict(on: batch.records[index], in: batch) {
        batch.reject(index, verdict)
      }
    }
  }

  private mutating func verdict(
    on record: ConversationBatch.Record, in batch: ConversationBatch
  ) -> Verdict? {
    var counts = (prompt: 0, response: 0)
    for message in batch.messages[record.messages] where message.content == .text {
      let isResponse = record.isAnswer(message)
      if message.role == .system && !isResponse { continue }
      if isResponse { counts.response += 1 } else { counts.prompt += 1 }
      let text = batch.text.span.extracting(message.textRange)
      guard let fault = fault(in: text, isResponse: isResponse) else { continue }
      let place = isResponse ? "response \(counts.response)" : "prompt \(counts.prompt)"
      return Verdict(
        .quality, rule: fault.rule, detail: "\(fault.rule): \(fault.found) \(place)")
    }
    return nil
  }

  private mutating func fault(
    in text: borrowing Span<UInt8>, isResponse: Bool
  ) -> (rule: String, found: String)? {
    if isResponse || options.patternFields == .all,
      let pattern = options.patterns?.firstMatch(in: text)
    {
      return (pattern.name, "found in")
    }
    guard isResponse else { return nil }
    if let maximum = options.maximumRepeatedLines {
      let share = repetition.repeatedLineShare(of: text)
      if share > maximum {
        return ("repeated lines", "\(Self.percent(share)) of the bytes of")
      }
    }
    if let maximum = options.maximumRepeatedWords {
      let share = repetition.repeatedWordShare(of: text)
      if share > maximum {
        return ("repeated words", "\(Self.percent(share)) of the bytes of")
      }
    }
    return nil
  }

  /// A share with one decimal.
  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
