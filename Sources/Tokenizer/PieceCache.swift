/// One worker's memory of short pieces and their ids: 2 MiB, one place a piece, last one wins.
///
/// A hit gives exactly what was stored for the same bytes, since an entry holds the whole piece,
/// and ids are a function of the piece alone; so what the cache holds can change no output.
///
/// SAFETY: whoever creates a cache frees it with `deallocate()`, once, after the last use.
struct PieceCache {
  /// The most ids an entry can hold; pieces of more are not kept.
  static let tokensPerEntry = 4
  private static let slotBits: UInt64 = 16

  struct Entry {
    var low: UInt64
    var high: UInt64
    var first: UInt32
    var second: UInt32
    var third: UInt32
    /// The fourth id, with the number of ids in the topmost byte.
    var fourthAndCount: UInt32
  }

  private let entries: UnsafeMutablePointer<Entry>

  init() {
    let empty = Entry(low: 0, high: 0, first: 0, second: 0, third: 0, fourthAndCount: 0)
    entries = .allocate(capacity: 1 << Int(Self.slotBits))
    // No piece is empty, so no key has a length of 0 and these match nothing.
    entries.initialize(repeating: empty, count: 1 << Int(Self.slotBits))
  }

  func deallocate() { entries.deallocate() }

  /// The place of the pieces that hash to `hash`; a hit if its key is the piece's.
  @inline(__always)
  func entry(_ hash: UInt64) -> UnsafeMutablePointer<Entry> {
    // The top bits: the lowest choose the place in the vocabulary's table.
    entries + Int(truncatingIfNeeded: hash >> (64 - Self.slotBits))
  }

  /// Remembers the `count` ids at `tokens`, at most `tokensPerEntry`, for `key`.
  func store(_ key: PieceKey, tokens: UnsafePointer<UInt32>, count: Int) {
    entry(key.hash).pointee = Entry(
      low: key.low, high: key.high,
      first: tokens[0],
      second: count > 1 ? tokens[1] : 0,
      third: count > 2 ? tokens[2] : 0,
      fourthAndCount: (count > 3 ? tokens[3] : 0) | UInt32(count) << 24)
  }
}
