import Shards

extension Dataset {
  /// Hands every row of a split to `body`, shard by shard, as its block and its number there.
  ///
  /// Each block is verified as it is read. Holds one block at a time.
  func forEachRow(
    ofSplit name: String, _ body: (borrowing RowBlock, Int) throws(ExportError) -> Void
  ) throws(ExportError) {
    var block = RowBlock()
    var scratch = BlockScratch()
    for index in manifest.shards.indices where manifest.shards[index].split == name {
      let reader = try asExport { () throws(ShardError) in try shard(index) }
      for number in 0..<reader.blockCount {
        do throws(ShardError) {
          try reader.readBlock(number, into: &block, scratch: &scratch)
        } catch {
          throw .shard(error)
        }
        for row in 0..<block.rowCount { try body(block, row) }
      }
    }
  }
}
