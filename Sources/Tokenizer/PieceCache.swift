import Glibc

/// One worker's memory of pieces of at most 15 bytes and their ids: 8 MiB.
///
/// Two places a bucket, a bucket a cache line: the two keys, then the two pieces' ids. A hit gives
/// exactly what was stored for the same bytes, since an entry holds the whole piece, and ids are
/// a function of the key alone; so what the cache holds can change no output.
///
/// Ids: up to three, each a word, and their number in the fourth; or four to seven of 17 bits.
///
/// SAFETY: whoever creates a cache frees it with `deallocate()`, once, after the last use. A
/// slot is below `1 << slotBits`, so its bucket lies in the memory.
struct PieceCache {
  /// Pieces of more ids are not kept.
  static let tokensPerEntry = 7
  static let bucketByteCount = 64
  /// Where a bucket's first and second ids stand.
  static let tokensOffset = 32
  private static let defaultSlotBits = 17

  let base: UnsafeMutableRawPointer
  private let memory: HugePages
  /// A hash's top bits are the bucket's number, and the six below them nothing.
  private let hashShift: UInt64
  private let slotCount: Int

  /// - Parameter slotBits: The logarithm of the number of buckets; other than the default for
  ///   tests, which must see the same ids with any.
  init(slotBits: Int = Self.defaultSlotBits) {
    slotCount = 1 << slotBits
    hashShift = UInt64(64 - slotBits - Self.bucketByteCount.trailingZeroBitCount)
    // No piece is empty, so no key has a length of 0 and zeros match nothing.
    memory = HugePages.allocate(byteCount: slotCount * Self.bucketByteCount)
    base = memory.base
  }

  func deallocate() { memory.deallocate() }

  func clear() { memset(base, 0, slotCount * Self.bucketByteCount) }

  /// Where the bucket of `key` begins, in bytes from `base`.
  @inline(__always)
  func offset(_ key: PieceKey) -> UInt32 {
    UInt32(truncatingIfNeeded: key.hash &>> hashShift) & ~UInt32(Self.bucketByteCount - 1)
  }

  /// The ids of `key` if they are known and at most three, as an entry has them; else nil.
  @inline(__always)
  static func shortEntry(
    _ bucket: UnsafeMutableRawPointer, _ key: PieceKey
  ) -> SIMD4<UInt32>? {
    let words = bucket.assumingMemoryBound(to: UInt64.self)
    let first = (words[0] ^ key.low) | (words[1] ^ key.high)
    let second = (words[2] ^ key.low) | (words[3] ^ key.high)
    let offset = first == 0 ? tokensOffset : tokensOffset + 16
    let entry = (bucket + offset).load(as: SIMD4<UInt32>.self)
    // One branch: which of the two places a piece has is not to be predicted.
    return (min(first, second) | UInt64(entry.w >> 2)) == 0 ? entry : nil
  }

  /// Writes the ids of `key` if they are known, and returns how many; else 0.
  func load(_ key: PieceKey, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    let bucket = base + Int(offset(key))
    let words = bucket.assumingMemoryBound(to: UInt64.self)
    let place: Int
    if words[0] == key.low, words[1] == key.high {
      place = Self.tokensOffset
    } else if words[2] == key.low, words[3] == key.high {
      place = Self.tokensOffset + 16
    } else {
      return 0
    }
    return PackedTokens.load(bucket + place, into: tokens)
  }

  /// Remembers the `count` ids at `tokens`, at most `tokensPerEntry`, for `key`.
  ///
  /// The newest goes first and moves what was first to second place.
  func store(_ key: PieceKey, tokens: UnsafePointer<UInt32>, count: Int) {
    let bucket = base + Int(offset(key))
    let words = bucket.assumingMemoryBound(to: UInt64.self)
    words[2] = words[0]
    words[3] = words[1]
    (words[6], words[7]) = (words[4], words[5])
    words[0] = key.low
    words[1] = key.high
    PackedTokens.store(tokens, count: count, at: bucket + Self.tokensOffset)
  }
}
