package import ByteIO
package import Shards

/// Rows of a data set by number, for commands that look at single ones.
package struct DataSetRows: ~Copyable {
  package let manifest: Manifest
  private let dataset: Dataset
  private var block: RowBlock
  private var scratch: BlockScratch
  private var loaded: (shard: Int, block: Int)?

  package init(_ directory: DataSetDirectory) throws(Fault) {
    // All that can fail comes first: a value that may not be copied is made whole or not at all.
    let manifest = try directory.manifest()
    let dataset = try Dataset(directory.path)
    self.manifest = manifest
    self.dataset = dataset
    block = RowBlock()
    scratch = BlockScratch()
  }

  /// The plan, which is read whole and checked.
  func plan() throws(Fault) -> PlanFile { try dataset.plan() }

  /// The number of a split; an error names the splits there are.
  func split(named name: String) throws(Fault) -> Int {
    guard let split = dataset.split(named: name) else {
      let names = manifest.splits.map(\.name).joined(separator: ", ")
      throw .usage("there is no split '\(name)'; there are: \(names)")
    }
    return split
  }

  package func rowCount(ofSplit name: String) throws(Fault) -> Int {
    manifest.splits[try split(named: name)].rowCount
  }

  /// Calls `body` with the block that holds row `row` of `split`, and the row's place in it.
  package mutating func withRow<Result>(
    _ row: Int, ofSplit name: String,
    _ body: (borrowing RowBlock, Int) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let split = try split(named: name)
    let rowCount = manifest.splits[split].rowCount
    guard (0..<rowCount).contains(row) else {
      throw .usage(
        rowCount == 0
          ? "the split '\(name)' has no rows"
          : "there is no row \(row): \(name) has rows 0 to \(rowCount - 1)")
    }
    let place = dataset.place(ofRow: row, split: split)
    if loaded?.shard != place.shard || loaded?.block != place.block {
      loaded = nil
      try dataset.readBlock(at: place, into: &block, scratch: &scratch)
      loaded = (place.shard, place.block)
    }
    return try body(block, place.row)
  }
}
