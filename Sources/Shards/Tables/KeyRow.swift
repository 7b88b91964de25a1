/// A record that is to meet those with an equal hash, and where it stands in the input.
package struct KeyRow: TableRow, Equatable {
  package var hashHigh: UInt64
  package var hashLow: UInt64
  package var line: UInt64
  package var byteOffset: UInt64
  package var file: UInt32
  /// Which record of its group, in the order of the input.
  package var record: UInt32
  /// Records of different splits do not meet.
  package var split: UInt32
  /// No gap: what is written is every byte.
  private var unused: UInt32 = 0

  package init(
    hashHigh: UInt64, hashLow: UInt64, split: UInt32, record: UInt32, _ place: PartSet.Place
  ) {
    self.hashHigh = hashHigh
    self.hashLow = hashLow
    self.split = split
    self.record = record
    line = place.line
    byteOffset = place.byteOffset
    file = place.file
  }
}

/// A record that says what another says which stands before it, and where that one stands.
package struct MarkRow: TableRow, Equatable {
  /// Which record of its group.
  package var record: UInt32
  package var winnerFile: UInt32
  package var winnerLine: UInt64
  package var winnerByteOffset: UInt64

  package init(record: UInt32, winner: KeyRow) {
    self.record = record
    winnerFile = winner.file
    winnerLine = winner.line
    winnerByteOffset = winner.byteOffset
  }
}
