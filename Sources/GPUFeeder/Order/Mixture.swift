import ByteIO

/// Several data sets in fixed shares (docs/FEEDER.md, "Mixing").
///
/// The rows come in cycles of as many rows as the weights' sum. Each cycle holds exactly as many
/// rows of a data set as its weight says, in a seeded order of its own; each data set runs through
/// its own epochs whatever the others do. Like `SourceOrder`, a pure function with a cache.
struct Mixture {
  /// A row of the mixture: which data set, and which row of that one's endless sequence.
  struct Position: Equatable {
    var source: Int
    var position: UInt64
  }

  /// The greatest sum of weights: a cycle is held in memory.
  static let cycleLimit = 1 << 20
  /// The greatest number of data sets.
  static let sourceLimit = 256

  let key: OrderKey
  /// Without a common divisor.
  let weights: [Int]
  private let cycleLength: Int
  private var cycle: UInt64?
  /// The data set of each of the cycle's rows.
  private var sources: [UInt8] = []
  /// How many rows of the same data set stand before it in the cycle.
  private var ranks: [UInt32] = []

  /// - Precondition: weights are positive, at most `sourceLimit`, with a sum of at most `cycleLimit`.
  init(key: OrderKey, weights: [Int]) {
    precondition((1...Self.sourceLimit).contains(weights.count) && weights.allSatisfy { $0 > 0 })
    let divisor = weights.reduce(0, Self.greatestCommonDivisor)
    self.key = key
    self.weights = weights.map { $0 / divisor }
    cycleLength = self.weights.reduce(0, +)
    precondition(cycleLength <= Self.cycleLimit)
  }

  static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }

  /// What stands for the data sets and their weights: the id of the only one, or the XXH3-128 of
  /// each one's id (low half first) and weight, as 24 bytes little-endian.
  static func identity(of ids: [Hash128], weights: [Int]) -> Hash128 {
    if ids.count == 1 { return ids[0] }
    let divisor = weights.reduce(0, greatestCommonDivisor)
    var bytes: [UInt8] = []
    for (id, weight) in zip(ids, weights) {
      for word in [id.low, id.high, UInt64(weight / divisor)] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
      }
    }
    return Hash128(of: bytes.span)
  }

  /// Row number `position` of the mixture.
  mutating func row(at position: UInt64) -> Position {
    if weights.count == 1 { return Position(source: 0, position: position) }
    let length = UInt64(cycleLength)
    enter(position / length)
    let offset = Int(position % length)
    let source = Int(sources[offset])
    return Position(
      source: source,
      position: position / length * UInt64(weights[source]) + UInt64(ranks[offset]))
  }

  private mutating func enter(_ cycle: UInt64) {
    guard self.cycle != cycle else { return }
    self.cycle = cycle
    sources.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    for (source, weight) in weights.enumerated() {
      sources.append(contentsOf: repeatElement(UInt8(source), count: weight))
    }
    var generator = SplitMix64(key, epoch: 0, .mixture, index: cycle)
    generator.shuffle(&sources)
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.sourceLimit) { counts in
      // SAFETY: sources are below `sourceLimit`, the number of counters, all set to zero here.
      unsafe counts.initialize(repeating: 0)
      for source in sources {
        unsafe ranks.append(counts[Int(source)])
        unsafe counts[Int(source)] += 1
      }
    }
  }
}
