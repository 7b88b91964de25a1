/// The bytes that stand around JSON text.
///
/// SAFETY: bytes are read through the checked interface of collections, within the call.
enum JSONBytes {
  /// The byte order mark U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Goes past a byte order mark at the beginning of an input.
  ///
  /// - Returns: Whether there is a whole one or none; nil where more bytes are needed to tell.
  static func skipMark(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool? {
    for byte in byteOrderMark {
      guard position < bytes.count else { return nil }
      guard bytes[position] == byte else { break }
      position += 1
    }
    return position == 0 || position == byteOrderMark.count
  }

  /// Whether `byte` is white space in the sense of JSON (RFC 8259, section 2).
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Whether all bytes are white space.
  static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy { isSpace($0) }
  }

  /// `range` of `bytes` without white space at both ends.
  static func trimmed(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
