import ByteIO
import TestSupport
import Testing

@testable import GPUFeeder

/// The order of rows: that it is the documented one, whole, and the same from every side.
@Suite struct OrderTests {
  /// A made-up data set.
  struct Shape: CustomTestStringConvertible {
    var rowCount: Int
    var rowsPerBlock: Int
    var rowsPerShard: Int
    var weight = 1

    var layout: BlockLayout {
      BlockLayout(rowCount: rowCount, rowsPerBlock: rowsPerBlock, rowsPerShard: rowsPerShard)
    }

    var testDescription: String { "\(rowCount) rows, \(rowsPerBlock) \(rowsPerShard) ×\(weight)" }

    func id(_ number: Int) -> Hash128 {
      Hash128(low: UInt64(rowCount * 1000 + number), high: UInt64(rowsPerBlock))
    }
  }

  static let shapes = [
    Shape(rowCount: 1, rowsPerBlock: 64, rowsPerShard: 4096),
    Shape(rowCount: 37, rowsPerBlock: 4, rowsPerShard: 4096),
    Shape(rowCount: 100, rowsPerBlock: 8, rowsPerShard: 20),
    Shape(rowCount: 97, rowsPerBlock: 64, rowsPerShard: 10),
    Shape(rowCount: 64, rowsPerBlock: 1, rowsPerShard: 16),
  ]

  static func order(
    _ shapes: [Shape], seed: UInt64 = 7, shuffle: Shuffle, window: Int = 3, plan: StepPlan
  ) -> FeedOrder {
    FeedOrder(
      shapes.enumerated().map {
        FeedOrder.Source(id: $1.id($0), layout: $1.layout, weight: $1.weight)
      }, seed: seed, shuffle: shuffle, windowBlockCount: window, plan: plan)
  }

  static func reference(
    _ shapes: [Shape], seed: UInt64 = 7, shuffle: Shuffle, window: Int = 3
  ) -> ReferenceOrder {
    ReferenceOrder(
      sources: shapes.enumerated().map {
        ReferenceOrder.Source(
          id: $1.id($0),
          blocks: ReferenceOrder.blocks(
            rowCount: $1.rowCount, rowsPerBlock: $1.rowsPerBlock, rowsPerShard: $1.rowsPerShard),
          weight: $1.weight)
      }, seed: seed, shuffle: shuffle, windowBlockCount: window)
  }

