import ByteIO

/// Which two tokens merge, and into which: one small hash table for each left token.
///
/// Tables of one token's partners, not one of all pairs: a text uses few tokens again and again,
/// and so the parts of the memory that it touches are few and stay in the cache.
///
/// SAFETY: a head's table of `mask + 1` slots lies in `slots`, and half of it at least is empty.
struct PairTable {
  static let emptySlot = UInt64.max

  /// For each token where its table begins in `slots`, and in the low half the table's mask.
  let heads: UnsafePointer<UInt64>
  /// The right token in the high half, what it becomes in the low; or `emptySlot`.
  let slots: UnsafePointer<UInt64>

  /// The token whose bytes are those of `left` and then `right`, or `VocabularyTables.none`: in
  /// byte-pair encoding two neighbours merge exactly when their bytes together are a token, and
  /// its id is the merge's rank.
  @inline(__always)
  func merged(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let head = heads[Int(left)]
    let mask = UInt32(truncatingIfNeeded: head)
    let table = slots + Int(head >> 32)
    var index = Self.hash(right) & mask
    while true {
      // Two slots at once: whether a pair stands in its first or second is not to be predicted.
      let (first, second) = (table[Int(index)], table[Int((index &+ 1) & mask)])
      let match = first >> 32 == UInt64(right) ? first : second
      let isFound = match >> 32 == UInt64(right)
      if isFound || max(first, second) == Self.emptySlot {
        return isFound ? UInt32(truncatingIfNeeded: match) : VocabularyTables.none
      }
      index = (index &+ 2) & mask
    }
  }

  @inline(__always)
  private static func hash(_ token: UInt32) -> UInt32 { (token &* 0x9E37_79B1) >> 15 }

  /// The heads and slots for `pairs`, each a left, a right and the token they become.
  ///
  /// - Throws: `crowdedTable`.
  static func build(
    _ pairs: [(left: UInt32, right: UInt32, whole: UInt32)], tokenCount: Int
  ) throws(Fault) -> (heads: [UInt64], slots: [UInt64]) {
    var counts = [UInt32](repeating: 0, count: tokenCount)
    for pair in pairs { counts[Int(pair.left)] += 1 }
    var heads = [UInt64](repeating: 0, count: tokenCount)
    // The first slot is the table of all tokens that merge with none to their right.
    var slotCount = 1
    for token in 0..<tokenCount where counts[token] > 0 {
      var size: UInt64 = 2
      while size < 2 * UInt64(counts[token]) { size *= 2 }
      heads[token] = UInt64(slotCount) << 32 | (size - 1)
      slotCount += Int(size)
    }
    var slots = [UInt64](repeating: emptySlot, count: slotCount)
    for pair in pairs {
      let head = heads[Int(pair.left)]
      let mask = UInt32(truncatingIfNeeded: head)
      var index = hash(pair.right) & mask
      var displacement = 0
      while slots[Int(head >> 32) + Int(index)] != emptySlot {
        index = (index + 1) & mask
        displacement += 1
      }
      guard displacement <= TakenRun.limit else { throw .crowdedTable(limit: TakenRun.limit) }
      slots[Int(head >> 32) + Int(index)] = UInt64(pair.right) << 32 | UInt64(pair.whole)
    }
    guard !TakenRun.isTooLong(in: slots, empty: emptySlot) else {
      throw .crowdedTable(limit: TakenRun.limit)
    }
    return (heads, slots)
  }
}
