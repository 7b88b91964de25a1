/// Merges pieces of at most 15 bytes: what is not in the cache, and most of that is so short.
///
/// Two neighbours merge if the bytes from the first one's begin to the second one's end are a
/// token. A short piece has few stretches of bytes, so all of them are looked up at once, before
/// merging begins: lookups that do not wait for each other cost little more than one, while those
/// of a merge loop each wait for the memory.
///
/// A lookup trusts 15 bits of a hash. The token is compared with the bytes when it is about to be
/// used; if it is another, there was none.
///
/// SAFETY: `stretches` has 16 places for each of 16 begins; begins and lengths are below 16.
/// A piece of 15 bytes has 13 + 12 + … + 1 stretches of three bytes and more.
struct ShortMerger: ~Copyable {
  private static let none = VocabularyTables.none

  private let tables: VocabularyTables
  /// The token of the bytes from each begin, 16 places a begin, by length; `none` where none is.
  private let stretches: UnsafeMutablePointer<UInt32>
  /// The piece, zeros behind it, so that 16 bytes can be read from each of its bytes on.
  private let text: UnsafeMutablePointer<UInt64>
  /// The hashes of all stretches of three bytes and more: 91 at most.
  private let hashes: UnsafeMutablePointer<UInt64>

  init(tables: VocabularyTables) {
    self.tables = tables
    stretches = .allocate(capacity: 256)
    stretches.initialize(repeating: Self.none, count: 256)
    text = .allocate(capacity: 4)
    text.initialize(repeating: 0, count: 4)
    hashes = .allocate(capacity: 91)
    hashes.initialize(repeating: 0, count: 91)
  }

  deinit {
    stretches.deallocate()
    text.deallocate()
    hashes.deallocate()
  }

  /// Writes the ids of `key`, at most 15, and returns how many.
  ///
  /// A whole piece that is a token is that token; what else there is, and every segment, merges.
  func encode(_ key: PieceKey, into tokens: UnsafeMutablePointer<UInt32>) -> Int {
    let byteCount = key.byteCount
    text[0] = key.low
    text[1] = key.high & ~(0xFF << 56)
    if byteCount > 1 { lookUpStretches(byteCount) }
    let whole = stretches[byteCount]
    if !key.isSegment, byteCount > 1, whole != Self.none, isToken(whole, 0, byteCount) {
      tokens[0] = whole
      return 1
    }
    // A bit for each byte at which a symbol begins, and one behind the last.
    var begins = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(byteCount + 1)) - 1)
    while true {
      let (token, place) = least(begins)
      guard token != Self.none else { break }
      let absorbed = next(begins, place)
      let end = next(begins, absorbed)
      guard isToken(token, place, end - place) else {
        stretches[place * 16 + end - place] = Self.none
        continue
      }
      begins &= ~(1 << UInt32(absorbed))
    }
    return write(begins, byteCount, into: tokens)
  }

  /// Fills `stretches` for the first `byteCount` bytes of `text`.
  ///
  /// Asks for all memory first: the second loop has branches, and one that was guessed wrong
  /// would keep the lookups behind it waiting.
  @inline(__always)
  private func lookUpStretches(_ byteCount: Int) {
    let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var hash = hashes
    for begin in 0..<max(byteCount &- 2, 0) {
      for length in 3..<(byteCount &- begin &+ 1) {
        let key = PieceKey(loading16: bytes + begin, byteCount: length, masks: tables.keyMasks)
        hash.pointee = key.hash
        tables.prefetchToken(hash.pointee)
        hash += 1
      }
    }
    hash = hashes
    for begin in 0..<(byteCount &- 1) {
      let row = stretches + begin &* 16
      row[2] = tables.bytePairs[Int(bytes[begin]) << 8 | Int(bytes[begin &+ 1])]
      var length = 3
      while begin &+ length <= byteCount {
        row[length] = tables.likelyToken(hash.pointee)
        hash += 1
        length &+= 1
      }
    }
  }
}

extension ShortMerger {
  /// The begin of the symbol after the one at `place`.
  @inline(__always)
  private func next(_ begins: UInt32, _ place: Int) -> Int {
    place &+ 1 &+ ((begins &>> UInt32(place)) &>> 1).trailingZeroBitCount
  }

  /// The least token that two neighbouring symbols would become, and where the first begins.
  @inline(__always)
  private func least(_ begins: UInt32) -> (token: UInt32, place: Int) {
    var least = Self.none
    var leastPlace = 0
    // Three borders in a row: where a symbol begins, where the next does, where that one ends.
    var place = 0
    var middle = next(begins, 0)
    var rest = begins & ~((2 &<< UInt32(middle)) &- 1)
    while rest != 0 {
      let end = rest.trailingZeroBitCount
      rest &= rest &- 1
      let token = stretches[place &* 16 &+ (end &- place)]
      let isLess = token < least
      least = isLess ? token : least
      leastPlace = isLess ? place : leastPlace
      place = middle
      middle = end
    }
    return (least, leastPlace)
  }

  /// Whether `token` really is the `length` bytes from `begin` on.
  @inline(__always)
  private func isToken(_ token: UInt32, _ begin: Int, _ length: Int) -> Bool {
    // SAFETY: 16 bytes of padding follow the arena's last token.
    let bytes = tables.arena + Int(tables.offsets[Int(token)])
    let own = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self) + begin
    return tables.byteCount(of: token) == length
      && PieceKey(loading16: bytes, byteCount: length, masks: tables.keyMasks)
        == PieceKey(loading16: own, byteCount: length, masks: tables.keyMasks)
  }

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
