import Records

/// Lays records end to end and cuts the line of tokens into rows.
enum ConcatPacking {
  /// The rows that `pieces` fill in their order; only the last may have room left.
  static func rows(_ pieces: [RowPlan.Piece], rowLength: Int) -> RowPlan {
    var plan = RowPlan()
    var room = UInt32(rowLength)
    for piece in pieces {
      var rest = piece
      while rest.tokenCount > 0 {
        let count = min(rest.tokenCount, room)
        plan.pieces.append(
          RowPlan.Piece(record: rest.record, tokenStart: rest.tokenStart, tokenCount: count))
        rest.tokenStart += count
        rest.tokenCount -= count
        room -= count
        if room == 0 {
          plan.rowEnds.append(UInt32(plan.pieces.count))
          room = UInt32(rowLength)
        }
      }
    }
    if room < rowLength { plan.rowEnds.append(UInt32(plan.pieces.count)) }
    return plan
  }
}
