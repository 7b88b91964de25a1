import Glibc

/// One worker's memory of pieces of 16 to 32 bytes and their ids: 4 MiB, one place a piece.
///
/// Words of Cyrillic, Arabic and Indic scripts are of this length. An entry is a cache line: the
/// piece's first and last 16 bytes, which overlap in shorter ones and with the length are the
/// piece; its length; its ids. As with `PieceCache`, what it holds can change no id.
///
/// SAFETY: as for `PieceCache`.
struct LongPieceCache {
  static let byteCounts = 16...32
  /// Pieces of more ids are not kept.
  static let tokensPerEntry = 6
  private static let defaultSlotBits = 16

  struct Key: Equatable {
    var words: SIMD4<UInt64>
    /// The length; more than 128 for segments, see `PieceKey.init(segment:)`.
    var length: UInt32
    var hash: UInt64

    /// The key of `bytes[0..<byteCount]`, a whole piece or a segment of one.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, byteCount: Int, isSegment: Bool) {
      let raw = UnsafeRawPointer(bytes)
      let last = byteCount &- 16
      words = SIMD4(
        raw.loadUnaligned(as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: last, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: last &+ 8, as: UInt64.self))
      length = UInt32(truncatingIfNeeded: byteCount) | (isSegment ? 128 : 0)
      hash = Hashing.mix(
        Hashing.mix(words.x, words.y) ^ UInt64(length), Hashing.mix(words.z, words.w))
    }
  }

  private struct Entry {
    var words: SIMD4<UInt64>
    var length: UInt32
    var count: UInt32
    var tokens: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
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

  /// Writes the ids of `key` if they are known, and returns how many; else 0. There must be room
  /// for `tokensPerEntry`.
  @inline(__always)
  func load(_ key: Key, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    let entry = base + Int(truncatingIfNeeded: key.hash >> hashShift)
    guard entry.pointee.length == key.length, entry.pointee.words == key.words else { return 0 }
    (tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5]) = entry.pointee.tokens
    return Int(entry.pointee.count)
  }

  /// Remembers the `count` ids at `tokens`, at most `tokensPerEntry`, for `key`.
  func store(_ key: Key, tokens: UnsafePointer<UInt32>, count: Int) {
    func token(_ index: Int) -> UInt32 { index < count ? tokens[index] : 0 }
    base[Int(truncatingIfNeeded: key.hash >> hashShift)] = Entry(
      words: key.words, length: key.length, count: UInt32(count),
      tokens: (token(0), token(1), token(2), token(3), token(4), token(5)))
  }
}
