import Records
import TestSupport
import Testing

@testable import Planner

/// Packing on the counts of lengths against packing piece by piece.
@Suite struct CountPackingTests {
  /// Every piece is in the row in which packing one by one puts it, and the other way round.
  private func check(_ counts: [Int]) {
    let rowLength = counts.count - 1
    var pieces: [RowPlan.Piece] = []
    for length in counts.indices.reversed() {
      for number in 0..<counts[length] {
        pieces.append(
          RowPlan.Piece(
            record: UInt32(number), tokenStart: 0, tokenCount: UInt32(length)))
      }
    }
    let expected = BestFitPacking.rows(of: pieces, rowLength: rowLength)
    let packed = CountPacking.rows(of: counts.map { UInt64($0) })
    #expect(packed.rowCount == UInt64(expected.rowCount))
    var rows = [[PackedRows.Piece]](repeating: [], count: expected.rowCount)
    var isOpen = [Bool](repeating: false, count: expected.rowCount)
    var failures = 0
    for (piece, row) in zip(pieces, expected.rows) {
      let address = PackedRows.Piece(length: Int(piece.tokenCount), number: UInt64(piece.record))
      if packed.row(of: address) != UInt64(row) { failures += 1 }
      if packed.opensRow(address) == isOpen[Int(row)] { failures += 1 }
      isOpen[Int(row)] = true
      rows[Int(row)].append(address)
    }
    for (row, own) in rows.enumerated() where packed.pieces(ofRow: UInt64(row)) != own {
      failures += 1
    }
    #expect(failures == 0, "lengths \(counts)")
  }

  @Test func equalsPackingOneByOneOn3000RandomCounts() {
    var random = SeededGenerator(seed: 19)
    for trial in 0..<3000 {
      let rowLength = [1, 2, 5, 16, 64, 100, 257][trial % 7]
      var counts = [Int](repeating: 0, count: rowLength + 1)
      let kinds = Int.random(in: 1...rowLength, using: &random)
      let most = [1, 3, 40][trial / 7 % 3]
      for _ in 0..<kinds {
        counts[Int.random(in: 1...rowLength, using: &random)] += Int.random(
          in: 1...most, using: &random)
      }
      check(counts)
    }
  }

  @Test func nothingMakesNoRows() {
    let packed = CountPacking.rows(of: [0, 0, 0])
    #expect(packed.rowCount == 0)
    #expect(packed.runs.isEmpty)
  }

  @Test func withoutPackingEveryPieceHasARow() {
    let packed = CountPacking.single([0, 2, 0, 3])
    #expect(packed.rowCount == 5)
    for row in 0..<UInt64(5) {
      let pieces = packed.pieces(ofRow: row)
      #expect(pieces.count == 1)
      #expect(pieces.map { packed.row(of: $0) } == [row])
    }
  }

  /// A billion records take runs, not memory.
  @Test func aBillionPiecesMakeFewRuns() {
    var counts = [UInt64](repeating: 0, count: 2049)
    var random = SeededGenerator(seed: 4)
    for length in 8...2048 {
      counts[length] =
        UInt64(2_000_000_000 / (length + 40) / 6) + UInt64.random(in: 0..<1000, using: &random)
    }
    let pieces = counts.reduce(0, +)
    #expect(pieces > 900_000_000)
    let packed = CountPacking.rows(of: counts)
    #expect(packed.runs.count < 20_000)
    #expect(packed.runs.reduce(0) { $0 + $1.pieceCount } == pieces)
    let tokens = counts.enumerated().reduce(UInt64(0)) { $0 + UInt64($1.offset) * $1.element }
    #expect(Double(tokens) / Double(packed.rowCount * 2048) > 0.99)
    for row in stride(from: UInt64(0), to: packed.rowCount, by: 1_000_003) {
      let own = packed.pieces(ofRow: row)
      #expect(own.reduce(0) { $0 + $1.length } <= 2048)
      #expect(own.allSatisfy { packed.row(of: $0) == row })
    }
  }
}
