import Records

/// Rows of pieces that are packed one by one: the slow, obvious twin of `RowLayout`.
struct ReferenceRows {
  private(set) var plan = RowPlan()

  /// Packs `pieces`, which stand in the order of the input.
  init(_ pieces: [RowPlan.Piece], keys: OrderKeys, options: PlanOptions) {
    // Which piece, in the order in which those of its length are packed, and its number there.
    var numbers = [UInt64](repeating: 0, count: pieces.count)
    var order: [Int] = []
    for length in Set(pieces.map(\.tokenCount)).sorted(by: >) {
      let own = pieces.indices.filter { pieces[$0].tokenCount == length }
      let seeded = KeyedPermutation(
        count: UInt64(own.count), key: keys.pieces(ofLength: Int(length)))
      for (index, piece) in own.enumerated() {
        numbers[piece] =
          options.isShuffled ? seeded.place(of: UInt64(index)) : UInt64(index)
      }
      order += own.sorted { numbers[$0] < numbers[$1] }
    }
    let ordered = order.map { pieces[$0] }
    let rowOfOrdered =
      options.packing == .none
      ? ordered.indices.map { UInt32($0) }
      : BestFitPacking.rows(of: ordered, rowLength: options.sequenceLength).rows
    var rows: [[Int]] = []
    for (piece, row) in zip(order, rowOfOrdered) {
      while rows.count <= row { rows.append([]) }
      rows[Int(row)].append(piece)
    }
    let rowOrder = KeyedPermutation(count: UInt64(rows.count), key: keys.rows)
    let places = rows.indices.map { row in
      options.isShuffled ? Int(rowOrder.place(of: UInt64(row))) : rows[row][0]
    }
    for row in rows.indices.sorted(by: { places[$0] < places[$1] }) {
      let ordered =
        options.isShuffled
        ? rows[row].sorted { left, right in
          func key(_ piece: Int) -> UInt64 {
            keys.placeInRow(length: Int(pieces[piece].tokenCount), number: numbers[piece])
          }
          return key(left) < key(right)
        } : rows[row].sorted()
      plan.pieces += ordered.map { pieces[$0] }
      plan.rowEnds.append(UInt32(plan.pieces.count))
    }
  }
}
