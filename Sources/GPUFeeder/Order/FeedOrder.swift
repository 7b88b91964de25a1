package import ByteIO

/// The rows of every batch: data sets, mixture and step plan put together.
///
/// A pure function of data-set ids, seed, step and the ranks' layout (docs/FEEDER.md, "Order");
/// what it keeps is a cache.
package struct FeedOrder {
  /// What the order needs to know of a data set.
  package struct Source: Sendable, Equatable {
    package var id: Hash128
    package var layout: BlockLayout
    /// Its share of the rows where there are several.
    package var weight: Int

    package init(id: Hash128, layout: BlockLayout, weight: Int = 1) {
      self.id = id
      self.layout = layout
      self.weight = weight
    }
  }

  /// A row of a batch.
  package struct Row: Sendable, Equatable {
    /// The data set's number.
    package var source: Int
    package var row: SourceRow
  }

  package let plan: StepPlan
  private var mixture: Mixture
  private var sources: [SourceOrder]

  package init(
    _ sources: [Source], seed: UInt64, shuffle: Shuffle, windowBlockCount: Int, plan: StepPlan
  ) {
    self.plan = plan
    let weights = sources.map(\.weight)
    mixture = Mixture(
      key: OrderKey(
        dataSetID: Mixture.identity(of: sources.map(\.id), weights: weights), seed: seed),
      weights: weights)
    self.sources = sources.map {
      SourceOrder(
        key: OrderKey(dataSetID: $0.id, seed: seed), layout: $0.layout, shuffle: shuffle,
        windowBlockCount: windowBlockCount)
    }
  }

  /// For each data set, the blocks to keep decoded.
  package var keptBlockCounts: [Int] { sources.map(\.keptBlockCount) }

  /// Row `index` of this rank's batch of `step`; nil for padding.
  package mutating func row(step: UInt64, index: Int) -> Row? {
    plan.position(step: step, index: index).map { row(at: $0) }
  }

  /// Row `position` of the endless sequence.
  package mutating func row(at position: UInt64) -> Row {
    let place = mixture.row(at: position)
    return Row(source: place.source, row: sources[place.source].row(at: place.position))
  }

  /// Blocks in a window where the user asks for none: 4,194,304 tokens over all data sets, at
  /// least 1 block and at most 64.
  package static func usualWindowBlockCount(
    rowLength: Int, rowsPerBlock: Int, sourceCount: Int
  ) -> Int {
    min(64, max(1, (1 << 22) / max(1, rowLength * rowsPerBlock * sourceCount)))
  }
}
