import ByteIO

/// The generator behind every choice of order: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014), keyed by words.
///
/// Written out here, since a saved state must mean the same order in every version of this tool.
struct OrderGenerator {
  /// What a sequence is for; no two uses share one.
  enum Stream: UInt64 {
    case blocks = 1
    case windowRows = 2
    case allRows = 3
    case mixture = 4
  }

  private var state: UInt64

  /// The sequence for one use in one epoch: `index` is the window's or cycle's number, else 0.
  init(_ key: OrderKey, epoch: UInt64, _ stream: Stream, index: UInt64 = 0) {
    var state: UInt64 = 0
    for word in [key.dataSetID.low, key.dataSetID.high, key.seed, epoch, stream.rawValue, index] {
      state = Self.mix(state ^ word)
    }
    self.state = state
  }

  /// The generator's output function: spreads the bits of `value` evenly.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    defer { state &+= 0x9E37_79B9_7F4A_7C15 }
    return Self.mix(state)
  }

  /// A number below `bound`, every one equally likely (Lemire, "Fast random integer generation in
  /// an interval", 2019).
  mutating func next(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// Puts `elements` in random order in place: Fisher and Yates, from the last to the first.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next(below: UInt64(last + 1))))
    }
  }
}
