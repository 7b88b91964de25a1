import CPieceSplitter

/// The lookups of a vocabulary on raw memory that its `Vocabulary` owns.
///
/// A trivial copy that hot loops keep in registers. It is valid as long as the `Vocabulary` it
/// came from, so whoever holds one holds that too.
///
/// SAFETY: `Vocabulary` fills all memory before anyone else sees it and never writes again, so
/// sharing between threads is sound.
struct VocabularyTables: @unchecked Sendable {
  /// "No such token"; also "no such pair", which ranks it behind every other.
  static let none = UInt32.max
  /// The longest piece that fits a `PieceKey`.
  static let longestKey = 15
  /// Bits of an id in packed slots: 128,000 ids are below 2^17.
  static let idBits: UInt32 = 17

  /// All tokens' bytes by id, 16 bytes of zero after them.
  let arena: UnsafePointer<UInt8>
  /// Token `i` is `arena[offsets[i]..<offsets[i + 1]]`.
  let offsets: UnsafePointer<UInt32>
  /// The token of each single byte.
  let byteTokens: UnsafePointer<UInt32>
  /// The token of each pair of bytes, first byte in the high half of the index, or `none`.
  let bytePairs: UnsafePointer<UInt32>
  /// Open-addressed: id in the low 17 bits, 15 bits of the hash above; `none` where empty.
  let tokenSlots: UnsafePointer<UInt32>
  let tokenSlotMask: UInt64
  var pairs: PairTable
  /// How many pairs merge.
  var pairCount = 0
  /// `CodePointClassTables.blockNumbers` and `.blockWords`.
  let blockNumbers: UnsafePointer<UInt8>
  let blockWords: UnsafePointer<UInt64>
  let keyMasks: PieceKeyMasks
  /// `BridgeTable.words`.
  let bridges: UnsafePointer<UInt64>
  /// The same for tokens that are not made of whole characters.
  let partialBridges: UnsafePointer<UInt64>
  /// The tokens of single characters of three bytes, by code point; see `characterToken`.
  let characterTokens: UnsafePointer<UInt32>
  let longestToken: Int
  let lengths: TokenLengths
  /// The keys of all tokens, by id; those of longer ones than 15 bytes are the key of none.
  let tokenKeys: UnsafePointer<PieceKey>
  var trees: MergeTrees

  /// The number of bytes of ordinary token `token`.
  @inline(__always)
  func byteCount(of token: UInt32) -> Int {
    Int(offsets[Int(token) + 1] - offsets[Int(token)])
  }

  /// Asks for the memory that `likelyToken` looks at.
  @inline(__always)
  func prefetchToken(_ hash: UInt64) {
    cprep_prefetch(tokenSlots + Int(truncatingIfNeeded: hash & tokenSlotMask))
  }

  /// The id of a token whose hash agrees with `hash` in the bits that are kept, or `none`.
  ///
  /// In one of thirty thousand cases it is another token than the hash is of, so callers compare
  /// the bytes. Nearly without a branch that depends on the hash.
  @inline(__always)
  func likelyToken(_ hash: UInt64) -> UInt32 {
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 49)
    var index = Int(truncatingIfNeeded: hash & tokenSlotMask)
    while true {
      // SAFETY: one slot more than the mask lets through repeats the first.
      let (first, second) = (tokenSlots[index], tokenSlots[index &+ 1])
      let match = first >> Self.idBits == fingerprint ? first : second
      let isFound = match >> Self.idBits == fingerprint && match != Self.none
      if isFound || max(first, second) == Self.none {
        return isFound ? match & ((1 << Self.idBits) - 1) : Self.none
      }
      index = (index &+ 2) & Int(truncatingIfNeeded: tokenSlotMask)
    }
  }

  /// The id of the token that is `key`'s bytes, or `none`.
  @inline(__always)
  func token(_ key: PieceKey) -> UInt32 {
    let hash = key.hash
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 49)
    var index = hash & tokenSlotMask
    while true {
      let slot = tokenSlots[Int(index)]
      if slot == Self.none { return Self.none }
      if slot >> Self.idBits == fingerprint {
        let id = slot & ((1 << Self.idBits) - 1)
        if tokenKeys[Int(id)] == key { return id }
      }
      index = (index + 1) & tokenSlotMask
    }
  }

  /// The id of the token that is `bytes[0..<count]`, for any `count` of at least 1.
  func token(_ bytes: UnsafePointer<UInt8>, byteCount count: Int) -> UInt32 {
    if count <= Self.longestKey { return token(PieceKey(bytes, byteCount: count)) }
    if count > longestToken { return Self.none }
    let hash = Hashing.hash(bytes, byteCount: count)
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 49)
    var index = hash & tokenSlotMask
    while true {
      let slot = tokenSlots[Int(index)]
      if slot == Self.none { return Self.none }
      if slot >> Self.idBits == fingerprint {
        let id = slot & ((1 << Self.idBits) - 1)
        let start = Int(offsets[Int(id)])
        if Int(offsets[Int(id) + 1]) - start == count, equal(arena + start, bytes, count) {
          return id
        }
      }
      index = (index + 1) & tokenSlotMask
    }
  }

  /// The token of the character of three bytes at `bytes`, or `none`.
  ///
  /// None too for bytes that are no such character, and for a character that merging its bytes does
  /// not give, or gives only by way of a token of higher rank.
  @inline(__always)
  func characterToken(_ bytes: UnsafePointer<UInt8>) -> UInt32 {
    let (first, second, third) = (bytes[0], bytes[1], bytes[2])
    guard first >> 4 == 0xE, second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return Self.none }
    return characterTokens[
      Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(third & 0x3F)]
  }

  /// The class of code point `codePoint`: 0 other, 1 letter, 2 number, 3 white space.
  @inline(__always)
  func codePointClass(_ codePoint: UInt32) -> UInt32 {
    guard codePoint < CodePointClassTables.codePointLimit else { return 0 }
    let block = Int(blockNumbers[Int(codePoint >> 8)])
    let word = blockWords[block &* 8 &+ Int((codePoint >> 5) & 7)]
    return UInt32(truncatingIfNeeded: word >> UInt64((codePoint & 31) * 2)) & 3
  }

  private func equal(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    for index in 0..<count where left[index] != right[index] { return false }
    return true
  }
}
