import Glibc
package import Shards

/// Why a feeder cannot be opened or go on.
package enum FeederError: Error, Equatable, CustomStringConvertible {
  /// The options make no sense, or do not fit the data set.
  case options(String)
  /// A data set cannot be read where it is opened.
  case dataSet(ShardError)
  /// A block cannot be read: the row of the split that was wanted, and its block in its shard.
  case block(ShardError, shard: String, block: Int, row: Int)
  /// A saved state does not belong here.
  case state(String)
  /// The system refused something.
  case system(String, errorNumber: CInt)
  /// The CUDA driver refused something.
  case cuda(call: String, code: CInt, name: String)
  /// A call came at a time, or from a place, where it may not come.
  case usage(String)
  /// Every slot of the ring is with the consumer.
  case allLeased(slotCount: Int)
  /// The process was forked from the one that opened the feeder.
  case forked
  /// The feeder was closed.
  case closed

  /// Whether the caller asked for something that makes no sense, rather than something failing.
  package var isUsage: Bool {
    switch self {
    case .options, .state, .usage: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .options(let text), .usage(let text): text
    case .state(let text): "the saved state does not belong here: \(text)"
    case .dataSet(let error): error.description
    case .block(let error, let shard, let block, let row):
      "cannot feed row \(row) (block \(block) of \(shard)): \(error)"
    case .system(let what, let errorNumber):
      // SAFETY: strerror returns a terminated string of the C library's own.
      "cannot \(what): " + (unsafe String(cString: strerror(errorNumber)))
    case .cuda(let call, let code, let name): "\(call) returned \(code) (\(name))"
    case .allLeased(let slotCount):
      "all \(slotCount) slots are leased: release one first, or open with more slots; gradient "
        + "accumulation over n batches needs n + 2"
    case .forked: "the feeder belongs to the process that opened it; this one was forked from it"
    case .closed: "the feeder was closed"
    }
  }
}
