/// A set of whole numbers up to a bound, which finds the smallest member from a number on.
///
/// Two levels of bits: one a number, and one a word of those.
struct NumberSet {
  private var words: [UInt64]
  private var occupied: [UInt64]

  init(upTo bound: Int) {
    words = [UInt64](repeating: 0, count: bound / 64 + 1)
    occupied = [UInt64](repeating: 0, count: words.count / 64 + 1)
  }

  mutating func insert(_ number: Int) {
    words[number >> 6] |= 1 << (number & 63)
    occupied[number >> 12] |= 1 << (number >> 6 & 63)
  }

  mutating func remove(_ number: Int) {
    words[number >> 6] &= ~(1 << (number & 63))
    if words[number >> 6] == 0 { occupied[number >> 12] &= ~(1 << (number >> 6 & 63)) }
  }

  /// The smallest member that is not below `number`; nil where there is none.
  func smallest(atLeast number: Int) -> Int? {
    let word = number >> 6
    guard word < words.count else { return nil }
    let here = words[word] & (~0 << (number & 63))
    if here != 0 { return word << 6 + here.trailingZeroBitCount }
    // The words after this one: first those under the same word of `occupied`, then the rest.
    let next = word + 1
    var group = next >> 6
    guard group < occupied.count else { return nil }
    var candidates = occupied[group] & (~0 << (next & 63))
    while candidates == 0 {
      group += 1
      guard group < occupied.count else { return nil }
      candidates = occupied[group]
    }
    let found = group << 6 + candidates.trailingZeroBitCount
    return found << 6 + words[found].trailingZeroBitCount
  }
}
