import ByteIO

/// The numbers below a bound in an order that a key decides, in constant memory: each task finds the
/// place of its own records, and which record has a place, without a table of them all.
///
/// A Feistel network over the next even number of bits (Luby and Rackoff, "How to construct
/// pseudorandom permutations", 1988), walked on until it comes back below the bound (Black and
/// Rogaway, "Ciphers with arbitrary finite domains", 2002): at most four steps on average.
package struct KeyedPermutation: Sendable, Equatable {
  /// How many numbers there are.
  package let count: UInt64
  private let halfBitCount: UInt64
  private let mask: UInt64
  private let key: UInt64

  private static let rounds: ClosedRange<UInt64> = 1...6

  /// The numbers below `count`, as `key` orders them; 2^62 at most.
  package init(count: UInt64, key: UInt64) {
    precondition(count <= 1 << 62, "a bound that four times the numbers stay below 2^64")
    self.count = count
    let bitCount = count < 2 ? 0 : UInt64(UInt64.bitWidth - (count - 1).leadingZeroBitCount)
    halfBitCount = max(1, (bitCount + 1) / 2)
    mask = 1 << halfBitCount - 1
    self.key = SplitMix64.mix(key)
  }

  /// The place of `number`.
  package func place(of number: UInt64) -> UInt64 {
    precondition(number < count, "a number below the bound")
    var value = number
    repeat {
      var (left, right) = (value >> halfBitCount, value & mask)
      for round in Self.rounds { (left, right) = (right, left ^ scrambled(right, round)) }
      value = left << halfBitCount | right
    } while value >= count
    return value
  }

  /// The number that stands at `place`.
  package func number(at place: UInt64) -> UInt64 {
    precondition(place < count, "a place below the bound")
    var value = place
    repeat {
      var (left, right) = (value >> halfBitCount, value & mask)
      for round in Self.rounds.reversed() { (left, right) = (right ^ scrambled(left, round), left) }
      value = left << halfBitCount | right
    } while value >= count
    return value
  }

  private func scrambled(_ half: UInt64, _ round: UInt64) -> UInt64 {
    SplitMix64.mix(key &+ round &* 0x9E37_79B9_7F4A_7C15 ^ half << 20) >> 11 & mask
  }
}
