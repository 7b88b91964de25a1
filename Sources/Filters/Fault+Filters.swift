package import ByteIO

// Why a filter cannot be set up as asked; judging records never fails.

extension Fault.Kind {
  /// A model's file that is not a whole model of a kind that can be asked.
  package static let unusableModel = Self("unusable_model")
  /// A pattern that cannot be looked for.
  package static let unusablePattern = Self("unusable_pattern", .usage)
}

extension Fault {
  /// A language code that the detector cannot tell, and the nearest one that it can.
  package static func unknownLanguage(found: String, suggestion: String?) -> Fault {
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return .usage("language: expected ISO 639 codes such as en or de, found '\(found)'" + hint)
  }

  /// A language filter that wants no language would drop everything it can read.
  package static let noLanguages: Fault = .usage(
    "language: expected at least one language to keep, found none; use 'off' for no filter")

  /// A confidence outside 0...1.
  package static func confidenceOutOfRange(found: Double) -> Fault {
    .usage("language confidence: expected a number from 0 to 1, found \(found)")
  }

  /// A minimum length above the maximum.
  package static func emptyLengthRange(minimum: Int, maximum: Int) -> Fault {
    .usage(
      "length: expected a minimum of tokens not above the maximum, "
        + "found \(minimum) above \(maximum)")
  }

  /// A share outside 0...1.
  package static func shareOutOfRange(option: String, found: Double) -> Fault {
    .usage("\(option): expected a share from 0 to 1, or 0% to 100%, found \(found)")
  }

  /// A model's file that is not a whole model of a kind that can be asked.
  package static func unusableModel(path: String, detail: String) -> Fault {
    Fault(.unusableModel, "\(path): not a model that can be used: \(detail)")
  }

  /// A pattern that cannot be looked for; line 0 stands for all of the file.
  package static func unusablePattern(path: String, line: Int, detail: String) -> Fault {
    Fault(.unusablePattern, line == 0 ? "\(path): \(detail)" : "\(path):\(line): \(detail)")
  }
}
