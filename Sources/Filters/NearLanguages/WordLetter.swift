/// What `TypicalWordScores` asks of a code point.
struct WordLetter: Sendable {
  /// Its general category is that of a letter or a mark.
  var isPart = false
  var isUppercase = false
  var isLowercase = false
  /// Its small letter, where that is one code point; else itself.
  var small: Unicode.Scalar

  /// By Unicode's properties, as the standard library has them.
  init(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      isPart = true
    default: break
    }
    isUppercase = properties.isUppercase
    isLowercase = properties.isLowercase
    let lower = properties.lowercaseMapping.unicodeScalars
    small = lower.count == 1 ? lower.first ?? scalar : scalar
  }

  /// Those of the code points that two bytes of UTF-8 write: Latin, Greek, Cyrillic, Hebrew, Arabic.
  private static let table: [WordLetter] = (0..<0x800).map {
    WordLetter(Unicode.Scalar($0) ?? " ")
  }

  /// The same, from a table where there is one.
  static func of(_ scalar: Unicode.Scalar) -> WordLetter {
    scalar.value < 0x800 ? table[Int(scalar.value)] : WordLetter(scalar)
  }
}
