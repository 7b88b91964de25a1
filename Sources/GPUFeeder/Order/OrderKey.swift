package import ByteIO

/// What decides a random order: the data and the seed, and nothing of the machine.
package struct OrderKey: Sendable, Equatable {
  package var dataSetID: Hash128
  package var seed: UInt64

  package init(dataSetID: Hash128, seed: UInt64) {
    self.dataSetID = dataSetID
    self.seed = seed
  }
}
