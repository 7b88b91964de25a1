import ByteIO

/// What a sequence of random numbers is for; no two uses share one.
///
/// The numbers may never change: a saved state must mean the same order in every version.
enum OrderStream: UInt64 {
  case blocks = 1
  case windowRows = 2
  case allRows = 3
  case mixture = 4
}

extension SplitMix64 {
  /// The sequence for one use in one epoch: `index` is the window's or cycle's number, else 0.
  init(_ key: OrderKey, epoch: UInt64, _ stream: OrderStream, index: UInt64 = 0) {
    var state: UInt64 = 0
    for word in [key.dataSetID.low, key.dataSetID.high, key.seed, epoch, stream.rawValue, index] {
      state = Self.mix(state ^ word)
    }
    self.init(state: state)
  }
}
