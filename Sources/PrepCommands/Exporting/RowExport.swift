import ByteIO
import Shards

/// Hands rows to a writer, shard by shard.
struct RowExport {
  let dataset: Dataset
  /// The numbers of the splits to write.
  let splits: [Int]

  func write(to writer: any ExampleWriter) throws {
    var block = RowBlock()
    var scratch = BlockScratch()
    var example = Example()
    for split in splits {
      example.split = split
      example.splitName = dataset.manifest.splits[split].name
      for shard in dataset.manifest.shards.indices
      where dataset.manifest.shards[shard].split == example.splitName {
        let reader = try CommandError.wrap { try dataset.shard(shard) }
        for number in 0..<reader.blockCount {
          do {
            try reader.readBlock(number, into: &block, scratch: &scratch)
          } catch {
            throw CommandError(error.description, status: .failure)
          }
          for row in 0..<block.rowCount {
            block.tokens(ofRow: row, into: &example.tokens)
            block.labels(ofRow: row, into: &example.labels)
            example.segmentLengths = block.segments(ofRow: row).map(\.tokenCount)
            try writer.write(example)
          }
        }
      }
    }
  }
}
