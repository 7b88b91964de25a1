/// One to seven ids in 16 bytes, the form that short pieces' ids are cached in.
///
/// Up to three: a 32-bit word each, and their number in the fourth word, so that the usual case is
/// one copy. More: 17 bits each from the lowest bit on, and their number in the topmost nine.
///
/// SAFETY: callers pass 16 aligned bytes, and room for seven ids.
enum PackedTokens {
  private static let mask: UInt64 = (1 << UInt64(VocabularyTables.idBits)) - 1

  static func store(
    _ tokens: UnsafePointer<UInt32>, count: Int, at place: UnsafeMutableRawPointer
  ) {
    let words = place.assumingMemoryBound(to: UInt64.self)
    if count <= 3 {
      let (second, third) = (count > 1 ? tokens[1] : 0, count > 2 ? tokens[2] : 0)
      words[0] = UInt64(tokens[0]) | UInt64(second) << 32
      words[1] = UInt64(third) | UInt64(count) << 32
      return
    }
    var (low, high): (UInt64, UInt64) = (0, UInt64(count) << 55)
    for index in 0..<count {
      let bit = UInt64(index) * UInt64(VocabularyTables.idBits)
      let token = UInt64(tokens[index])
      if bit < 64 { low |= token << bit }
      if bit >= 64 { high |= token << (bit - 64) } else if bit > 47 { high |= token >> (64 - bit) }
    }
    words[0] = low
    words[1] = high
  }

  static func load(
    _ place: UnsafeMutableRawPointer, into tokens: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let words = place.assumingMemoryBound(to: UInt64.self)
    let (low, high) = (words[0], words[1])
    let packedCount = Int(high >> 55)
    if packedCount == 0 {
      tokens[0] = UInt32(truncatingIfNeeded: low)
      tokens[1] = UInt32(truncatingIfNeeded: low >> 32)
      tokens[2] = UInt32(truncatingIfNeeded: high)
      return Int(high >> 32)
    }
    for index in 0..<packedCount {
      let bit = UInt64(index) * UInt64(VocabularyTables.idBits)
      var token = bit < 64 ? low >> bit : high >> (bit - 64)
      if bit < 64, bit > 47 { token |= high << (64 - bit) }
      tokens[index] = UInt32(truncatingIfNeeded: token & mask)
    }
    return packedCount
  }
}
