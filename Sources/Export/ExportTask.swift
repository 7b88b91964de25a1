import ByteIO
package import Shards

/// What a writer is to write: the rows or the records of some splits of a data set.
package struct ExportTask {
  package let dataset: Dataset
  /// The numbers of the splits to write, those without rows left out.
  package let splits: [Int]
  /// The split that was asked for; nil for all.
  package let split: String?
  package let isOfRecords: Bool
  /// A variable of the environment.
  package let environment: (String) -> String?
  private let source: any ExampleSource

  package var manifest: Manifest { dataset.manifest }

  /// Reads what must be known before anything is written: for records the plan.
  init(
    _ dataset: Dataset, splits: [Int], split: String?, isOfRecords: Bool, progress: Progress,
    stop: StopFlag, environment: @escaping (String) -> String?
  ) throws(Fault) {
    self.dataset = dataset
    self.splits = splits
    self.split = split
    self.isOfRecords = isOfRecords
    self.environment = environment
    source =
      isOfRecords
      ? try RecordSource(dataset: dataset, splits: splits, progress: progress, stop: stop)
      : RowSource(dataset: dataset, splits: splits, progress: progress, stop: stop)
  }

  /// Hands all examples to `writer`, and has it finish.
  func write(to writer: any ExampleWriter) throws(Fault) {
    try source.write(to: writer)
    try writer.finish()
  }
}
