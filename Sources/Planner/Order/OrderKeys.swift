import ByteIO

/// The keys of every seeded order of one split: one seed gives orders that have nothing to do with
/// each other.
struct OrderKeys: Sendable, Equatable {
  private let stream: UInt64

  /// Each split has keys of its own, so that the size of one does not reorder the other.
  init(seed: UInt64, split: Plan.Split) {
    stream = SplitMix64.mix(seed) ^ SplitMix64.mix(UInt64(split.rawValue) &+ 0x5EED)
  }

  /// Of the order in which pieces of one length are packed.
  func pieces(ofLength length: Int) -> UInt64 { key(1, UInt64(length)) }

  /// Of the order of rows.
  var rows: UInt64 { key(2, 0) }

  /// By which the pieces of a row stand in order: of the piece that was packed as number `number`
  /// of its length.
  func placeInRow(length: Int, number: UInt64) -> UInt64 {
    SplitMix64.mix(key(3, UInt64(length)) ^ SplitMix64.mix(number))
  }

  /// By which records are laid end to end; different for different records.
  func placeInLine(ofRecord record: UInt64) -> UInt64 { SplitMix64.mix(key(4, 0) ^ record) }

  private func key(_ purpose: UInt64, _ value: UInt64) -> UInt64 {
    SplitMix64.mix(stream ^ SplitMix64.mix(purpose << 56 | value))
  }
}
