/// What counts as empty text.
///
/// SAFETY: the bytes are those of a tape that the caller holds; they are read through the checked
/// interface of collections, and none is kept.
enum TextRules {
  /// Whether nothing is left of UTF-8 `text` once white space is trimmed as Python's `str.strip`
  /// does, which is what the chat template does with every message.
  @inline(__always)
  static func isBlank(_ text: UnsafeRawBufferPointer) -> Bool {
    // Nearly every text begins with a visible ASCII character.
    if let first = text.first, (0x21...0x7E).contains(first) { return false }
    return isBlankSlowly(text)
  }

  /// How many bytes of white space UTF-8 `text` begins with.
  static func spaceByteCount(_ text: ArraySlice<UInt8>) -> Int {
    var count = 0
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&bytes), isWhitespace(scalar) {
      count += UTF8.width(scalar)
    }
    return count
  }

  private static func isBlankSlowly(_ text: UnsafeRawBufferPointer) -> Bool {
    var decoder = UTF8()
    var bytes = text.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      if !isWhitespace(scalar) { return false }
    }
    return true
  }

  /// White space as Python's `str.isspace` has it: not U+200B and not U+FEFF.
  static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default:
      false
    }
  }
}
