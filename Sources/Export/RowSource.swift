import ByteIO
import Shards

/// Hands rows to a writer, shard by shard.
struct RowSource: ExampleSource {
  let dataset: Dataset
  /// The numbers of the splits to write.
  let splits: [Int]
  let progress: Progress
  let stop: StopFlag

  func write(to writer: any ExampleWriter) throws(Fault) {
    progress.enter(.exporting, totalAmount: dataset.rowCount(ofSplits: splits))
    var example = Example()
    for split in splits {
      example.split = split
      example.splitName = dataset.manifest.splits[split].name
      try dataset.forEachRow(ofSplit: example.splitName) { (block, row) throws(Fault) in
        try stop.check(resumes: false)
        block.tokens(ofRow: row, into: &example.tokens)
        block.labels(ofRow: row, into: &example.labels)
        example.segmentLengths = block.segments(ofRow: row).map(\.tokenCount)
        try writer.write(example)
        progress.add(1)
      }
    }
  }
}
