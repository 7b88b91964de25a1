/// Merges the bytes of a stretch of text in order of rank: the lowest first, leftmost on ties.
///
/// What `tables.token` would say of the whole stretch is not asked: that is for the caller to do,
/// and only where the stretch is a whole piece.
///
/// SAFETY: both arrays have `limit` entries, and `merge` checks its length against it.
struct PieceMerger: ~Copyable {
  /// The longest stretch that `merge` takes.
  static let limit = 64
  /// No pair, behind every other.
  private static let none = Int32.max
  private static let lanes = 8

  private let tables: VocabularyTables
  /// The id of the symbol that begins at each byte; of no meaning where none begins.
  private let symbols: UnsafeMutablePointer<UInt32>
  /// For the symbol at each byte, its pair's rank with the next and, in the low six bits, the
  /// byte: so the least of them is the pair that merges next, leftmost on ties.
  private let pairs: UnsafeMutablePointer<Int32>

  init(tables: VocabularyTables) {
    self.tables = tables
    symbols = .allocate(capacity: Self.limit)
    symbols.initialize(repeating: 0, count: Self.limit)
    pairs = .allocate(capacity: Self.limit)
    pairs.initialize(repeating: Self.none, count: Self.limit)
  }

  deinit {
    symbols.deallocate()
    pairs.deallocate()
  }

  /// Writes the ids of `bytes[0..<byteCount]`, at most `limit` bytes, and returns how many;
  /// `tokens` needs room for `byteCount`.
  ///
  /// Looks at all pairs for the least after each merge, eight at a time: quadratic, but without
  /// set-up and nearly without a branch that depends on the text.
  func merge(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    precondition(byteCount > 0 && byteCount <= Self.limit)
    let (symbols, pairs, tables) = (symbols, pairs, tables)
    let groupCount = (byteCount &+ Self.lanes &- 1) / Self.lanes
    for index in 0..<byteCount { symbols[index] = tables.byteTokens[Int(bytes[index])] }
    for index in 0..<(byteCount &- 1) {
      let rank = tables.bytePairs[Int(bytes[index]) << 8 | Int(bytes[index &+ 1])]
      pairs[index] = Self.pair(rank, at: index)
    }
    for index in (byteCount &- 1)..<(groupCount &* Self.lanes) { pairs[index] = Self.none }

    // A bit for each byte at which a symbol begins.
    var begins = UInt64.max >> UInt64(64 &- byteCount)
    while true {
      let least = Self.least(pairs, groupCount)
      guard least != Self.none else { break }
      // The pair's rank is the id of what it becomes.
      let token = UInt32(truncatingIfNeeded: least >> 6)
      let place = Int(least & 63)
      let absorbed = place &+ 1 &+ ((begins &>> UInt64(place)) &>> 1).trailingZeroBitCount
      begins &= ~(1 &<< UInt64(absorbed))
      symbols[place] = token
      pairs[absorbed] = Self.none
      let after = begins &>> UInt64(absorbed)
      var pair = Self.none
      if after != 0 {
        let right = symbols[absorbed &+ after.trailingZeroBitCount]
        pair = Self.pair(tables.pairs.merged(token, right), at: place)
      }
      pairs[place] = pair
      let before = begins & ((1 &<< UInt64(place)) &- 1)
      if before != 0 {
        let left = 63 &- before.leadingZeroBitCount
        pairs[left] = Self.pair(tables.pairs.merged(symbols[left], token), at: left)
      }
    }
    var count = 0
    while begins != 0 {
      tokens[count] = symbols[begins.trailingZeroBitCount]
      begins &= begins &- 1
      count &+= 1
    }
    return count
  }

  @inline(__always)
  private static func pair(_ rank: UInt32, at place: Int) -> Int32 {
    rank == VocabularyTables.none
      ? none : Int32(truncatingIfNeeded: rank &<< 6 | UInt32(truncatingIfNeeded: place))
  }

  @inline(__always)
  private static func least(_ pairs: UnsafeMutablePointer<Int32>, _ groupCount: Int) -> Int32 {
    let groups = UnsafeRawPointer(pairs)
    var least = groups.loadUnaligned(as: SIMD8<Int32>.self)
    for group in 1..<max(groupCount, 1) {
      let other = groups.loadUnaligned(
        fromByteOffset: group &* lanes &* 4, as: SIMD8<Int32>.self)
      least.replace(with: other, where: other .< least)
    }
    return least.min()
  }
}
