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
    }
  }
}
