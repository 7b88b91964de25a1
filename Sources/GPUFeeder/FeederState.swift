package import ByteIO

/// Where a feeder stands: enough to go on with the very next batch, in another process and with
/// another number of ranks, as long as the global batch is the same.
///
/// As JSON it takes less than 1 KiB, whatever the data.
package struct FeederState: Sendable, Equatable {
  package static let format = "prep feeder state"
  package static let version = 1

  /// What decides the order, all of which must be the same where the state is used.
  package struct Order: Sendable, Equatable {
    /// The data set's id, or what stands for several with their weights.
    package var dataSetID: Hash128
    package var split: String
    package var seed: UInt64
    package var shuffle: Shuffle
    /// Blocks in a window; 0 where there are no windows.
    package var windowBlockCount: Int
    package var tail: TailRule
    /// Rows of all ranks in a step.
    package var globalBatchSize: Int
    /// Rows of all data sets.
    package var rowsPerEpoch: Int
  }

  package var order: Order
  /// The next step to be fed.
  package var step: UInt64

  package init(order: Order, step: UInt64) {
    self.order = order
    self.step = step
  }

  /// The state as one line of JSON.
  package var text: String {
    JSONWriter.line([
      "format": .string(Self.format), "version": JSONValue(Self.version),
      "data_set": .string(order.dataSetID.description), "split": .string(order.split),
      "seed": JSONValue(order.seed), "shuffle": .string(order.shuffle.rawValue),
      "window_blocks": JSONValue(order.windowBlockCount), "tail": .string(order.tail.rawValue),
      "global_batch_size": JSONValue(order.globalBatchSize),
      "rows_per_epoch": JSONValue(order.rowsPerEpoch), "step": JSONValue(step),
    ])
  }

  /// Reads what `text` gave.
  ///
  /// - Throws: `state` for anything else.
  package init(parsing text: String) throws(Fault) {
    do {
      let reader = try JSONReader(parsing: Array(text.utf8).span)
      guard try reader["format"].string() == Self.format,
        try reader["version"].integer() == Self.version
      else { throw JSONError.unexpected(path: "format", expected: "\(Self.format) 1") }
      guard let shuffle = Shuffle(rawValue: try reader["shuffle"].string()) else {
        throw JSONError.unexpected(path: "shuffle", expected: "window, full or off")
      }
      guard let tail = TailRule(rawValue: try reader["tail"].string()) else {
        throw JSONError.unexpected(path: "tail", expected: "pad, drop or wrap")
      }
      order = Order(
        dataSetID: try reader["data_set"].hash(), split: try reader["split"].string(),
        seed: try reader["seed"].integer(), shuffle: shuffle,
        windowBlockCount: try reader["window_blocks"].integer(0...Int.max), tail: tail,
        globalBatchSize: try reader["global_batch_size"].integer(1...Int.max),
        rowsPerEpoch: try reader["rows_per_epoch"].integer(1...Int.max))
      step = try reader["step"].integer(0...UInt64(Int64.max))
    } catch let error as JSONError {
      switch error {
      case .malformed(let offset): throw .state("it is no JSON at byte \(offset)")
      case .missing(let path): throw .state("\(path) is missing")
      case .unexpected(let path, let expected): throw .state("\(path): expected \(expected)")
      }
    } catch {
      throw .state("\(error)")
    }
  }

  /// Makes sure that the state is of a feeder with this order.
  ///
  /// - Throws: `state`, which names the first thing that differs.
  package func check(against other: Order) throws(Fault) {
    func check(
      _ what: String, _ stated: some CustomStringConvertible & Equatable,
      _ found: some CustomStringConvertible & Equatable
    ) throws(Fault) {
      guard stated.description == found.description else {
        throw .state("its \(what) is \(stated), here it is \(found)")
      }
    }
    try check("data set", order.dataSetID, other.dataSetID)
    try check("split", order.split, other.split)
    try check("number of rows", order.rowsPerEpoch, other.rowsPerEpoch)
    try check("seed", order.seed, other.seed)
    try check("shuffle", order.shuffle.rawValue, other.shuffle.rawValue)
    try check("window", order.windowBlockCount, other.windowBlockCount)
    try check("tail rule", order.tail.rawValue, other.tail.rawValue)
    try check("global batch size", order.globalBatchSize, other.globalBatchSize)
  }
}