  static func plan(
    _ rowsPerEpoch: Int, batch: Int = 1, ranks: Int = 1, rank: Int = 0, tail: TailRule = .pad
  ) throws -> StepPlan {
    try #require(
      StepPlan(
        rowsPerEpoch: rowsPerEpoch, batchSize: batch, rankCount: ranks, rank: rank, tail: tail))
  }

  /// The row of the split that a row of the order is.
  static func name(_ row: FeedOrder.Row, _ shapes: [Shape]) -> ReferenceOrder.Row {
    ReferenceOrder.Row(
      source: row.source,
      row: shapes[row.source].layout.rows(ofBlock: row.row.block).lowerBound + row.row.row)
  }

  @Test(arguments: shapes, Shuffle.allCases)
  func orderIsTheDocumentedOne(_ shape: Shape, _ shuffle: Shuffle) throws {
    for seed: UInt64 in [0, 1, .max] {
      var order = Self.order(
        [shape], seed: seed, shuffle: shuffle, plan: try Self.plan(shape.rowCount))
      let expected = Self.reference([shape], seed: seed, shuffle: shuffle).rows(3 * shape.rowCount)
      #expect(
        expected.indices.map { Self.name(order.row(at: UInt64($0)), [shape]) } == expected)
    }
  }

  @Test(arguments: shapes, Shuffle.allCases)
  func everyEpochHasEveryRowOnce(_ shape: Shape, _ shuffle: Shuffle) throws {
    var order = Self.order([shape], shuffle: shuffle, plan: try Self.plan(shape.rowCount))
    for epoch in 0..<3 {
      let rows = (0..<shape.rowCount).map {
        Self.name(order.row(at: UInt64(epoch * shape.rowCount + $0)), [shape]).row
      }
      #expect(rows.sorted() == Array(0..<shape.rowCount))
    }
  }

  @Test(arguments: shapes, Shuffle.allCases)
  func aJumpFindsWhatAWalkFinds(_ shape: Shape, _ shuffle: Shuffle) throws {
    let plan = try Self.plan(shape.rowCount)
    var walk = Self.order([shape], shuffle: shuffle, plan: plan)
    let rows = (0..<(4 * shape.rowCount)).map { walk.row(at: UInt64($0)) }
    var random = SeededGenerator(seed: 3)
    var jump = Self.order([shape], shuffle: shuffle, plan: plan)
    for _ in 0..<200 {
      let position = Int.random(in: rows.indices, using: &random)
      #expect(jump.row(at: UInt64(position)) == rows[position])
    }
  }

  @Test(arguments: shapes)
  func noBlockIsDecodedTwiceInAnEpoch(_ shape: Shape) throws {
    for shuffle in Shuffle.allCases {
      var order = Self.order([shape], shuffle: shuffle, plan: try Self.plan(shape.rowCount))
      var kept: [Int: Int] = [:]
      var decodings = 0
      for position in 0..<shape.rowCount {
        let row = order.row(at: UInt64(position)).row
        #expect((0..<order.keptBlockCounts[0]).contains(row.place))
        if kept.updateValue(row.block, forKey: row.place) != row.block { decodings += 1 }
      }
      #expect(decodings == shape.layout.blockCount)
    }
  }

  @Test func seedsEpochsAndDataSetsDiffer() throws {
    let shape = Shape(rowCount: 500, rowsPerBlock: 8, rowsPerShard: 100)
    let plan = try Self.plan(shape.rowCount)
    func rows(_ shape: Shape, seed: UInt64, epoch: Int) -> [Int] {
      var order = Self.order([shape], seed: seed, shuffle: .window, plan: plan)
      return (0..<500).map {
        Self.name(order.row(at: UInt64(epoch * 500 + $0)), [shape]).row
      }
    }
    let first = rows(shape, seed: 1, epoch: 0)
    #expect(first == rows(shape, seed: 1, epoch: 0))
    #expect(first != rows(shape, seed: 2, epoch: 0))
    #expect(first != rows(shape, seed: 1, epoch: 1))
    // Another data set of the same shape: the id is part of the key.
    var other = FeedOrder(
      [.init(id: Hash128(low: 1, high: 2), layout: shape.layout)], seed: 1, shuffle: .window,
      windowBlockCount: 3, plan: plan)
    #expect(first != (0..<500).map { Self.name(other.row(at: UInt64($0)), [shape]).row })
  }

  /// Fixed once and for all: a state saved by one version must mean the same in the next.
  @Test func theOrderOfAKnownDataSetNeverChanges() throws {
    let shape = Shape(rowCount: 20, rowsPerBlock: 4, rowsPerShard: 12)
    var order = FeedOrder(
      [.init(id: Hash128(low: 0x0123_4567_89AB_CDEF, high: 42), layout: shape.layout)], seed: 5,
      shuffle: .window, windowBlockCount: 2, plan: try Self.plan(20))
    let rows = (0..<40).map { Self.name(order.row(at: UInt64($0)), [shape]).row }
    #expect(rows == Self.knownOrder)
  }

  /// Made by another program, in another language, from the words of docs/FEEDER.md.
  static let knownOrder = [
    13, 6, 12, 5, 14, 7, 4, 15, 2, 11, 1, 8, 3, 9, 10, 0, 19, 18, 16, 17,
    0, 8, 2, 10, 11, 9, 3, 1, 5, 16, 7, 6, 17, 18, 19, 4, 15, 12, 13, 14,
  ]
}
