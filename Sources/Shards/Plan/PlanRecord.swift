package import Records

/// What became of one record that was sound in itself.
package struct PlanRecord: Sendable, Equatable {
  package enum Disposition: Sendable, Equatable {
    /// It is in the data set, in this split.
    case kept(split: Int)
    /// The plan dropped it.
    case rejected(RejectionReason)
  }

  /// The input file's number, in the order of the manifest.
  package var file: UInt32
  /// The line in that file, from 1.
  package var line: UInt64
  /// The line's first byte in the file's decompressed bytes.
  package var byteOffset: UInt64
  package var byteCount: UInt64
  package var tokenCount: UInt32
  package var disposition: Disposition

  package init(
    file: UInt32, line: UInt64, byteOffset: UInt64, byteCount: UInt64, tokenCount: UInt32,
    disposition: Disposition
  ) {
    self.file = file
    self.line = line
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    self.tokenCount = tokenCount
    self.disposition = disposition
  }

  package init(_ place: PartSet.Place, tokenCount: UInt32, disposition: Disposition) {
    self.init(
      file: place.file, line: place.line, byteOffset: place.byteOffset,
      byteCount: place.byteCount, tokenCount: tokenCount, disposition: disposition)
  }
}

/// A piece of a record, and where it stands.
package struct PlacedPiece: Sendable, Equatable {
  /// The split's number, in the order of the plan.
  package var split: Int
  /// The row's number in the split.
  package var row: Int
  /// The row's token at which the piece begins.
  package var position: Int
  package var piece: RowPlan.Piece

  package init(split: Int, row: Int, position: Int, piece: RowPlan.Piece) {
    self.split = split
    self.row = row
    self.position = position
    self.piece = piece
  }
}
