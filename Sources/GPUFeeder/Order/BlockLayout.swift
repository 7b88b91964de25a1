/// How a split's rows lie in blocks and shards: arithmetic alone.
///
/// Every shard but the last has `rowsPerShard` rows, and every block of a shard but its last has
/// `rowsPerBlock`. Blocks are numbered through the whole split.
package struct BlockLayout: Sendable, Equatable {
  package let rowCount: Int
  package let rowsPerBlock: Int
  package let rowsPerShard: Int
  package let blocksPerShard: Int
  package let blockCount: Int

  package init(rowCount: Int, rowsPerBlock: Int, rowsPerShard: Int) {
    precondition(rowCount >= 0 && rowsPerBlock > 0 && rowsPerShard > 0)
    self.rowCount = rowCount
    self.rowsPerBlock = min(rowsPerBlock, rowsPerShard)
    self.rowsPerShard = rowsPerShard
    blocksPerShard = (rowsPerShard + self.rowsPerBlock - 1) / self.rowsPerBlock
    let rest = rowCount % rowsPerShard
    blockCount =
      rowCount / rowsPerShard * blocksPerShard
      + (rest + self.rowsPerBlock - 1) / self.rowsPerBlock
  }

  /// The shard of a block, counted within the split.
  package func shard(ofBlock block: Int) -> Int { block / blocksPerShard }

  /// The block's number within its shard.
  package func blockInShard(_ block: Int) -> Int { block % blocksPerShard }

  /// The rows of a block, numbered through the split.
  package func rows(ofBlock block: Int) -> Range<Int> {
    let shardStart = block / blocksPerShard * rowsPerShard
    let start = shardStart + block % blocksPerShard * rowsPerBlock
    return start..<min(start + rowsPerBlock, shardStart + rowsPerShard, rowCount)
  }

  /// The block that holds a row.
  package func block(ofRow row: Int) -> Int {
    row / rowsPerShard * blocksPerShard + row % rowsPerShard / rowsPerBlock
  }
}
