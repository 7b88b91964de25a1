package import ByteIO
import Records

/// A segment of a row as the plan tells it: a piece, or the head and the turns after it of a
/// conversation that was split.
package struct PlacedSegment: Sendable, Equatable {
  /// Its first piece, and where that stands.
  package var first: PlacedPiece
  /// The first of the record's tokens in it, the head's left out: as in the shard's sidecar.
  package var tokenStart: UInt32
  /// All its tokens, the head's among them.
  package var tokenCount: UInt32
  /// How many of them are the head's copy; 0 where it begins with the record's own tokens.
  package var headTokenCount: UInt32 = 0
}

extension PlanFile {
  /// The segments of record `record`, in the order of its tokens; empty where the plan dropped it.
  ///
  /// - Complexity: O(pieces of the record's split).
  package func segments(ofRecord record: Int) throws(Fault) -> [PlacedSegment] {
    Self.segments(of: try pieces(ofRecord: record))
  }

  /// The segments of each of `records`, in the order of its tokens; a record that the plan dropped
  /// has none.
  ///
  /// - Complexity: O(pieces).
  package func segments(ofRecords records: Set<Int>) throws(Fault) -> [Int: [PlacedSegment]] {
    var pieces: [Int: [PlacedPiece]] = [:]
    for split in splitNames.indices {
      try forEachPiece(split: split, rows: 0..<rowCounts[split]) { (placed, _) throws(Fault) in
        let record = Int(placed.piece.record)
        if records.contains(record) { pieces[record, default: []].append(placed) }
      }
    }
    return pieces.mapValues(Self.segments)
  }

  /// The parts of every record that was split, in the order of its tokens, by record.
  ///
  /// Such a record has more tokens than a row, and its segments are not the whole of it once:
  /// they repeat its head, or leave something out.
  ///
  /// - Complexity: O(records + pieces); holds the pieces of records longer than a row.
  package func parts(rowLength: Int) throws(Fault) -> [Int: [PlacedSegment]] {
    var pieces: [Int: [PlacedPiece]] = [:]
    var tokenCounts: [Int: UInt32] = [:]
    try forEachRecord { (number, record) throws(Fault) in
      guard case .kept = record.disposition, record.tokenCount > rowLength else { return }
      tokenCounts[number] = record.tokenCount
    }
    guard !tokenCounts.isEmpty else { return [:] }
    for split in splitNames.indices {
      try forEachPiece(split: split, rows: 0..<rowCounts[split]) { (placed, _) throws(Fault) in
        let record = Int(placed.piece.record)
        if tokenCounts[record] != nil { pieces[record, default: []].append(placed) }
      }
    }
    return pieces.filter { record, pieces in
      let starts = Set(pieces.map(\.piece.tokenStart))
      let count = pieces.reduce(0) { $0 + UInt64($1.piece.tokenCount) }
      return starts.count < pieces.count || count != UInt64(tokenCounts[record] ?? 0)
    }.mapValues(Self.segments)
  }

  /// Puts pieces of one record together that are one segment.
  private static func segments(of pieces: [PlacedPiece]) -> [PlacedSegment] {
    var segments: [PlacedSegment] = []
    var last: PlacedPiece?
    for placed in pieces {
      if let last, last.row == placed.row,
        last.position + Int(last.piece.tokenCount) == placed.position,
        RowPlan.joins(placed.piece, to: last.piece)
      {
        segments[segments.count - 1].headTokenCount = last.piece.tokenCount
        segments[segments.count - 1].tokenStart = placed.piece.tokenStart
        segments[segments.count - 1].tokenCount += placed.piece.tokenCount
      } else {
        segments.append(
          PlacedSegment(
            first: placed, tokenStart: placed.piece.tokenStart,
            tokenCount: placed.piece.tokenCount))
      }
      last = placed
    }
    return segments.sorted { $0.tokenStart < $1.tokenStart }
  }
}
