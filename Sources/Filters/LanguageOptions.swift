package import ByteIO
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

  /// The languages to keep, ascending by code, each once; none where no language is looked at.
  package private(set) var wanted: [LanguageCode] = []
  /// The confidence from which a verdict for another language drops a record.
  package private(set) var minimumConfidence = defaultMinimumConfidence
  package private(set) var fields = Fields.all
  package private(set) var policy = Policy.same
  package private(set) var engine = LanguageEngine.cld2
  /// Whether the texts nearest to the threshold are collected, for `--language-report`.
  package var collectsBorderline = false

  /// 0.5: half of the text; one in a single language gets 0.95 and more, or 0.85 where CLD2
  /// guesses.
  package static let defaultMinimumConfidence = 0.5

  /// No language is looked at.
  package init() {}

  package var isOn: Bool { !wanted.isEmpty }

  /// - Throws: `Fault` for a code that the detector cannot tell, for no code at all, and
  ///   for a confidence outside 0...1.
  package init(
    wanted: [String], minimumConfidence: Double = defaultMinimumConfidence, fields: Fields = .all,
    policy: Policy = .same, engine: LanguageEngine = .cld2
  ) throws(Fault) {
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

extension LanguageOptions: RecordFilterOptions {
  package static let stage = FilterStage("language", [.language])

  package static let recorded: [OptionField<LanguageOptions>] = [
    OptionField("language") { options in
      options.isOn ? .array(options.wanted.map { .string($0.description) }) : "off"
    } read: { (record, options) throws(JSONError) in
      let reader = try record["language"]
      guard reader.value != "off" else { return }
      var codes: [String] = []
      for code in try reader.elements() { codes.append(try code.string()) }
      options = try reader.accepted { () throws(Fault) in try LanguageOptions(wanted: codes) }
    },
    .number("language_confidence", \.minimumConfidence, in: 0...1).null(unless: \.isOn),
    .choice("language_fields", \.fields).null(unless: \.isOn),
    .choice("language_policy", \.policy).null(unless: \.isOn),
    OptionField("language_engine") {
      $0.engine.record
    } read: {
      (record, options) throws(JSONError) in
      let reader = try record["language_engine"]
      guard reader.value == LanguageEngine.cld2.record else {
        throw .unexpected(
          path: reader.path, expected: "cld2, since a model is not in the manifest")
      }
    } isHashOfFile: {
      $0 != .null && $0 != LanguageEngine.cld2.record
    }.null(unless: \.isOn),
  ]

  package func filter() -> (any RecordFilter)? {
    guard isOn else { return nil }
    var filter = LanguageFilter(options: self)
    if collectsBorderline { filter.borderline = BorderlineTexts() }
    return filter
  }
}

extension LanguageEngine {
  /// An engine by its name, and a model by its bytes, wherever it lies.
  fileprivate var record: JSONValue {
    switch self {
    case .cld2: "cld2"
    case .fastText(let model): ["name": "fasttext", "model_sha256": .string(model.sha256)]
    }
  }
}
