import ByteIO
import Shards

/// Writes rows as JSON Lines, shard by shard.
struct RowExport {
  let dataset: Dataset
  /// The numbers of the splits to write.
  let splits: [Int]

  func write(to sink: inout LineSink) throws {
    var block = RowBlock()
    var scratch = BlockScratch()
    var line = JSONLine()
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    for split in splits {
      let name = dataset.manifest.splits[split].name
      for shard in dataset.manifest.shards.indices
      where dataset.manifest.shards[shard].split == name {
        let reader = try CommandError.wrap { try dataset.shard(shard) }
        for number in 0..<reader.blockCount {
          do {
            try reader.readBlock(number, into: &block, scratch: &scratch)
          } catch {
            throw CommandError(error.description, status: .failure)
          }
          for row in 0..<block.rowCount {
            block.tokens(ofRow: row, into: &tokens)
            block.labels(ofRow: row, into: &labels)
            let lengths = block.segments(ofRow: row).map(\.tokenCount)
            line.removeAll()
            line.append("{\"input_ids\":")
            line.append(tokens.span)
            line.append(",\"labels\":")
            line.append(labels.span)
            line.append(",\"segment_lengths\":")
            line.append(lengths.span)
            line.append(",\"split\":\"\(name)\"}\n")
            try sink.write(line.span)
          }
        }
      }
    }
  }
}
