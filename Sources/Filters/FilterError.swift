/// Why a filter cannot be set up as asked.
///
/// Judging records never fails.
package enum FilterError: Error, Equatable {
  /// A language code that the detector cannot tell, and the nearest one that it can.
  case unknownLanguage(found: String, suggestion: String?)
  /// A language filter that wants no language would drop everything it can read.
  case noLanguages
  /// A confidence outside 0...1.
  case confidenceOutOfRange(found: Double)
  /// A minimum length above the maximum.
  case emptyLengthRange(minimum: Int, maximum: Int)
  /// A model's file that is not a whole model of a kind that can be asked.
  case unusableModel(path: String, detail: String)
  /// A pattern that cannot be looked for; line 0 stands for all of the file.
  case unusablePattern(path: String, line: Int, detail: String)
  /// A share outside 0...1.
  case shareOutOfRange(option: String, found: Double)
}

extension FilterError {
  /// Whether the fault lies in what the tool was told, and not in a model's bytes.
  package var isUsage: Bool {
    if case .unusableModel = self { false } else { true }
  }
}

extension FilterError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownLanguage(let found, let suggestion):
      let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
      return "language: expected ISO 639 codes such as en or de, found '\(found)'" + hint
    case .noLanguages:
      return "language: expected at least one language to keep, found none; use 'off' for no filter"
    case .confidenceOutOfRange(let found):
      return "language confidence: expected a number from 0 to 1, found \(found)"
    case .emptyLengthRange(let minimum, let maximum):
      return "length: expected a minimum of tokens not above the maximum, "
        + "found \(minimum) above \(maximum)"
    case .unusableModel(let path, let detail):
      return "\(path): not a model that can be used: \(detail)"
    case .unusablePattern(let path, let line, let detail):
      return line == 0 ? "\(path): \(detail)" : "\(path):\(line): \(detail)"
    case .shareOutOfRange(let option, let found):
      return "\(option): expected a share from 0 to 1, or 0% to 100%, found \(found)"
    }
  }
}
