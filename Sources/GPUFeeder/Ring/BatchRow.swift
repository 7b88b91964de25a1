/// Which row stands where in a batch.
package struct BatchRow: Sendable, Equatable, BitwiseCopyable {
  /// The row's number in its split; -1 for padding.
  package var row: Int64
  /// The data set's number; -1 for padding.
  package var dataSet: Int64

  package static let padding = BatchRow(row: -1, dataSet: -1)

  package init(row: Int64, dataSet: Int64) {
    self.row = row
    self.dataSet = dataSet
  }
}
