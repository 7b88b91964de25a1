/// An ISO 639 language code of two or three letters, or none where it could not be determined.
package struct LanguageCode: Hashable, Sendable {
  /// The code's ASCII letters, first letter in the low byte; 0 where undetermined.
  package let rawValue: UInt32

  /// The language was not determined: too little text, numbers, code.
  package static let undetermined = LanguageCode(rawValue: 0)
  /// English.
  package static let english = LanguageCode(rawValue: 0x6E65)

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Reads a code of two or three lower-case ASCII letters; nil for anything else.
  package init?(_ text: String) {
    let letters = text.utf8
    guard (2...3).contains(letters.count), letters.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return nil }
    var value: UInt32 = 0
    for (index, letter) in letters.enumerated() { value |= UInt32(letter) << (8 * UInt32(index)) }
    rawValue = value
  }
}

extension LanguageCode: CustomStringConvertible {
  /// The code, or `und` (ISO 639-2's name for it) where undetermined.
  package var description: String {
    if self == .undetermined { return "und" }
    var text = ""
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      let letter = UInt8(truncatingIfNeeded: rawValue >> shift)
      if letter != 0 { text.unicodeScalars.append(Unicode.Scalar(letter)) }
    }
    return text
  }
}
