/// Merges pieces of at most 15 bytes: what is not in the cache, and most of that is so short.
///
/// Two neighbours merge if the bytes from the first one's begin to the second one's end are a
/// token. A short piece has few stretches of bytes that can be one, so all of them are looked up at
/// once, before merging begins: lookups that do not wait for each other cost little more than one,
/// while those of a merge loop each wait for the memory.
///
/// A lookup trusts 15 bits of a hash. The token is compared with the bytes when it is about to be
/// used; if it is another, there was none.
///
/// SAFETY: `stretches` has 16 places for each of 16 begins; begins and lengths are below 16.
/// A piece of 15 bytes has 13 + 12 + … + 1 stretches of three bytes and more.
struct ShortMerger: ~Copyable {
  private static let none = VocabularyTables.none
  /// No pair, behind every other.
  private static let noPair = Int32.max

  private let tables: VocabularyTables
  /// The token of the bytes from each begin, 16 places a begin, by length; `none` where none is.
  private let stretches: UnsafeMutablePointer<UInt32>
  /// For the symbol at each byte the token that it and the next would become and, in the low four
  /// bits, the byte: so the least of them is the pair that merges next, leftmost on ties.
  private let pairs: UnsafeMutablePointer<Int32>
  /// The piece, zeros after it, so that 16 bytes can be read from each of its bytes on.
  private let text: UnsafeMutablePointer<UInt64>
  /// The stretches that can be tokens: their places in `stretches` and their hashes.
  private let places: UnsafeMutablePointer<UInt8>
  private let hashes: UnsafeMutablePointer<UInt64>

  init(tables: VocabularyTables) {
    self.tables = tables
    stretches = .allocate(capacity: 256)
    stretches.initialize(repeating: Self.none, count: 256)
    pairs = .allocate(capacity: 16)
    pairs.initialize(repeating: Self.noPair, count: 16)
    text = .allocate(capacity: 4)
    text.initialize(repeating: 0, count: 4)
    places = .allocate(capacity: 91)
    places.initialize(repeating: 0, count: 91)
    hashes = .allocate(capacity: 91)
    hashes.initialize(repeating: 0, count: 91)
  }

  deinit {
    stretches.deallocate()
    pairs.deallocate()
    text.deallocate()
    places.deallocate()
    hashes.deallocate()
  }

  /// Writes the ids of `key`, at most 15, and returns how many.
  ///
  /// A whole piece that is a token is that token; what else there is, and every segment, merges.
  func encode(_ key: PieceKey, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    let byteCount = key.byteCount
    text[0] = key.low
    text[1] = key.high & ~(0xFF << 56)
    lookUpStretches(byteCount)
    let whole = stretches[byteCount]
    if !key.isSegment, byteCount > 1, whole != Self.none, isToken(whole, 0, byteCount) {
      tokens[0] = whole
      return 1
    }
    return write(merge(byteCount), byteCount, into: tokens)
  }

  /// Fills `stretches` for the first `byteCount` bytes of `text`.
  ///
  /// Asks for all memory first: the second loop has branches, and one that was guessed wrong
  /// would keep the lookups after it waiting.
  @inline(__always)
  private func lookUpStretches(_ byteCount: Int) {
    let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var count = 0
    for begin in 0..<byteCount {
      let row = UnsafeMutableRawPointer(stretches + begin &* 16)
      row.storeBytes(of: SIMD16(repeating: Self.none), as: SIMD16<UInt32>.self)
      var lengths = tables.lengths.short(bytes + begin, byteCount: byteCount &- begin)
      while lengths != 0 {
        let length = lengths.trailingZeroBitCount
        lengths &= lengths &- 1
        let key = PieceKey(loading16: bytes + begin, byteCount: length, masks: tables.keyMasks)
        hashes[count] = key.hash
        places[count] = UInt8(truncatingIfNeeded: begin &* 16 &+ length)
        tables.prefetchToken(key.hash)
        count &+= 1
      }
    }
    for begin in 0..<(byteCount &- 1) {
      let token = tables.bytePairs[Int(bytes[begin]) << 8 | Int(bytes[begin &+ 1])]
      stretches[begin &* 16 &+ 2] = token
    }
    for index in 0..<count {
      stretches[Int(places[index])] = tables.likelyToken(hashes[index])
    }
  }
}

extension ShortMerger {
  /// Merges until no pair is left; returns a bit for each byte at which a symbol begins, and one
  /// after the last.
  @inline(__always)
  private func merge(_ byteCount: Int) -> UInt32 {
    var begins = (UInt32(2) &<< UInt32(byteCount)) &- 1
    UnsafeMutableRawPointer(pairs).storeBytes(
      of: SIMD16(repeating: Self.noPair), as: SIMD16<Int32>.self)
    for place in 0..<(byteCount &- 1) { pairs[place] = pair(place, place &+ 2) }
    while true {
      let least = UnsafeRawPointer(pairs).load(as: SIMD16<Int32>.self).min()
      guard least != Self.noPair else { return begins }
      let place = Int(least & 15)
      let absorbed = next(begins, place)
      let end = next(begins, absorbed)
      guard isToken(UInt32(truncatingIfNeeded: least >> 4), place, end &- place) else {
        stretches[place &* 16 &+ end &- place] = Self.none
        pairs[place] = Self.noPair
        continue
      }
      begins &= ~(1 &<< UInt32(absorbed))
      pairs[absorbed] = Self.noPair
      pairs[place] = end < byteCount ? pair(place, next(begins, end)) : Self.noPair
      let before = begins & ((1 &<< UInt32(place)) &- 1)
      if before != 0 {
        let left = 31 &- before.leadingZeroBitCount
        pairs[left] = pair(left, end)
      }
    }
  }

  /// The entry of `pairs` for the two symbols from `begin` to `end`.
  @inline(__always)
  private func pair(_ begin: Int, _ end: Int) -> Int32 {
    let token = stretches[begin &* 16 &+ (end &- begin)]
    return token == Self.none
      ? Self.noPair : Int32(truncatingIfNeeded: token &<< 4 | UInt32(truncatingIfNeeded: begin))
  }

  /// The begin of the symbol after the one at `place`.
  @inline(__always)
  private func next(_ begins: UInt32, _ place: Int) -> Int {
    place &+ 1 &+ ((begins &>> UInt32(place)) &>> 1).trailingZeroBitCount
  }

  /// Whether `token` really is the `length` bytes from `begin` on.
  @inline(__always)
  private func isToken(_ token: UInt32, _ begin: Int, _ length: Int) -> Bool {
    let own = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self) + begin
    return tables.tokenKeys[Int(token)]
      == PieceKey(loading16: own, byteCount: length, masks: tables.keyMasks)
  }

  @inline(__always)
  private func write(
    _ begins: UInt32, _ byteCount: Int, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var count = 0
    var place = 0
    while place < byteCount {
      let end = next(begins, place)
      tokens[count] =
        end - place == 1
        ? tables.byteTokens[Int(bytes[place])] : stretches[place &* 16 &+ (end &- place)]
      count &+= 1
      place = end
    }
    return count
  }
}
