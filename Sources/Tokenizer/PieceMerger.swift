/// Merges the bytes of a stretch of text in order of rank: the lowest first, leftmost on ties.
///
/// What `tables.token` would say of the whole stretch is not asked: that is for the caller to do,
/// and only where the stretch is a whole piece.
struct PieceMerger: ~Copyable {
  /// The longest stretch that `merge` takes.
  static let limit = 64

  private let tables: VocabularyTables
  /// The ranks of each id's pair with the next.
  private let ranks: UnsafeMutablePointer<UInt32>

  init(tables: VocabularyTables) {
    self.tables = tables
    ranks = .allocate(capacity: Self.limit)
    ranks.initialize(repeating: 0, count: Self.limit)
  }

  deinit { ranks.deallocate() }

  /// Writes the ids of `bytes[0..<byteCount]`, at most `limit` bytes, and returns how many;
  /// `tokens` needs room for `byteCount`.
  ///
  /// Looks for the best pair again after each merge, which is quadratic but has no set-up.
  func merge(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let ranks = ranks
    let none = VocabularyTables.none
    // SAFETY: `byteCount` is at most `limit`, the capacity of `ranks`.
    precondition(byteCount > 0 && byteCount <= Self.limit)
    for index in 0..<byteCount { tokens[index] = tables.byteTokens[Int(bytes[index])] }
    ranks[byteCount &- 1] = none
    for index in 0..<(byteCount &- 1) {
      ranks[index] = tables.bytePairs[Int(bytes[index]) << 8 | Int(bytes[index &+ 1])]
    }
    var count = byteCount
    while count > 1 {
      var best = none
      var place = 0
      for index in 0..<(count &- 1) where ranks[index] < best {
        best = ranks[index]
        place = index
      }
      guard best != none else { break }
      // The pair's rank is the id of what it becomes.
      tokens[place] = best
      count &-= 1
      var index = place &+ 1
      while index < count {
        tokens[index] = tokens[index &+ 1]
        ranks[index] = ranks[index &+ 1]
        index &+= 1
      }
      ranks[place] =
        place &+ 1 < count ? tables.merged(best, tokens[place &+ 1]) : none
      if place > 0 { ranks[place &- 1] = tables.merged(tokens[place &- 1], best) }
    }
    return count
  }
}
