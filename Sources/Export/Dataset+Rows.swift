import ByteIO
import Shards

extension Dataset {
  /// The rows of the splits of those numbers, as the manifest states them, which may state any.
  func rowCount(ofSplits splits: [Int]) -> Int? {
    splits.reduce(Int?(0)) { sum, split in
      guard let (total, overflows) = sum?.addingReportingOverflow(manifest.splits[split].rowCount)
      else { return nil }
      return overflows ? nil : total
    }
  }

  /// Hands every row of a split to `body`, shard by shard, as its block and its number there.
  ///
  /// Each block is verified as it is read. Holds one block at a time.
  func forEachRow(
    ofSplit name: String, _ body: (borrowing RowBlock, Int) throws(Fault) -> Void
  ) throws(Fault) {
    var block = RowBlock()
    var scratch = BlockScratch()
    for index in manifest.shards.indices where manifest.shards[index].split == name {
      let reader = try shard(index)
      for number in 0..<reader.blockCount {
        try reader.readBlock(number, into: &block, scratch: &scratch)
        for row in 0..<block.rowCount { try body(block, row) }
      }
    }
  }
}
