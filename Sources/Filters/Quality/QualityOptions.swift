package import ByteIO
package import Records

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
  package var patterns: PatternList?
  package var patternFields = PatternFields.response
  /// The share of an answer's bytes in repeated lines above which it is dropped, 0...1.
  package var maximumRepeatedLines: Double?
  /// The share of an answer's bytes in repeated groups of words above which it is dropped, 0...1.
  package var maximumRepeatedWords: Double?

  /// Every rule off.
  package init() {}

  /// - Throws: `Fault.shareOutOfRange`.
  package init(
    patterns: PatternList? = nil, patternFields: PatternFields = .response,
    maximumRepeatedLines: Double? = nil, maximumRepeatedWords: Double? = nil
  ) throws(Fault) {
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

extension QualityOptions: RecordFilterOptions {
  package static let stage = FilterStage.quality

  package static let recorded: [OptionField<QualityOptions>] = [
    OptionField("reject_patterns") {
      $0.patterns.map { ["sha256": .string($0.sha256)] } ?? .null
    } read: { (record, options) throws(JSONError) in
      guard let reader = try record.optional("reject_patterns") else { return }
      throw .unexpected(
        path: reader.path, expected: "none, since the patterns are not in the manifest")
    } isHashOfFile: {
      $0 != .null
    },
    .choice("pattern_fields", \.patternFields).null(unless: { $0.patterns != nil }),
    .number("max_repeated_lines", \.maximumRepeatedLines, in: 0...1),
    .number("max_repeated_words", \.maximumRepeatedWords, in: 0...1),
  ]

  package func filter() -> (any RecordFilter)? { isOff ? nil : QualityFilter(options: self) }
}
