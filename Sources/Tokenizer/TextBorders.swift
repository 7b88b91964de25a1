/// Places at which a text can be cut before it is encoded, without changing an id.
///
/// The pretokenizer always cuts between a line feed and a visible character: no alternative of its
/// pattern goes on after a line end with anything but white space.
package enum TextBorders {
  /// Whether a text can be cut between a line feed and the byte after it, `byte`.
  ///
  /// False where `byte` could begin white space: U+0085, U+00A0, U+1680, U+2000 to U+205F or
  /// U+3000.
  @inline(__always)
  static func isVisible(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) || (0xC3...0xE0).contains(byte) || (0xE4...0xF4).contains(byte)
  }

  /// The first such place in `text`, or nil; neither its beginning nor its end.
  package static func first(in text: Span<UInt8>) -> Int? {
    var place = 1
    while place < text.count {
      if text[place - 1] == 0x0A, isVisible(text[place]) { return place }
      place += 1
    }
    return nil
  }

  /// The last such place in `text`, or nil; neither its beginning nor its end.
  package static func last(in text: Span<UInt8>) -> Int? {
    var place = text.count - 1
    while place > 0 {
      if text[place - 1] == 0x0A, isVisible(text[place]) { return place }
      place -= 1
    }
    return nil
  }
}
