package import ByteIO

/// Which rows the batches of an order hold, whether they were fed or are yet to come.
///
/// Known from the order alone; no row is read. What the value keeps is a cache, so that step after
/// step costs O(1) a row; a jump costs O(blocks), with `Shuffle.full` O(rows).
package struct StepRows: Sendable {
  private var order: FeedOrder
  private let layouts: [BlockLayout]

  /// - Parameter layouts: Those of the data sets of `order`.
  init(_ order: FeedOrder, layouts: [BlockLayout]) {
    self.order = order
    self.layouts = layouts
  }

  /// The rows of this rank's batch of `step`, counted through all epochs.
  ///
  /// - Throws: `usage` for a step that no training comes to.
  package mutating func rows(ofStep step: UInt64) throws(Fault) -> [BatchRow] {
    let plan = order.plan
    guard step < plan.lastStep else {
      throw .usage("expected a step below \(plan.lastStep), found \(step)")
    }
    var rows: [BatchRow] = []
    for index in 0..<plan.batchSize {
      guard let row = order.row(step: step, index: index) else {
        rows.append(.padding)
        continue
      }
      let block = layouts[row.source].rows(ofBlock: row.row.block)
      rows.append(
        BatchRow(row: Int64(block.lowerBound + row.row.row), dataSet: Int64(row.source)))
    }
    return rows
  }
}

extension FeederOpening {
  /// The rows of any step of this order.
  package var stepRows: StepRows {
    StepRows(feedOrder, layouts: sources.map(\.layout))
  }
}
