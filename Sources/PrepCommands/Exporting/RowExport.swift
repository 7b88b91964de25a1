import ByteIO
import Shards

/// Hands rows to a writer, shard by shard.
struct RowExport: ExampleSource {
  let dataset: Dataset
  /// The numbers of the splits to write.
  let splits: [Int]

  func write(to writer: any ExampleWriter) throws {
    var example = Example()
    for split in splits {
      example.split = split
      example.splitName = dataset.manifest.splits[split].name
      try dataset.forEachRow(ofSplit: example.splitName) { block, row in
        try Signals.check()
        block.tokens(ofRow: row, into: &example.tokens)
        block.labels(ofRow: row, into: &example.labels)
        example.segmentLengths = block.segments(ofRow: row).map(\.tokenCount)
        try writer.write(example)
      }
    }
  }
}
