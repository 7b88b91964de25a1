/// Which row stands where in a batch.
package struct BatchRow: Sendable, Equatable, BitwiseCopyable {
  /// The row's number in its split; -1 for padding.
  package var row: Int64
  /// The data set's number; -1 for padding.
  package var dataSet: Int64

  package static let padding = BatchRow(row: -1, dataSet: -1)

  /// Rows that are no padding.
  static func realCount(in rows: UnsafeBufferPointer<BatchRow>) -> Int {
    var count = 0
    // SAFETY: indices of the buffer.
    for index in 0..<rows.count where unsafe rows[index].row >= 0 { count += 1 }
    return count
  }

  package init(row: Int64, dataSet: Int64) {
    self.row = row
    self.dataSet = dataSet
  }
}
