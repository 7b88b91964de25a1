package import ByteIO

/// Opened data sets and the order of their rows: all that is known before a thread starts.
package struct FeederOpening {
  package let plan: StepPlan
  package let layout: BatchLayout
  package let order: FeederState.Order
  package let padToken: UInt32
  let sources: [any BlockSource]
  let feedOrder: FeedOrder

  /// Opens the data sets that `options` name.
  ///
  /// - Throws: What is wrong with the options or a data set.
  package init(_ options: FeederOptions) throws(Fault) {
    try options.check()
    var sources: [any BlockSource] = []
    for (directory, _) in options.dataSets {
      sources.append(try SplitBlocks(directory: directory, split: options.split))
    }
    try self.init(options, sources: sources)
  }

  /// The same for `sources` in place of the data sets that the options name.
  init(_ options: FeederOptions, sources: [any BlockSource]) throws(Fault) {
    try options.check()
    let first = sources[0]
    for source in sources
    where source.rowLength != first.rowLength || source.padToken != first.padToken {
      throw .usage(
        "data sets are mixed only with rows of one length and one pad token, found "
          + "\(first.rowLength) with \(first.padToken) and \(source.rowLength) with "
          + "\(source.padToken)")
    }
    let layout = BatchLayout(
      rowCount: options.batchSize, rowLength: first.rowLength, columns: options.columns,
      elementType: options.elementType)
    guard layout.byteCount <= (1 << 40) / options.slotCount else {
      throw .usage("the ring would take more than 1 TiB: choose a smaller batch or fewer slots")
    }
    guard
      layout.tokenCount < Int32.max
        || options.columns.isDisjoint(with: [.segmentNumbers, .segmentStarts])
    else {
      throw .usage("segments are numbered in batches of less than 2^31 tokens: take fewer rows")
    }
    let plan = try Self.plan(options, sources)
    let window =
      options.windowBlockCount
      ?? FeedOrder.usualWindowBlockCount(
        rowLength: first.rowLength, rowsPerBlock: first.layout.rowsPerBlock,
        sourceCount: sources.count)
    let weights = options.dataSets.map(\.weight)
    self.plan = plan
    self.layout = layout
    self.sources = sources
    padToken = first.padToken
    order = FeederState.Order(
      dataSetID: Mixture.identity(of: sources.map(\.id), weights: weights),
      split: options.split, seed: options.seed, shuffle: options.shuffle,
      windowBlockCount: options.shuffle == .window ? window : 0, tail: options.tail,
      globalBatchSize: plan.globalBatchSize, rowsPerEpoch: plan.rowsPerEpoch)
    feedOrder = FeedOrder(
      zip(sources, weights).map {
        FeedOrder.Source(id: $0.id, layout: $0.layout, weight: $1)
      }, seed: options.seed, shuffle: options.shuffle, windowBlockCount: window, plan: plan)
  }

  private static func plan(
    _ options: FeederOptions, _ sources: [any BlockSource]
  ) throws(Fault) -> StepPlan {
    let rowsPerEpoch = sources.reduce(0) { $0 + $1.layout.rowCount }
    guard
      let plan = StepPlan(
        rowsPerEpoch: rowsPerEpoch, batchSize: options.batchSize, rankCount: options.rankCount,
        rank: options.rank, tail: options.tail)
    else {
      throw .usage(
        "the tail rule drop leaves no step: \(rowsPerEpoch) rows are fewer than a global batch of "
          + "\(options.batchSize * options.rankCount)")
    }
    guard options.shuffle == .full else { return plan }
    let needed = sources.reduce(0) { $0 + $1.decodedByteCount }
    guard needed <= options.memoryLimit else {
      throw .usage(
        "to shuffle fully takes about \(needed) bytes of memory, and \(options.memoryLimit) are "
          + "allowed: allow more, or shuffle by windows")
    }
    return plan
  }
}
