/// A record by the place that a key gives it among others: for caps, and for a number of validation
/// records.
package struct RankRow: TableRow, Equatable {
  package var key: UInt64
  /// The record's rank in the cap of its source, where it has one.
  package var capRank: UInt64
  /// Which record of its group.
  package var record: UInt32
  /// Which cap holds for it; `noCap` for none.
  package var cap: UInt32

  package static let noCap = UInt32.max

  package init(key: UInt64, record: UInt32, cap: UInt32, capRank: UInt64) {
    self.key = key
    self.record = record
    self.cap = cap
    self.capRank = capRank
  }
}

/// How many pieces of one class a group has: of one length, or of one bucket of records that are laid
/// end to end.
package struct PieceCountRow: TableRow, Equatable {
  package var pieceClass: UInt32
  package var count: UInt32
  package var tokenCount: UInt64

  package init(pieceClass: UInt32, count: UInt32, tokenCount: UInt64) {
    self.pieceClass = pieceClass
    self.count = count
    self.tokenCount = tokenCount
  }
}
