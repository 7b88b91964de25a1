import Testing

@testable import GPUFeeder

/// What a test keeps of a batch.
struct SeenBatch: Equatable {
  var step: UInt64
  var epoch: UInt64
  var stepInEpoch: UInt64
  var rows: [BatchRow]
  /// All bytes of the slot's columns.
  var bytes: [UInt8]

  init(_ batch: Batch) {
    step = batch.step
    epoch = batch.epoch
    stepInEpoch = batch.stepInEpoch
    rows = Array(batch.rows)
    bytes = [.inputIDs, .labels, .positionIDs].flatMap { (column: BatchColumns) -> [UInt8] in
      batch.column(column).map { Array($0) } ?? []
    }
  }
}

extension Feeder {
  /// Takes the next batch, looks at it, and gives it back; nil after the last.
  func see() throws -> SeenBatch? {
    switch try next(timeoutSeconds: 30) {
    case .batch(let batch):
      let seen = SeenBatch(batch)
      try release(batch)
      return seen
    case .timedOut(let what):
      Issue.record("timed out waiting for \(what)")
      return nil
    case .ended: return nil
    }
  }

  /// Takes `count` batches, or all up to the end.
  @discardableResult
  func seeAll(_ count: Int = .max) throws -> [SeenBatch] {
    var batches: [SeenBatch] = []
    while batches.count < count, let batch = try see() { batches.append(batch) }
    return batches
  }
}

extension Batch {
  /// A column's elements; none where the batch has no such column.
  func numbers(of column: BatchColumns) -> [Int64] {
    guard let bytes = self.column(column) else { return [] }
    let isAlwaysInt32 = column == .segmentNumbers || column == .segmentStarts
    let isInt32 = isAlwaysInt32 || layout.elementType == .int32
    return isInt32
      ? bytes.bindMemory(to: Int32.self).map(Int64.init) : Array(bytes.bindMemory(to: Int64.self))
  }
}
