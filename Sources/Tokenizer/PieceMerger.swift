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
    let count = mergeCharacters(bytes, byteCount: byteCount, into: tokens)
    if count > 0 { return count }
    precondition(byteCount > 0 && byteCount <= Self.limit)
    let groupCount = (byteCount &+ Self.lanes &- 1) / Self.lanes
    // A bit for each byte at which a symbol begins.
    var begins: UInt64 = 0
    beginWithBytes(bytes, byteCount, groupCount, &begins)
    _ = mergeAll(&begins, groupCount, isRising: false)
    return write(begins, into: tokens)
  }

  /// The same, beginning with whole characters; returns 0 where that could change an id.
  @inline(__always)
  func mergeCharacters(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard byteCount >= 6, bytes[0] >= 0xE0, byteCount % 3 == 0 else { return 0 }
    precondition(byteCount <= Self.limit)
    let groupCount = (byteCount &+ Self.lanes &- 1) / Self.lanes
    for index in 0..<(groupCount &* Self.lanes) { pairs[index] = Self.none }
    var begins: UInt64 = 0
    guard beginWithCharacters(bytes, byteCount, &begins),
      mergeAll(&begins, groupCount, isRising: true)
    else { return 0 }
    return write(begins, into: tokens)
  }

  /// Starts with a symbol for each byte.
  @inline(__always)
  private func beginWithBytes(
    _ bytes: UnsafePointer<UInt8>, _ byteCount: Int, _ groupCount: Int, _ begins: inout UInt64
  ) {
    for index in 0..<byteCount { symbols[index] = tables.byteTokens[Int(bytes[index])] }
    for index in 0..<(byteCount &- 1) {
      let rank = tables.bytePairs[Int(bytes[index]) << 8 | Int(bytes[index &+ 1])]
      pairs[index] = Self.pair(rank, at: index)
    }
    for index in (byteCount &- 1)..<(groupCount &* Self.lanes) { pairs[index] = Self.none }
    begins = UInt64.max >> UInt64(64 &- byteCount)
  }

  /// Starts with a symbol for each character of three bytes; false where that could change an id
  /// or a character is of another length.
  ///
  /// Most merges of Han, kana, Thai and Devanagari only put characters together from their bytes.
  /// They can be left out where no token spans a border between two characters of the text without
  /// being made of whole characters: then nothing merges across it before the characters on both
  /// sides are whole. (docs/TOKENIZER.md has the argument, and what `isRising` is for.)
  @inline(__always)
  private func beginWithCharacters(
    _ bytes: UnsafePointer<UInt8>, _ byteCount: Int, _ begins: inout UInt64
  ) -> Bool {
    var place = 0
    while place < byteCount {
      // SAFETY: two bytes on either side of the border are within the text, and the token of a
      // character is looked up only where its lead byte is one of three bytes.
      if place > 0, !BridgeTable.isCut(bytes + place, words: tables.partialBridges) { return false }
      let token = tables.characterToken(bytes + place)
      guard token != VocabularyTables.none else { return false }
      symbols[place] = token
      begins |= 1 &<< UInt64(place)
      if place > 0 {
        let rank = tables.pairs.merged(symbols[place &- 3], token)
        if rank < max(symbols[place &- 3], token) { return false }
        pairs[place &- 3] = Self.pair(rank, at: place &- 3)
      }
      place &+= 3
    }
    return true
  }

  /// Merges until no pair is left; with `isRising`, gives up and returns false where a pair has a
  /// lower rank than one of its two symbols.
  @inline(__always)
  private func mergeAll(_ begins: inout UInt64, _ groupCount: Int, isRising: Bool) -> Bool {
    let (symbols, pairs, tables) = (symbols, pairs, tables)
    while true {
      let least = Self.least(pairs, groupCount)
      guard least != Self.none else { return true }
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
        let rank = tables.pairs.merged(token, right)
        if isRising, rank < max(token, right) { return false }
        pair = Self.pair(rank, at: place)
      }
      pairs[place] = pair
      let before = begins & ((1 &<< UInt64(place)) &- 1)
      if before != 0 {
        let left = 63 &- before.leadingZeroBitCount
        let rank = tables.pairs.merged(symbols[left], token)
        if isRising, rank < max(token, symbols[left]) { return false }
        pairs[left] = Self.pair(rank, at: left)
      }
    }
  }

  @inline(__always)
  private func write(_ begins: UInt64, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    var begins = begins
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
