/// The quality rules that are switched on; none unless asked for.
package struct QualityOptions: Sendable, Equatable {
  /// The texts in which patterns are looked for.
  package enum PatternFields: String, CaseIterable, Sendable {
    /// The answers alone.
    case response
    /// The answers and everything said to the model but the system message.
    case all
  }

  /// Patterns that drop a record.
  package let patterns: PatternList?
  package let patternFields: PatternFields
  /// The share of an answer's bytes in repeated lines above which it is dropped, 0...1.
  package let maximumRepeatedLines: Double?
  /// The share of an answer's bytes in repeated groups of words above which it is dropped, 0...1.
  package let maximumRepeatedWords: Double?

  /// - Throws: `FilterError.shareOutOfRange`.
  package init(
    patterns: PatternList? = nil, patternFields: PatternFields = .response,
    maximumRepeatedLines: Double? = nil, maximumRepeatedWords: Double? = nil
  ) throws(FilterError) {
    let shares = [
      ("--max-repeated-lines", maximumRepeatedLines),
      ("--max-repeated-words", maximumRepeatedWords),
    ]
    for (option, share) in shares {
      if let share, !(0...1).contains(share) {
        throw .shareOutOfRange(option: option, found: share)
      }
    }
    self.patterns = patterns
    self.patternFields = patternFields
    self.maximumRepeatedLines = maximumRepeatedLines
    self.maximumRepeatedWords = maximumRepeatedWords
  }

  /// Whether no rule is on.
  package var isOff: Bool {
    patterns == nil && maximumRepeatedLines == nil && maximumRepeatedWords == nil
  }
}
