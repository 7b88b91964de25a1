/// How an endless row of steps cuts epochs into global batches, and these into the ranks' shares:
/// arithmetic alone.
///
/// A step takes the next `globalBatchSize` rows. Rank `r` takes the `r`-th run of `batchSize` of
/// them, so the global order is the same for every number of ranks with the same global batch, and
/// every rank makes the same number of steps.
package struct StepPlan: Sendable, Equatable {
  /// Rows of one rank in a step.
  package let batchSize: Int
  package let rankCount: Int
  package let rank: Int
  package let tail: TailRule
  package let rowsPerEpoch: Int
  package let stepsPerEpoch: Int

  /// Nil where an epoch has no step: no rows, or fewer than a global batch with `drop`.
  ///
  /// - Precondition: `batchSize` and `rankCount` are positive and `rank` is one of them.
  package init?(rowsPerEpoch: Int, batchSize: Int, rankCount: Int, rank: Int, tail: TailRule) {
    precondition(batchSize > 0 && rankCount > 0 && (0..<rankCount).contains(rank))
    let global = batchSize * rankCount
    let steps =
      tail == .drop ? rowsPerEpoch / global : (rowsPerEpoch + global - 1) / global
    guard steps > 0 else { return nil }
    self.batchSize = batchSize
    self.rankCount = rankCount
    self.rank = rank
    self.tail = tail
    self.rowsPerEpoch = rowsPerEpoch
    stepsPerEpoch = steps
  }

  /// Rows of all ranks in a step.
  package var globalBatchSize: Int { batchSize * rankCount }

  /// The greatest step to start at: far beyond any training, and so that no position overflows.
  package var lastStep: UInt64 { (1 << 62) / UInt64(globalBatchSize) }

  /// Rows that do not fill a step, 0 where all do.
  package var remainder: Int { rowsPerEpoch % globalBatchSize }

  /// Rows of an epoch that no rank gets.
  package var droppedRowCount: Int { tail == .drop ? remainder : 0 }

  /// Rows of padding in the last step of an epoch, over all ranks.
  package var paddedRowCount: Int {
    tail == .pad && remainder > 0 ? globalBatchSize - remainder : 0
  }

  /// Rows that the last step of an epoch repeats, over all ranks.
  package var repeatedRowCount: Int {
    tail == .wrap && remainder > 0 ? globalBatchSize - remainder : 0
  }

  /// The epoch of a step.
  package func epoch(ofStep step: UInt64) -> UInt64 { step / UInt64(stepsPerEpoch) }

  /// The position, in the endless sequence of rows, of row `index` of this rank's batch of `step`;
  /// nil for padding.
  package func position(step: UInt64, index: Int) -> UInt64? {
    precondition((0..<batchSize).contains(index))
    return position(step: step, globalIndex: rank * batchSize + index)
  }

  /// The same for row `index` of the whole step.
  package func position(step: UInt64, globalIndex index: Int) -> UInt64? {
    let epochStart = epoch(ofStep: step) * UInt64(rowsPerEpoch)
    let stepStart = Int(step % UInt64(stepsPerEpoch)) * globalBatchSize
    let left = rowsPerEpoch - stepStart
    if left >= globalBatchSize { return epochStart + UInt64(stepStart + index) }
    if tail == .wrap { return epochStart + UInt64((stepStart + index) % rowsPerEpoch) }
    // Row `n` of those left stands at ⌊n · global / left⌋.
    let row = (index * left + globalBatchSize - 1) / globalBatchSize
    guard row < left, row * globalBatchSize / left == index else { return nil }
    return epochStart + UInt64(stepStart + row)
  }
}
