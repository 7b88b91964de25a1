/// Finds the ids of a stretch by trying the longest token first, not by merging.
///
/// A sequence of ids is what a stretch merges to if and only if each neighbouring two of them are
/// what their own bytes merge to (docs/TOKENIZER.md has the argument). So any such sequence is the
/// one, however it is found. Most often it is that of the longest token at each place; where two
/// neighbours do not stay apart, the next shorter token is tried.
///
/// A place from which no way led on is not tried again: only one sequence leads to it, that of the
/// bytes before it.
///
/// SAFETY: `text` has `limit` bytes and 16 more; the other arrays an entry for each byte. `find`
/// checks its length against the limit.
struct LongestMatcher: ~Copyable {
  /// The longest stretch that `find` takes.
  static let limit = 64

  private let tables: VocabularyTables
  private let text: UnsafeMutablePointer<UInt8>
  /// For each id found so far, where it begins and the lengths not yet tried there.
  private let begins: UnsafeMutablePointer<Int>
  private let untried: UnsafeMutablePointer<UInt64>

  init(tables: VocabularyTables) {
    self.tables = tables
    text = .allocate(capacity: Self.limit + 16)
    text.initialize(repeating: 0, count: Self.limit + 16)
    begins = .allocate(capacity: Self.limit)
    begins.initialize(repeating: 0, count: Self.limit)
    untried = .allocate(capacity: Self.limit)
    untried.initialize(repeating: 0, count: Self.limit)
  }

  deinit {
    text.deallocate()
    begins.deallocate()
    untried.deallocate()
  }

  /// Writes what `bytes[0..<byteCount]` merges to, at most `limit` bytes, and returns how many ids.
  ///
  /// Returns 0 where an irregular token is among them. `tokens` needs room for `byteCount`.
  func find(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    precondition(byteCount > 0 && byteCount <= Self.limit)
    text.update(from: bytes, count: byteCount)
    var count = 0
    var place = 0
    var lengths = lengths(at: 0, byteCount)
    // A bit for each place that leads nowhere.
    var isDead: UInt64 = 0
    while true {
      guard lengths != 0 else {
        guard count > 0 else { return 0 }
        isDead |= 1 << UInt64(place)
        count &-= 1
        place = begins[count]
        lengths = untried[count]
        continue
      }
      let length = 63 &- lengths.leadingZeroBitCount
      lengths &= ~(1 &<< UInt64(length))
      let end = place &+ length
      if end < byteCount, isDead &>> UInt64(end) & 1 != 0 { continue }
      let token = token(at: place, length)
      guard token != VocabularyTables.none, tables.trees.isRegular(token),
        count == 0 || tables.trees.staysApart(tokens[count &- 1], token, pairs: tables.pairs)
      else { continue }
      tokens[count] = token
      begins[count] = place
      untried[count] = lengths
      count &+= 1
      if end == byteCount { return count }
      place = end
      lengths = self.lengths(at: place, byteCount &- place)
    }
  }

  /// The lengths of tokens that may begin at `place`, `byteCount` bytes being left.
  @inline(__always)
  private func lengths(at place: Int, _ byteCount: Int) -> UInt64 {
    let bytes = text + place
    var short = tables.lengths.short(bytes, byteCount: min(byteCount, VocabularyTables.longestKey))
    let lengths = UInt64(short) | (byteCount > 1 ? 0b110 : 0b010)
    while short != 0 {
      let length = short.trailingZeroBitCount
      short &= short &- 1
      tables.prefetchToken(
        PieceKey(loading16: bytes, byteCount: length, masks: tables.keyMasks).hash)
    }
    return lengths | tables.lengths.long(bytes, byteCount: min(byteCount, 63))
  }

  @inline(__always)
  private func token(at place: Int, _ length: Int) -> UInt32 {
    let bytes = text + place
    switch length {
    case 1: return tables.byteTokens[Int(bytes[0])]
    case 2: return tables.bytePairs[Int(bytes[0]) << 8 | Int(bytes[1])]
    case 3...VocabularyTables.longestKey:
      return tables.token(PieceKey(loading16: bytes, byteCount: length, masks: tables.keyMasks))
    default: return tables.token(bytes, byteCount: length)
    }
  }
}
