/// Why a record is not in the data set: the one list of all reasons.
///
/// The raw values are the names in reports and in `rejected/`; docs/REASONS.md explains each to
/// users, and a test keeps the two lists equal.
package enum RejectionReason: String, CaseIterable, Sendable {
  /// The line is not one JSON value.
  case malformedJSON = "malformed_json"
  /// The line holds bytes that are not UTF-8, or a lone surrogate escape.
  case invalidUTF8 = "invalid_utf8"
  /// The line is JSON, but not an object.
  case notAnObject = "not_an_object"
  /// A field that the record's form needs is absent or null.
  case missingField = "missing_field"
  /// A field that the record's form needs is of another JSON type.
  case wrongType = "wrong_type"
  /// A field that must say something is empty after trimming.
  case emptyField = "empty_field"
  /// A key that the record's form reads stands twice in the object.
  case duplicateKey = "duplicate_key"
  /// The line is longer than `--max-line`.
  case oversizedLine = "oversized_line"
  /// No known record form fits the object's keys.
  case unknownSchema = "unknown_schema"
  /// The chat template cannot render the conversation.
  case templateError = "template_error"
  /// A text holds the spelling of a special token, and `--special-tokens reject` was given.
  case specialTokens = "special_tokens"
  /// A field is positively in another language than those asked for.
  case language = "language"
  /// The record is shorter than asked for.
  case tooShort = "too_short"
  /// The record has more tokens than a row holds, and `--overlong drop` is in force.
  case tooLong = "too_long"
  /// Nothing in the record would be trained on.
  case noTrainedTokens = "no_trained_tokens"
  /// A quality rule that was switched on does not hold.
  case quality = "quality"
  /// The record overlaps with a test set: it asks what one of `--validation-file` asks.
  case contaminated = "contaminated"
  /// A `--where` condition does not hold.
  case excluded = "excluded"
  /// The same conversation stands earlier in the input.
  case duplicate = "duplicate"
  /// A nearly equal conversation stands earlier in the input.
  case nearDuplicate = "near_duplicate"
  /// The record's source has reached its cap.
  case cap = "cap"
}

extension RejectionReason {
  /// Whether records are dropped for it because something is wrong with them, and not because the
  /// user chose to leave such records out.
  package var isDamage: Bool {
    switch self {
    case .malformedJSON, .invalidUTF8, .notAnObject, .missingField, .wrongType, .emptyField,
      .duplicateKey, .oversizedLine, .unknownSchema, .templateError, .noTrainedTokens:
      true
    case .specialTokens, .language, .tooShort, .tooLong, .quality, .contaminated, .excluded,
      .duplicate, .nearDuplicate, .cap:
      false
    }
  }
}
