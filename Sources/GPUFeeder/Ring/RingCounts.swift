/// What happened in a ring: how often and how long the consumer waited, and for what.
package struct RingCounts: Sendable, Equatable {
  /// Batches that were taken.
  package var batchCount: UInt64 = 0
  /// Times that no batch was ready.
  package var dataWaitCount: UInt64 = 0
  package var dataWaitNanoseconds: UInt64 = 0
  package var longestDataWaitNanoseconds: UInt64 = 0
  /// Times that every slot was still being copied to the device: the device is slower than the
  /// consumer runs ahead, which is no fault of the feeder.
  package var deviceWaitCount: UInt64 = 0
  package var deviceWaitNanoseconds: UInt64 = 0

  mutating func add(wait nanoseconds: UInt64) {
    dataWaitCount += 1
    dataWaitNanoseconds += nanoseconds
    longestDataWaitNanoseconds = max(longestDataWaitNanoseconds, nanoseconds)
  }
}
