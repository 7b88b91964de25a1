import Glibc

/// One worker's memory of pieces of 16 to 64 bytes and their ids: 4 MiB, one place a piece.
///
/// Words of Cyrillic, Arabic and Indic scripts are of this length, and long names in code. An
/// entry is two cache lines: the piece's first and last bytes, which overlap in shorter ones and
/// with the length are the piece; its length; its ids. As with `PieceCache`, what it holds can
/// change no id.
///
/// SAFETY: as for `PieceCache`.
struct LongPieceCache {
  static let byteCounts = 16...64
  /// Pieces of more ids are not kept.
  static let tokensPerEntry = 14
  private static let defaultSlotBits = 15

  struct Key: Equatable {
    /// The first and the last 16 bytes, or from 33 bytes on the first and the last 32.
    var first: SIMD4<UInt64>
    var last: SIMD4<UInt64>
    /// The length; more than 128 for segments, see `PieceKey.ofSegment`.
    var length: UInt32
    var hash: UInt64

    /// The key of `bytes[0..<byteCount]`, a whole piece or a segment of one.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, byteCount: Int, isSegment: Bool) {
      func word(_ offset: Int) -> UInt64 {
        // SAFETY: offsets are at most 8 below the length.
        UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      }
      let end = byteCount
      first = SIMD4(word(0), word(8), word(end &- 16), word(end &- 8))
      last = .zero
      if byteCount > 32 { last = SIMD4(word(16), word(24), word(end &- 32), word(end &- 24)) }
      length = UInt32(truncatingIfNeeded: byteCount) | (isSegment ? 128 : 0)
      hash = Hashing.mix(
        Hashing.mix(first.x ^ last.y, first.y ^ last.x) ^ UInt64(length),
        Hashing.mix(first.z ^ last.w, first.w ^ last.z))
    }
  }

  private struct Entry {
    var first: SIMD4<UInt64>
    var last: SIMD4<UInt64>
    var tokens: SIMD8<UInt32>
    var moreTokens: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
    var length: UInt32
    var count: UInt32
  }

  private let memory: HugePages
  private let base: UnsafeMutablePointer<Entry>
  private let slotCount: Int
  private let hashShift: UInt64

  init(slotBits: Int = Self.defaultSlotBits) {
    slotCount = 1 << slotBits
    hashShift = UInt64(64 - slotBits)
    memory = HugePages.allocate(byteCount: slotCount * MemoryLayout<Entry>.stride)
    base = memory.base.bindMemory(to: Entry.self, capacity: slotCount)
  }

  func deallocate() { memory.deallocate() }

  func clear() { memset(base, 0, slotCount * MemoryLayout<Entry>.stride) }

  /// Writes the ids of `key` if they are known, and returns how many; else 0.
  ///
  /// There must be room for `tokensPerEntry`.
  @inline(__always)
  func load(_ key: Key, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    let entry = base + Int(truncatingIfNeeded: key.hash >> hashShift)
    guard entry.pointee.length == key.length, entry.pointee.first == key.first,
      entry.pointee.last == key.last
    else { return 0 }
    UnsafeMutableRawPointer(tokens).storeBytes(
      of: entry.pointee.tokens, as: SIMD8<UInt32>.self)
    (tokens[8], tokens[9], tokens[10], tokens[11], tokens[12], tokens[13]) =
      entry.pointee.moreTokens
    return Int(entry.pointee.count)
  }

  /// Remembers the `count` ids at `tokens`, at most `tokensPerEntry`, for `key`.
  func store(_ key: Key, tokens: UnsafePointer<UInt32>, count: Int) {
    func token(_ index: Int) -> UInt32 { index < count ? tokens[index] : 0 }
    base[Int(truncatingIfNeeded: key.hash >> hashShift)] = Entry(
      first: key.first, last: key.last,
      tokens: SIMD8(
        token(0), token(1), token(2), token(3), token(4), token(5), token(6), token(7)),
      moreTokens: (token(8), token(9), token(10), token(11), token(12), token(13)),
      length: key.length, count: UInt32(count))
  }
}
