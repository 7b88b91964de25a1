package import Records

/// What a language filter keeps.
package struct LanguageOptions: Sendable, Equatable {
  /// The fields that a record can be dropped for; both are looked at in any case, for the report.
  package enum Fields: String, CaseIterable, Sendable {
    /// The answers alone.
    case response
    /// The answers and everything said to the model but the system message.
    case all
  }

  /// When an answer may be in another language.
  package enum Policy: String, CaseIterable, Sendable {
    /// Never.
    case same
    /// Where a turn before it asks for that language, as `TranslationRequest` tells.
    case translation
  }

  /// The languages to keep, ascending by code, each once.
  package let wanted: [LanguageCode]
  /// The confidence from which a verdict for another language drops a record.
  package let minimumConfidence: Double
  package let fields: Fields
  package let policy: Policy
  package let engine: LanguageEngine

  /// 0.5: half of the text; one in a single language gets 0.95 and more, or 0.85 where CLD2
  /// guesses.
  package static let defaultMinimumConfidence = 0.5

  /// - Throws: `FilterError` for a code that the detector cannot tell, for no code at all, and
  ///   for a confidence outside 0...1.
  package init(
    wanted: [String], minimumConfidence: Double = defaultMinimumConfidence, fields: Fields = .all,
    policy: Policy = .same, engine: LanguageEngine = .cld2
  ) throws(FilterError) {
    guard !wanted.isEmpty else { throw .noLanguages }
    guard (0...1).contains(minimumConfidence) else {
      throw .confidenceOutOfRange(found: minimumConfidence)
    }
    var codes: [LanguageCode] = []
    for text in wanted {
      let code = try LanguageCatalog.language(text)
      if !codes.contains(code) { codes.append(code) }
    }
    self.wanted = codes.sorted { $0.description < $1.description }
    self.minimumConfidence = minimumConfidence
    self.fields = fields
    self.policy = policy
    self.engine = engine
  }
}
