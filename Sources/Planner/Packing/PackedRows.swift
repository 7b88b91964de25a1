import ByteIO

/// Which lengths stand together in the rows of a split, and which piece of a length is in which row.
///
/// Rows and pieces are told as runs of equal ones, since packing depends on how many pieces of each
/// length there are and on nothing else of them: 10^9 records of instruction data make some 6,000
/// runs. Rows are numbered in the order in which they were opened, pieces of one length in the
/// order in which they were packed.
package struct PackedRows: Sendable, Equatable {
  /// Rows side by side that take equally many pieces of one length.
  package struct Run: Sendable, Equatable {
    package var length: UInt32
    /// The pieces of that length in each of the rows.
    package var piecesPerRow: UInt32
    /// The number among those of its length of the first piece that the run packs.
    package var firstPiece: UInt64
    package var firstRow: UInt64
    package var rowCount: UInt64
    /// Whether the row with the lowest number is filled first; else the one with the highest.
    package var ascends: Bool
    /// Whether the rows are opened by these pieces.
    package var opens: Bool

    var rows: Range<UInt64> { firstRow..<(firstRow + rowCount) }
    var pieceCount: UInt64 { rowCount * UInt64(piecesPerRow) }

    /// How many of the pieces `numbers` are in the run and the first of their rows.
    package func openingCount(in numbers: Range<UInt64>) -> UInt64 {
      let own = numbers.clamped(to: firstPiece..<(firstPiece + pieceCount))
      guard opens, !own.isEmpty else { return 0 }
      let perRow = UInt64(piecesPerRow)
      // The first pieces below a number, counted from the run's start.
      func opened(below number: UInt64) -> UInt64 { (number - firstPiece + perRow - 1) / perRow }
      return opened(below: own.upperBound) - opened(below: own.lowerBound)
    }
  }

  /// A piece as packing knows it.
  package struct Piece: Sendable, Equatable {
    package var length: Int
    /// Its number among the pieces of that length.
    package var number: UInt64

    package init(length: Int, number: UInt64) {
      self.length = length
      self.number = number
    }
  }

  /// In the order of packing: lengths descend, and within one length first pieces ascend.
  package let runs: [Run]
  package let rowCount: UInt64
  /// Where cells begin: rows side by side that have the same runs; ascending from 0.
  private let cellStarts: [UInt64]
  /// Where the runs of each cell end in `cellRuns`.
  private let cellRunEnds: [Int]
  /// The runs of one cell after those of another, by their indices.
  private let cellRuns: [Int32]

  init(runs: [Run], rowCount: UInt64) {
    self.runs = runs
    self.rowCount = rowCount
    let starts = Set(runs.flatMap { [$0.rows.lowerBound, $0.rows.upperBound] })
      .sorted().filter { $0 < rowCount }
    var counts = [Int](repeating: 0, count: starts.count)
    func cells(of run: Run) -> Range<Int> {
      let first = starts.indices.partitionPoint { starts[$0] >= run.rows.lowerBound }
      return first..<starts.indices.partitionPoint { starts[$0] >= run.rows.upperBound }
    }
    for run in runs { for cell in cells(of: run) { counts[cell] += 1 } }
    var cursors: [Int] = []
    var total = 0
    for count in counts {
      cursors.append(total)
      total += count
    }
    var members = [Int32](repeating: 0, count: total)
    for (index, run) in runs.enumerated() {
      for cell in cells(of: run) {
        members[cursors[cell]] = Int32(index)
        cursors[cell] += 1
      }
    }
    cellStarts = starts
    cellRunEnds = cursors
    cellRuns = members
  }

  /// The row of a piece.
  ///
  /// - Complexity: O(log runs)
  package func row(of piece: Piece) -> UInt64 {
    let run = runs[self.run(of: piece)]
    let index = (piece.number - run.firstPiece) / UInt64(run.piecesPerRow)
    return run.ascends ? run.firstRow + index : run.rows.upperBound - 1 - index
  }

  /// Whether a piece is the first of its row.
  package func opensRow(_ piece: Piece) -> Bool {
    let run = runs[self.run(of: piece)]
    return run.opens && (piece.number - run.firstPiece) % UInt64(run.piecesPerRow) == 0
  }

  /// The runs of one length that open rows.
  package func openingRuns(ofLength length: Int) -> [Run] {
    runs.filter { $0.opens && $0.length == length }
  }

  private func run(of piece: Piece) -> Int {
    let index =
      runs.indices.partitionPoint {
        runs[$0].length < piece.length
          || (runs[$0].length == piece.length && runs[$0].firstPiece > piece.number)
      } - 1
    precondition(
      index >= 0 && runs[index].length == piece.length
        && piece.number - runs[index].firstPiece < runs[index].pieceCount, "no such piece")
    return index
  }

  /// The pieces of a row, in the order in which they were packed: none is shorter than the next.
  ///
  /// - Complexity: O(log cells + pieces)
  package func pieces(ofRow row: UInt64) -> [Piece] {
    precondition(row < rowCount, "no such row")
    let cell = cellStarts.indices.partitionPoint { cellStarts[$0] > row } - 1
    let first = cell == 0 ? 0 : cellRunEnds[cell - 1]
    var pieces: [Piece] = []
    for index in cellRuns[first..<cellRunEnds[cell]] {
      let run = runs[Int(index)]
      let place = run.ascends ? row - run.firstRow : run.rows.upperBound - 1 - row
      let number = run.firstPiece + place * UInt64(run.piecesPerRow)
      for next in 0..<UInt64(run.piecesPerRow) {
        pieces.append(Piece(length: Int(run.length), number: number + next))
      }
    }
    return pieces
  }
}
