/// Eight bytes of a text in one number, the first one lowest, to look at together.
struct EightBytes {
  let value: UInt64

  /// The bytes from `index` on, with zeros beyond the end.
  @inline(__always)
  init(_ text: RawSpan, at index: Int) {
    if index &+ 8 <= text.byteCount {
      // SAFETY: the eight bytes from `index` on are within the span; no index is negative.
      value = UInt64(
        littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    } else {
      value = Self.lastBytes(text, from: index)
    }
  }

  @inline(never)
  private static func lastBytes(_ text: RawSpan, from index: Int) -> UInt64 {
    var bytes: UInt64 = 0
    for offset in 0..<max(0, text.byteCount - index) {
      // SAFETY: the offset is below the span's length.
      let byte = text.unsafeLoad(fromByteOffset: index + offset, as: UInt8.self)
      bytes |= UInt64(byte) << UInt64(8 * offset)
    }
    return bytes
  }

  /// The high bit of every byte.
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of every byte that is an ASCII letter.
  @inline(__always)
  var letters: UInt64 {
    let isASCII = ~value & Self.highBits
    let lower = (value | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    // Without carries between bytes: below 0x80, `lower + 0x1F` has the high bit from "a" on and
    // `lower + 0x05` from the sign after "z" on.
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = lower &+ 0x0505_0505_0505_0505
    return fromA & ~beyondZ & isASCII
  }

  /// How many of `letters` the bytes begin with: 0 to 8.
  @inline(__always)
  static func leadingCount(of letters: UInt64) -> Int {
    (~letters & highBits).trailingZeroBitCount &>> 3
  }
}
