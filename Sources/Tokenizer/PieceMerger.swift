/// Merges the bytes of one piece in order of rank: the lowest rank first, leftmost on ties.
///
/// Up to `shortLimit` bytes by scanning for the best pair again after each merge, which is
/// quadratic but has no set-up; longer pieces with a heap, in O(n log n) time and 24 bytes of
/// memory a byte of piece.
struct PieceMerger: ~Copyable {
  static let shortLimit = 48

  private let tables: VocabularyTables
  /// Ids, and the ranks of each id's pair with the next; `shortLimit` of each.
  private let shortTokens: UnsafeMutablePointer<UInt32>
  private let shortRanks: UnsafeMutablePointer<UInt32>
  private var heap = MergeHeap()

  init(tables: VocabularyTables) {
    self.tables = tables
    shortTokens = .allocate(capacity: Self.shortLimit)
    shortTokens.initialize(repeating: 0, count: Self.shortLimit)
    shortRanks = .allocate(capacity: Self.shortLimit)
    shortRanks.initialize(repeating: 0, count: Self.shortLimit)
  }

  deinit {
    shortTokens.deallocate()
    shortRanks.deallocate()
  }

  /// The ids of the piece `bytes[0..<byteCount]`, at most `shortLimit` bytes, in memory of this
  /// value that the next call overwrites.
  mutating func mergeShort(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int
  ) -> UnsafeBufferPointer<UInt32> {
    let (tokens, ranks) = (shortTokens, shortRanks)
    let none = VocabularyTables.none
    // SAFETY: `byteCount` is at most `shortLimit`, the capacity of both arrays.
    precondition(byteCount <= Self.shortLimit)
    for index in 0..<byteCount { tokens[index] = tables.byteTokens[Int(bytes[index])] }
    ranks[byteCount - 1] = none
    for index in 0..<(byteCount - 1) {
      ranks[index] = tables.bytePairs[Int(bytes[index]) << 8 | Int(bytes[index + 1])]
    }
    var count = byteCount
    while count > 1 {
      var best = none
      var place = 0
      for index in 0..<(count - 1) where ranks[index] < best {
        best = ranks[index]
        place = index
      }
      guard best != none else { break }
      // The pair's rank is the id of what it becomes.
      tokens[place] = best
      count -= 1
      var index = place + 1
      while index < count {
        tokens[index] = tokens[index + 1]
        ranks[index] = ranks[index + 1]
        index += 1
      }
      if place + 1 < count { ranks[place] = tables.merged(best, tokens[place + 1]) }
      if place > 0 { ranks[place - 1] = tables.merged(tokens[place - 1], best) }
    }
    return UnsafeBufferPointer(start: tokens, count: count)
  }

  /// Appends the ids of the piece `bytes[0..<byteCount]` of any length.
  mutating func mergeLong(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, into output: inout [UInt32]
  ) {
    heap.merge(bytes, byteCount: byteCount, tables: tables, into: &output)
  }
}
