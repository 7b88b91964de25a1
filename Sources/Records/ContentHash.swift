/// 128 bits that stand for a conversation's roles and texts; equal for equal conversations,
/// whatever form they were written in.
package struct ContentHash: Hashable, Sendable {
  package var low: UInt64
  package var high: UInt64

  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}
