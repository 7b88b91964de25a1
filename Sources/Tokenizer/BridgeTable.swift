/// Which borders between characters of several bytes a token can span.
///
/// Where none can, no merge ever crosses the border, so what stands left and right of it merges
/// by itself and a piece can be cut there. Only a few thousand pairs of neighbours are bridged at
/// all, so text in Han, kana or Thai falls apart into segments of one or two characters.
///
/// A border is judged by the two bytes before it and the two after it. A token that spans it
/// agrees with the text on those of the four bytes that it reaches; for the others, every value
/// that `isCut` lets through is entered. The entries share a map of bits by their hash: a
/// collision makes a border look bridged, which costs time and changes no id.
///
/// SAFETY: a place has `bitCount` bits, so its word is one of `wordCount`.
struct BridgeTable {
  private static let bitCount: UInt32 = 20
  static let wordCount = 1 << Int(bitCount - 6)

  private(set) var words = [UInt64](repeating: 0, count: wordCount)

  /// The place of a border's bit, from its four bytes as a little-endian word.
  @inline(__always)
  private static func place(_ bytes: UInt32) -> Int {
    Int((bytes &* 0x9E37_79B1) >> (32 - bitCount))
  }

  /// Enters every border inside `token`.
  mutating func insert(_ token: Span<UInt8>) {
    for border in 1..<max(token.count, 1)
    where token[border] >= 0xC0 && token[border - 1] >= 0x80 {
      let before = border > 1 ? token[border - 2]...token[border - 2] : 0x80...0xFF
      let behind =
        border + 1 < token.count ? token[border + 1]...token[border + 1] : 0x80...0xBF
      for first in before {
        for last in behind {
          let bytes =
            UInt32(first) | UInt32(token[border - 1]) << 8 | UInt32(token[border]) << 16
            | UInt32(last) << 24
          let place = Self.place(bytes)
          words[place >> 6] |= 1 << UInt64(place & 63)
        }
      }
    }
  }

  /// Whether a piece can be cut at `border`, of which two bytes on either side can be read: the
  /// bytes before it are not ASCII, a character of several bytes follows, and no token spans it.
  @inline(__always)
  static func isCut(_ border: UnsafePointer<UInt8>, words: UnsafePointer<UInt64>) -> Bool {
    let bytes = UInt32(
      littleEndian: UnsafeRawPointer(border - 2).loadUnaligned(as: UInt32.self))
    // 0x80 or more, 0x80 or more, 0xC0 or more, 0x80 to 0xBF.
    guard bytes & 0xC0C0_8080 == 0x80C0_8080 else { return false }
    let place = place(bytes)
    return words[place >> 6] >> UInt64(place & 63) & 1 == 0
  }
}
