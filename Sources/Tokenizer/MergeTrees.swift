/// How each token comes about by merging its bytes, and which two tokens stay apart side by side.
///
/// A token is *regular* if merging its bytes gives it, and each merge on the way makes a token of
/// higher id than both its parts. Merging then runs in order of id, so a part is there from its own
/// id on until the id of what absorbs it, and what happens at a border between two tokens can be
/// told from the parts next to it alone (docs/TOKENIZER.md has the argument). All but some hundred
/// tokens of Llama 3 are regular; of the others nothing is said here.
///
/// SAFETY: `parts` has an entry a token; the parts of a regular token are regular tokens.
struct MergeTrees {
  private static let irregular = UInt64.max
  /// Bytes are the first 256 ids, or no token is regular.
  private static let byteLimit: UInt32 = 256

  /// For each token the two that it is merged from, the left in the low half; a byte has none.
  let parts: UnsafePointer<UInt64>

  @inline(__always)
  func isRegular(_ token: UInt32) -> Bool { parts[Int(token)] != Self.irregular }

  /// Whether merging the bytes of two regular tokens side by side gives just these two.
  @inline(__always)
  func staysApart(_ left: UInt32, _ right: UInt32, pairs: PairTable) -> Bool {
    pairs.merged(left, right) == VocabularyTables.none
      && Self.meetWhole(left, right, parts: parts, pairs: pairs)
  }

  /// Whether nothing merges across the border of two regular tokens before both are whole.
  ///
  /// Goes back in time: of the two parts at the border, the one of higher id came last. Two parts
  /// merge with each other if that has a lower id than what absorbs either of them; on ties the
  /// merge farther to the left comes first.
  @inline(__always)
  private static func meetWhole(
    _ left: UInt32, _ right: UInt32, parts: UnsafePointer<UInt64>, pairs: PairTable
  ) -> Bool {
    var (left, right) = (left, right)
    var (leftEnd, rightEnd) = (VocabularyTables.none, VocabularyTables.none)
    while max(left, right) >= byteLimit {
      let isLeftLast = left > right
      let parts = parts[Int(max(left, right))]
      leftEnd = isLeftLast ? left : leftEnd
      rightEnd = isLeftLast ? rightEnd : right
      left = isLeftLast ? UInt32(truncatingIfNeeded: parts >> 32) : left
      right = isLeftLast ? right : UInt32(truncatingIfNeeded: parts)
      let merged = pairs.merged(left, right)
      if merged < leftEnd, merged <= rightEnd, merged != VocabularyTables.none { return false }
    }
    return true
  }

  /// The table for tokens whose ways to be cut in two are `pairs`, in order of the whole's id.
  static func build(
    _ pairs: [(left: UInt32, right: UInt32, whole: UInt32)], table: PairTable,
    byteTokens: [UInt32], tokenCount: Int
  ) -> [UInt64] {
    var parts = [UInt64](repeating: irregular, count: tokenCount)
    guard byteTokens.allSatisfy({ $0 < byteLimit }) else { return parts }
    for token in byteTokens { parts[Int(token)] = 0 }
    parts.withUnsafeMutableBufferPointer { parts in
      guard let base = parts.baseAddress else { return }
      for (left, right, whole) in pairs
      where parts[Int(whole)] == irregular && max(left, right) < whole
        && parts[Int(left)] != irregular && parts[Int(right)] != irregular
        && meetWhole(left, right, parts: base, pairs: table)
      {
        parts[Int(whole)] = UInt64(left) | UInt64(right) << 32
      }
    }
    return parts
  }
}
