import ByteIO

/// How a feeder is to feed.
package struct FeederOptions: Sendable {
  /// Data sets with their weights; a weight counts only where there are several.
  package var dataSets: [(directory: String, weight: Int)]
  package var split = "train"
  /// Rows in a batch of this rank.
  package var batchSize: Int
  package var rankCount = 1
  package var rank = 0
  package var seed: UInt64 = 0
  package var shuffle = Shuffle.window
  /// Blocks in a window; nil for the usual number.
  package var windowBlockCount: Int?
  package var tail = TailRule.pad
  package var columns: BatchColumns = .all
  package var elementType = ElementType.int32
  /// Batches that may be ready or leased at once.
  package var slotCount = 8
  /// The caller's memory for the slots, valid until the feeder is closed; nil for a mapping of the
  /// feeder's own.
  package var slotMemory: SlotMemory?
  /// Bytes that decoded blocks may take with `Shuffle.full`.
  package var memoryLimit = 2 << 30
  /// The first step to feed.
  package var firstStep: UInt64 = 0
  /// The step to end before; nil to go on for ever.
  package var endStep: UInt64?
  /// A wait for data of so many seconds is told to `notice`, once.
  package var noticeSeconds = 10.0
  /// Takes a sentence about a long wait, or about memory that could not be pinned.
  package var notice: @Sendable (String) -> Void = { _ in }
  /// The CUDA driver to use; nil for ordinary memory.
  package var cudaDriver: CUDADriver?

  /// How many data sets can be mixed.
  package static let dataSetLimit = Mixture.sourceLimit
  package static let slotCounts = 2...1024
  /// Rows of all ranks in a step: so few that the product of two numbers of them does not overflow.
  static let globalBatchLimit = 1 << 31

  package init(dataSets: [(directory: String, weight: Int)], batchSize: Int) {
    self.dataSets = dataSets
    self.batchSize = batchSize
  }

  package init(_ directory: String, batchSize: Int) {
    self.init(dataSets: [(directory, 1)], batchSize: batchSize)
  }

  /// - Throws: `usage`, with what is expected and what was found.
  func check() throws(Fault) {
    func check(
      _ holds: Bool, _ what: String, _ found: some CustomStringConvertible
    ) throws(Fault) {
      guard holds else { throw .usage("expected \(what), found \(found)") }
    }
    try check(
      (1...Self.dataSetLimit).contains(dataSets.count), "1 to \(Self.dataSetLimit) data sets",
      dataSets.count)
    let weights = dataSets.map(\.weight)
    try check(
      weights.allSatisfy { (1...Mixture.cycleLimit).contains($0) }
        && weights.reduce(0, +) <= Mixture.cycleLimit,
      "positive weights with a sum of at most \(Mixture.cycleLimit)", "\(weights)")
    try check((1...1_048_576).contains(batchSize), "a batch of 1 to 1,048,576 rows", batchSize)
    try check((1...1_048_576).contains(rankCount), "1 to 1,048,576 ranks", rankCount)
    try check((0..<rankCount).contains(rank), "a rank from 0 to \(rankCount - 1)", rank)
    try check(
      batchSize * rankCount <= Self.globalBatchLimit,
      "at most \(Self.globalBatchLimit) rows in a batch of all ranks", batchSize * rankCount)
    try check(!noticeSeconds.isNaN, "a number of seconds to a notice", noticeSeconds)
    try check(Self.slotCounts.contains(slotCount), "2 to 1024 slots", slotCount)
    try check(
      (1...65_536).contains(windowBlockCount ?? 1), "a window of 1 to 65,536 blocks",
      windowBlockCount ?? 1)
    try check(
      !columns.isEmpty && columns.isSubset(of: .known), "one column or more", columns.rawValue)
  }
}
