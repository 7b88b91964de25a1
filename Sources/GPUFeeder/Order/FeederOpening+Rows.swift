package import ByteIO

extension FeederOpening {
  /// A row of a data set, by its number in the split that is fed.
  package struct DataSetRow: Sendable, Equatable {
    /// The data set's number among those that are mixed.
    package var dataSet: Int
    package var row: Int

    package init(dataSet: Int, row: Int) {
      self.dataSet = dataSet
      self.row = row
    }
  }

  /// The rows of this rank's batch of `step`, nil for each row of padding: what a feeder with these
  /// options feeds then, has fed, or will feed.
  ///
  /// Read from the order alone; no row is read.
  ///
  /// - Complexity: O(blocks), with `Shuffle.full` O(rows).
  /// - Throws: `usage` for a step that no training comes to.
  package func rows(ofStep step: UInt64) throws(Fault) -> [DataSetRow?] {
    guard step < plan.lastStep else {
      throw .usage("expected a step below \(plan.lastStep), found \(step)")
    }
    var order = feedOrder
    return (0..<plan.batchSize).map { index in
      order.row(step: step, index: index).map { row in
        let block = sources[row.source].layout.rows(ofBlock: row.row.block)
        return DataSetRow(dataSet: row.source, row: block.lowerBound + row.row.row)
      }
    }
  }
}
