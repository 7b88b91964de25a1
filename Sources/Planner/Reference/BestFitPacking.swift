import Records

/// Best-fit decreasing bin packing: records from long to short, each into the fullest row that
/// still has room (Johnson, "Near-optimal bin packing algorithms", 1973; for training data Ding
/// et al., "Fewer truncations improve language modeling", arXiv 2404.10830).
///
/// All lengths are whole numbers up to the row's, so rows are kept by the room they have left, and
/// the fullest row that fits is found in a set of at most `rowLength + 1` numbers.
enum BestFitPacking {
  /// Which row each piece is in.
  struct Assignment: Equatable {
    /// One row number a piece, in the pieces' order.
    var rows: [UInt32]
    var rowCount: Int

    /// The row numbers in the order in which their first pieces stand.
    func rowsByFirstPiece() -> [UInt32] {
      var isSeen = [Bool](repeating: false, count: rowCount)
      var order: [UInt32] = []
      order.reserveCapacity(rowCount)
      for row in rows where !isSeen[Int(row)] {
        isSeen[Int(row)] = true
        order.append(row)
      }
      return order
    }
  }

  /// Packs `pieces`, each at most `rowLength` tokens long.
  ///
  /// Pieces of one length are taken in the order given; among rows with equal room the one filled
  /// last is taken.
  ///
  /// - Complexity: O(n + rowLength) apart from the set, whose search is O(rowLength / 4096).
  static func rows(of pieces: [RowPlan.Piece], rowLength: Int) -> Assignment {
    var rows = [UInt32](repeating: 0, count: pieces.count)
    let none = UInt32.max
    // newest[room] is the row filled last among those with that room; older[row] the one before.
    var newest = [UInt32](repeating: none, count: rowLength + 1)
    var older: [UInt32] = []
    var rooms = NumberSet(upTo: rowLength)
    let (order, ends) = byDecreasingLength(pieces, rowLength: rowLength)
    var next = 0
    for (bucket, end) in ends.enumerated() {
      // Known without a look at the pieces, which lie all over the memory.
      let length = rowLength - bucket
      while next < end {
        var row = UInt32(older.count)
        var room = rowLength
        if let fitting = rooms.smallest(atLeast: length) {
          room = fitting
          row = newest[room]
          newest[room] = older[Int(row)]
          if newest[room] == none { rooms.remove(room) }
        } else {
          older.append(none)
        }
        rows[Int(order[next])] = row
        let left = room - length
        // A full row is done with: nothing has length 0.
        if left > 0 {
          older[Int(row)] = newest[left]
          newest[left] = row
          rooms.insert(left)
        }
        next += 1
      }
    }
    return Assignment(rows: rows, rowCount: older.count)
  }

  /// The pieces' indices from the longest to the shortest, equal lengths in the order given: a
  /// counting sort on the histogram of lengths.
  ///
  /// - Returns: The indices, and for each length from `rowLength` down where its own end.
  private static func byDecreasingLength(
    _ pieces: [RowPlan.Piece], rowLength: Int
  ) -> (order: [UInt32], ends: [Int]) {
    var cursors = [Int](repeating: 0, count: rowLength + 2)
    for piece in pieces { cursors[rowLength - Int(piece.tokenCount) + 1] += 1 }
    for length in 1..<cursors.count { cursors[length] += cursors[length - 1] }
    var order = [UInt32](repeating: 0, count: pieces.count)
    for (index, piece) in pieces.enumerated() {
      let bucket = rowLength - Int(piece.tokenCount)
      order[cursors[bucket]] = UInt32(index)
      cursors[bucket] += 1
    }
    // Each cursor has come to the end of its length.
    cursors.removeLast()
    return (order, cursors)
  }
}
