/// Best-fit decreasing on the number of pieces of each length alone: what `BestFitPacking` does
/// piece by piece, done for all rows at once that have the same room.
///
/// Where the fullest row that fits has room `r`, pieces of length `l` go into it until less than `l`
/// is left, `r / l` of them, and then into the next row with room `r`: no row with room between can
/// be there. So whole stacks of rows are filled in one step.
package enum CountPacking {
  /// Rows side by side that have equal room, in the order in which they were filled.
  private struct Rows {
    var first: UInt64
    var count: UInt64
    /// Whether the row with the highest number was filled last, and so is taken first.
    var endsHigh: Bool
  }

  /// Packs `counts[length]` pieces of each length, from the longest to the shortest.
  ///
  /// - Parameter counts: One count for each length from 0 to the row's; none of length 0.
  /// - Complexity: O(rowLength + runs)
  package static func rows(of counts: [UInt64]) -> PackedRows {
    let rowLength = counts.count - 1
    precondition(rowLength > 0 && counts[0] == 0, "pieces have a token at least")
    var stacks = [[Rows]](repeating: [], count: rowLength + 1)
    var rooms = NumberSet(upTo: rowLength)
    var runs: [PackedRows.Run] = []
    var rowCount: UInt64 = 0
    for length in stride(from: rowLength, through: 1, by: -1) {
      var packed: UInt64 = 0
      while packed < counts[length] {
        let left = counts[length] - packed
        let room = rooms.smallest(atLeast: length) ?? rowLength
        let perRow = min(UInt64(room / length), left)
        let taken: Rows
        let opens = stacks[room].isEmpty
        if opens {
          taken = Rows(first: rowCount, count: left / perRow, endsHigh: false)
          rowCount += taken.count
        } else {
          taken = take(left / perRow, from: &stacks[room])
          if stacks[room].isEmpty { rooms.remove(room) }
        }
        // Rows are filled from the one that was taken first, so that the last of them comes up first.
        runs.append(
          PackedRows.Run(
            length: UInt32(length), piecesPerRow: UInt32(perRow), firstPiece: packed,
            firstRow: taken.first, rowCount: taken.count, ascends: !taken.endsHigh, opens: opens))
        packed += perRow * taken.count
        let rest = room - length * Int(perRow)
        // A full row is done with: nothing has length 0.
        if rest > 0 {
          stacks[rest].append(
            Rows(first: taken.first, count: taken.count, endsHigh: !taken.endsHigh))
          rooms.insert(rest)
        }
      }
    }
    return PackedRows(runs: runs, rowCount: rowCount)
  }

  /// One row a piece, for `--pack none`.
  package static func single(_ counts: [UInt64]) -> PackedRows {
    var runs: [PackedRows.Run] = []
    var rowCount: UInt64 = 0
    for length in counts.indices.reversed() where counts[length] > 0 {
      runs.append(
        PackedRows.Run(
          length: UInt32(length), piecesPerRow: 1, firstPiece: 0, firstRow: rowCount,
          rowCount: counts[length], ascends: true, opens: true))
      rowCount += counts[length]
    }
    return PackedRows(runs: runs, rowCount: rowCount)
  }

  /// Takes up to `count` rows, of those that were filled last and lie side by side.
  private static func take(_ count: UInt64, from stack: inout [Rows]) -> Rows {
    let top = stack.count - 1
    var taken = stack[top]
    taken.count = min(taken.count, count)
    if taken.endsHigh {
      taken.first = stack[top].first + stack[top].count - taken.count
    } else {
      stack[top].first += taken.count
    }
    stack[top].count -= taken.count
    if stack[top].count == 0 { stack.removeLast() }
    return taken
  }
}
