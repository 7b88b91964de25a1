import ByteIO

/// Where every piece of a split goes that is packed by its length, and which pieces a row has: both
/// computed, so that no process holds a table of them.
///
/// Pieces of one length are packed in seeded order, rows stand in seeded order, and so do the pieces
/// of a row. Without shuffling, pieces are packed in the order of the input, and rows stand in the
/// order of the pieces that open them, which only who knows all of these can tell.
package struct RowLayout: Sendable {
  package let rows: PackedRows
  package let isShuffled: Bool
  private let keys: OrderKeys
  private let rowOrder: KeyedPermutation
  /// The order of the pieces of each length, by its first run's length: only lengths that occur.
  private let pieceOrders: [Int: KeyedPermutation]

  /// - Parameter counts: The pieces of each length from 0 to the row's.
  package init(counts: [UInt64], split: Plan.Split, options: PlanOptions) {
    rows =
      options.packing == .none ? CountPacking.single(counts) : CountPacking.rows(of: counts)
    keys = OrderKeys(seed: options.seed, split: split)
    isShuffled = options.isShuffled
    rowOrder = KeyedPermutation(count: rows.rowCount, key: keys.rows)
    var orders: [Int: KeyedPermutation] = [:]
    for length in counts.indices where counts[length] > 0 {
      orders[length] = KeyedPermutation(count: counts[length], key: keys.pieces(ofLength: length))
    }
    pieceOrders = orders
  }

  /// A piece by its length and its number among those of this length in the order of the input.
  package typealias Address = PackedRows.Piece

  /// The piece as packing knows it.
  package func packed(_ address: Address) -> PackedRows.Piece {
    guard isShuffled else { return address }
    return PackedRows.Piece(
      length: address.length, number: order(of: address.length).place(of: address.number))
  }

  /// Where the row that was opened as number `opened` stands, in a shuffled split.
  package func place(ofRow opened: UInt64) -> UInt64 {
    precondition(isShuffled)
    return rowOrder.place(of: opened)
  }

  /// The pieces of the row that stands at `place` in a shuffled split, in their order.
  package func pieces(atPlace place: UInt64) -> [Address] {
    precondition(isShuffled)
    let pieces = rows.pieces(ofRow: rowOrder.number(at: place))
    let ordered = pieces.map { (key: keys.placeInRow(length: $0.length, number: $0.number), $0) }
      .sorted { ($0.key, $0.1.length, $0.1.number) < ($1.key, $1.1.length, $1.1.number) }
    return ordered.map {
      Address(length: $0.1.length, number: order(of: $0.1.length).number(at: $0.1.number))
    }
  }

  private func order(of length: Int) -> KeyedPermutation {
    guard let order = pieceOrders[length] else { preconditionFailure("no piece of \(length)") }
    return order
  }
}
