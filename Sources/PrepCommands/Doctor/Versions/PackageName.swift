/// Names of packages.
enum PackageName {
  /// In lower case, with `-` for each run of `-`, `_` and `.` (PEP 503).
  static func normalized(_ name: String) -> String {
    name.lowercased().split(omittingEmptySubsequences: true) { "-_.".contains($0) }
      .joined(separator: "-")
  }

  static func isLetter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
  }

  /// Letters and digits, and `-`, `_` and `.` between them (PEP 508).
  static func isValid(_ name: String) -> Bool {
    guard let first = name.first, let last = name.last else { return false }
    return name.allSatisfy(isLetter) && !"-_.".contains(first) && !"-_.".contains(last)
  }
}
