/// The bytes of a piece of at most 15 bytes as two words, its length in the topmost byte.
///
/// Two pieces are equal if and only if their keys are: bytes beyond the length are zero. A piece
/// of more bytes has the key of no piece. A segment of a piece has another key than the same
/// bytes as a whole piece, since their ids can differ: a few tokens only whole pieces become.
struct PieceKey: Equatable, BitwiseCopyable {
  private static let segmentFlag: UInt64 = 128 << 56

  let low: UInt64
  let high: UInt64

  /// The key of `bytes[0..<byteCount]`, of which 16 bytes can be read whatever its length.
  @inline(__always)
  init(loading16 bytes: UnsafePointer<UInt8>, byteCount: Int, masks: PieceKeyMasks) {
    let raw = UnsafeRawPointer(bytes)
    let mask = masks.words[min(byteCount, 16)]
    low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & mask.x
    high =
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) & mask.y | mask.w
  }

  /// The key of `bytes[0..<byteCount]`, reading no further byte; `byteCount` is at most 15.
  init(_ bytes: UnsafePointer<UInt8>, byteCount: Int) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<min(byteCount, 8) { low |= UInt64(bytes[index]) &<< UInt64(index &* 8) }
    if byteCount > 8 {
      for index in 8..<byteCount { high |= UInt64(bytes[index]) &<< UInt64((index &- 8) &* 8) }
    }
    self.low = low
    self.high = high | UInt64(byteCount) << 56
  }

  /// The key of the same bytes as a segment, which is not the whole of a piece.
  @inline(__always)
  var ofSegment: PieceKey { PieceKey(low: low, high: high | Self.segmentFlag) }

  @inline(__always)
  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  var isSegment: Bool { high & Self.segmentFlag != 0 }

  @inline(__always)
  var byteCount: Int { Int(high >> 56) & 127 }

  @inline(__always)
  var hash: UInt64 { Hashing.mix(low, high) }
}

/// For each length of a piece the bits of its key's two words that are the piece's.
///
/// SAFETY: `words` has 17 entries, one for each length up to 15 and one for all longer pieces.
struct PieceKeyMasks {
  /// The bits of the low word, those of the high word, nothing, and the length in its place.
  let words: UnsafePointer<SIMD4<UInt64>>

  /// What `words` has: for longer pieces no bits, and a length that no piece has.
  static let table: [SIMD4<UInt64>] = (0...16).map { length in
    let isLong = length > VocabularyTables.longestKey
    func bits(_ byteCount: Int) -> UInt64 {
      byteCount >= 8 ? UInt64.max : (1 << UInt64(8 * max(byteCount, 0))) - 1
    }
    return SIMD4(
      isLong ? 0 : bits(length), isLong ? 0 : bits(length - 8), 0,
      UInt64(isLong ? 127 : length) << 56)
  }
}

/// The hash of the vocabulary's tables and the piece cache: one wide multiplication a 16 bytes.
///
/// It need not resist an attacker: the tables' contents are fixed and the cache has one place a
/// piece, so a chosen text can at worst make the cache useless.
enum Hashing {
  static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
  static let otherMultiplier: UInt64 = 0xD6E8_FEB8_6659_FD93

  @inline(__always)
  static func mix(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ multiplier).multipliedFullWidth(by: high ^ otherMultiplier)
    return product.high ^ product.low
  }

  /// The hash of `byteCount` bytes, at least 16 of them.
  static func hash(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    var hash = UInt64(byteCount)
    var offset = 0
    while true {
      // SAFETY: the last load starts 16 bytes before the end and overlaps the one before it.
      let place = min(offset, byteCount - 16)
      let low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
      hash = mix(low ^ hash, high)
      if place == byteCount - 16 { return hash }
      offset += 16
    }
  }
}
