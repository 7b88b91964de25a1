extension UInt8 {
  /// Whether the byte is an ASCII letter.
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// Whether the byte is an ASCII letter, a digit or an underscore.
  var isASCIIWordByte: Bool { isASCIILetter || self &- 0x30 < 10 || self == 0x5F }
}

extension Span<UInt8> {
  /// Whether the bytes of `word` stand at `index`; false where they would begin before the text
  /// or end after it.
  func has(_ word: StaticString, at index: Int) -> Bool {
    let byteCount = word.utf8CodeUnitCount
    guard index >= 0, index <= count - byteCount else { return false }
    // SAFETY: a StaticString of ASCII text points to `utf8CodeUnitCount` bytes for ever.
    let bytes = word.utf8Start
    for offset in 0..<byteCount where self[index + offset] != bytes[offset] { return false }
    return true
  }
}
