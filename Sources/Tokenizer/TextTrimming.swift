/// What the chat templates' `trim` removes from both ends of a text: Python's `str.strip()`.
///
/// The characters are those of `str.isspace()`: White_Space and U+001C to U+001F. U+200B and
/// U+FEFF are not among them.
package enum TextTrimming {
  /// The range of `text` that is left, within `range`; empty where nothing is.
  package static func trimmed(_ text: Span<UInt8>, in range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      let length = leadingSpace(text, from: start, to: end)
      if length == 0 { break }
      start += length
    }
    while start < end {
      let length = trailingSpace(text, from: start, to: end)
      if length == 0 { break }
      end -= length
    }
    return start..<end
  }

  /// The byte count of the white space character that starts at `start`, or 0.
  private static func leadingSpace(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let first = text[start]
    if first < 0x80 { return isSpace(first) ? 1 : 0 }
    if end - start >= 2, isSpace(first, text[start + 1]) { return 2 }
    if end - start >= 3, isSpace(first, text[start + 1], text[start + 2]) { return 3 }
    return 0
  }

  /// The byte count of the white space character that ends at `end`, or 0.
  private static func trailingSpace(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let last = text[end - 1]
    if last < 0x80 { return isSpace(last) ? 1 : 0 }
    if end - start >= 2, isSpace(text[end - 2], last) { return 2 }
    if end - start >= 3, isSpace(text[end - 3], text[end - 2], last) { return 3 }
    return 0
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte)
  }

  /// U+0085 and U+00A0.
  private static func isSpace(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xC2 && (second == 0x85 || second == 0xA0)
  }

  /// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
  private static func isSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE1, 0x9A): third == 0x80
    case (0xE2, 0x80):
      (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9
        || third == 0xAF
    case (0xE2, 0x81): third == 0x9F
    case (0xE3, 0x80): third == 0x80
    default: false
    }
  }
}
