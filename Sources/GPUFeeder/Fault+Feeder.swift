package import ByteIO
import Glibc

// Why a feeder cannot be opened or go on.

// Computed, and no constants that the first to ask would make: a forked child asks too, and a thread
// that it has not may have been making them.
extension Fault.Kind {
  /// A block cannot be read.
  package static var block: Self { Self("block") }
  /// The CUDA driver refused something.
  package static var cuda: Self { Self("cuda") }
  /// Every slot of the ring is with the consumer.
  package static var allLeased: Self { Self("all_leased") }
  /// The process was forked from the one that opened the feeder.
  package static var forked: Self { Self("forked") }
  /// The feeder was closed.
  package static var closed: Self { Self("closed") }
}

extension Fault {
  /// A block cannot be read: the row of the split that was wanted, and its block in its shard.
  static func block(_ fault: Fault, shard: String, block: Int, row: Int) -> Fault {
    Fault(.block, "cannot feed row \(row) (block \(block) of \(shard)): \(fault)")
  }

  /// A saved state does not belong here.
  static func state(_ text: String) -> Fault {
    .usage("the saved state does not belong here: \(text)")
  }

  /// The system refused something that is no file.
  static func system(_ what: String, errorNumber: CInt) -> Fault {
    // SAFETY: strerror returns a terminated string of the C library's own.
    .failed("cannot \(what): " + (unsafe String(cString: strerror(errorNumber))))
  }

  /// The CUDA driver refused something.
  package static func cuda(call: String, code: CInt, name: String) -> Fault {
    Fault(.cuda, "\(call) returned \(code) (\(name))")
  }

  /// Every slot of the ring is with the consumer.
  package static func allLeased(slotCount: Int) -> Fault {
    Fault(
      .allLeased,
      "all \(slotCount) slots are leased: release one first, or open with more slots; gradient "
        + "accumulation over n batches needs n + 2")
  }

  /// The process was forked from the one that opened the feeder.
  package static var forked: Fault {
    Fault(
      .forked, "the feeder belongs to the process that opened it; this one was forked from it")
  }

  /// The feeder was closed.
  package static var closed: Fault { Fault(.closed, "the feeder was closed") }
}
