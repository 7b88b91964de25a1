import ByteIO
package import Filters
package import Ingest
import Records
package import Tokenizer

/// Everything a build is told.
package struct BuildOptions: Sendable {
  /// Files, directories, or `-` for standard input, in the order their records are numbered.
  package var inputs: [String]
  /// A file or directory of a validation set of the user's own, read after all inputs.
  package var validationInput: String?
  /// The directory that becomes the data set.
  package var output: String
  /// The path of a `tokenizer.model`.
  package var tokenizerPath: String
  /// The languages to keep; nil to look at no language at all.
  package var language: LanguageOptions?
  /// Where the texts nearest to the language threshold are written; nil for nowhere.
  package var languageReport: String?
  /// Files that were read to make these options, beside the tokenizer; none of them is written to.
  package var readPaths: [String] = []
  /// The quality rules that are on.
  package var quality: QualityOptions?
  /// Bounds on a record's tokens, template and all.
  package var length: LengthBounds
  package var conversation = ConversationOptions()
  package var layout = LayoutOptions()
  /// Bytes of input after which a unit ends at the next line end.
  package var unitByteCount = 16 << 20
  /// Bytes of the longest line that is read.
  package var maximumLineByteCount = 64 << 20
  /// Objects and arrays may nest this deep in a record.
  package var maximumDepth = ParserOptions().maximumDepth
  /// Where fields are found that have other names than the record forms know.
  package var map = FieldMap()
  /// The system prompt of conversations that have none.
  package var system: String?
  /// Records that do not meet it are rejected as `excluded`.
  package var condition: RecordCondition?
  package var threadCount = Threads.processorCount
  /// Whether the parts stay after the build, for another plan from the same tokens.
  package var keepsParts = false
  /// Whether a data set or another build's work in `output` may be replaced.
  package var overwrites = false

  /// Whether a build that plainly cannot fit on the disk is refused before it begins.
  package var checksSpace = true

  package init(inputs: [String], output: String, tokenizerPath: String, length: LengthBounds) {
    self.inputs = inputs
    self.output = output
    self.tokenizerPath = tokenizerPath
    self.length = length
  }

  /// The options that the data set's bytes depend on, as they stand in its manifest.
  ///
  /// Threads, and whether parts are kept, are not among them.
  ///
  /// - Parameter layout: `layout` once the inputs are known.
  func record(_ layout: LayoutOptions) -> JSONValue {
    let languages: JSONValue =
      language.map { .array($0.wanted.map { .string($0.description) }) } ?? "off"
    let encoding: JSONValue = [
      "language": languages,
      "language_confidence": language.map { .number($0.minimumConfidence) } ?? .null,
      "language_fields": language.map { .string($0.fields.rawValue) } ?? .null,
      "language_policy": language.map { .string($0.policy.rawValue) } ?? .null,
      "language_engine": language.map { Self.record($0.engine) } ?? .null,
      "reject_patterns": quality?.patterns.map { ["sha256": .string($0.sha256)] } ?? .null,
      "pattern_fields": quality?.patterns == nil
        ? .null : quality.map { .string($0.patternFields.rawValue) } ?? .null,
      "max_repeated_lines": quality?.maximumRepeatedLines.map { .number($0) } ?? .null,
      "max_repeated_words": quality?.maximumRepeatedWords.map { .number($0) } ?? .null,
      "min_tokens": length.minimum.map { JSONValue($0) } ?? .null,
      "max_tokens": length.maximum.map { JSONValue($0) } ?? .null,
      "template": .string(conversation.template.name),
      "date": .string(conversation.date),
      "train_on": .string(conversation.trainOn.rawValue),
      "special_tokens": .string(conversation.specialTokens.rawValue),
      "unit_size": JSONValue(unitByteCount),
      "max_line": JSONValue(maximumLineByteCount),
      "max_depth": JSONValue(maximumDepth),
      "map": .object(map.entries.map { .init($0.field, .string($0.path)) }),
      "system": system.map { .string($0) } ?? .null,
      "where": condition.map { .string($0.description) } ?? .null,
    ]
    return .object(encoding.members + layout.record)
  }

  /// An engine by its name, and a model by its bytes, wherever it lies.
  private static func record(_ engine: LanguageEngine) -> JSONValue {
    switch engine {
    case .cld2: "cld2"
    case .fastText(let model): ["name": "fasttext", "model_sha256": .string(model.sha256)]
    }
  }
}
