/// Which lengths the tokens have that begin with given bytes: a mask with a bit a length.
///
/// By a hash of the first three bytes for tokens of three, of the first four for tokens to 15, of
/// the first sixteen for longer ones. Tokens with the same hash share a mask, so a length may be
/// said that no token has; none is left out but those below three and beyond 63 bytes. The tables
/// are small enough to stay in the processor's cache, and most lookups of tokens that there are
/// not are spared.
///
/// SAFETY: a hash has as many bits as the table's size, so it is below that.
struct TokenLengths {
  /// In a mask: there are longer tokens too.
  private static let longer: UInt16 = 1
  private static let threeBits: UInt32 = 17
  private static let hashBits: UInt32 = 16
  private static let longHashBits: UInt32 = 12

  /// A bit for each hash of three bytes.
  let threes: UnsafePointer<UInt32>
  let masks: UnsafePointer<UInt16>
  let longMasks: UnsafePointer<UInt64>

  /// The lengths from 3 to `byteCount`, at most 15, of tokens that `bytes` may begin with.
  ///
  /// 16 bytes can be read whatever `byteCount` is.
  @inline(__always)
  func short(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> UInt32 {
    let first = UInt32(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self))
    let three = Self.threePlace(first)
    let isThree = threes[three >> 5] &>> UInt32(three & 31) & 1
    let mask = UInt32(masks[Self.place(first)] & ~Self.longer) | isThree &<< 3
    return mask & ((2 &<< UInt32(byteCount)) &- 1)
  }

  /// The lengths from 16 to `byteCount`, at most 63, of tokens that `bytes` may begin with.
  @inline(__always)
  func long(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> UInt64 {
    let first = UInt32(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self))
    guard byteCount > 15, masks[Self.place(first)] & Self.longer != 0 else { return 0 }
    return longMasks[Self.longPlace(bytes)] & (UInt64.max >> UInt64(63 &- byteCount))
  }

  @inline(__always)
  private static func threePlace(_ first: UInt32) -> Int {
    Int(((first & 0xFF_FFFF) &* 0x9E37_79B1) >> (32 - threeBits))
  }

  @inline(__always)
  private static func place(_ first: UInt32) -> Int {
    Int((first &* 0x9E37_79B1) >> (32 - hashBits))
  }

  @inline(__always)
  private static func longPlace(_ bytes: UnsafePointer<UInt8>) -> Int {
    Int(truncatingIfNeeded: Hashing.hash(bytes, byteCount: 16) >> UInt64(64 - longHashBits))
  }

  /// The masks of all tokens of `arena`, after which 16 bytes can be read.
  static func build(
    arena: UnsafePointer<UInt8>, offsets: [UInt32]
  ) -> (threes: [UInt32], masks: [UInt16], longMasks: [UInt64]) {
    var threes = [UInt32](repeating: 0, count: 1 << Int(threeBits - 5))
    var masks = [UInt16](repeating: 0, count: 1 << Int(hashBits))
    var longMasks = [UInt64](repeating: 0, count: 1 << Int(longHashBits))
    for token in 0..<(offsets.count - 1) {
      let bytes = arena + Int(offsets[token])
      let first = UInt32(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self))
      switch Int(offsets[token + 1] - offsets[token]) {
      case 3: threes[threePlace(first) >> 5] |= 1 << UInt32(threePlace(first) & 31)
      case let byteCount where (4...15).contains(byteCount):
        masks[place(first)] |= 1 << UInt16(byteCount)
      case let byteCount where (16...63).contains(byteCount):
        masks[place(first)] |= longer
        longMasks[longPlace(bytes)] |= 1 << UInt64(byteCount)
      default: break
      }
    }
    return (threes, masks, longMasks)
  }
}
