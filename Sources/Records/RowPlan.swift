/// Every row of one split as a list of pieces of records, in the order the rows stand in shards.
package struct RowPlan: Sendable, Equatable {
  /// The tokens that a row may have room for.
  package static let rowLengths = 1...1_048_576

  /// A run of one record's tokens that stands in a row: mostly the whole record.
  ///
  /// A later part of a split conversation is two pieces: the conversation's head (what its template
  /// puts before the first turn), then the part's own turns.
  package struct Piece: Sendable, Equatable {
    /// The record's number: the position of its facts in the order of the input.
    package var record: UInt32
    /// The first of the record's tokens in this piece.
    package var tokenStart: UInt32
    package var tokenCount: UInt32

    package init(record: UInt32, tokenStart: UInt32, tokenCount: UInt32) {
      self.record = record
      self.tokenStart = tokenStart
      self.tokenCount = tokenCount
    }
  }

  /// Whether `piece` goes on in the segment of `previous`, the piece before it in its row: the
  /// turns of a split conversation after its head.
  ///
  /// Nothing else puts two pieces of one record side by side.
  package static func joins(_ piece: Piece, to previous: Piece?) -> Bool {
    piece.tokenStart > 0 && previous?.record == piece.record
  }

  /// All pieces, row after row.
  package var pieces: [Piece]
  /// Where each row's pieces end; row `r` holds `pieces[ends[r - 1]..<ends[r]]`.
  package var rowEnds: [UInt32]

  package init(pieces: [Piece] = [], rowEnds: [UInt32] = []) {
    self.pieces = pieces
    self.rowEnds = rowEnds
  }

  package var rowCount: Int { rowEnds.count }

  /// The pieces of row `row`, in the order they stand in it.
  package func pieces(ofRow row: Int) -> ArraySlice<Piece> {
    let start = row == 0 ? 0 : Int(rowEnds[row - 1])
    return pieces[start..<Int(rowEnds[row])]
  }
}
