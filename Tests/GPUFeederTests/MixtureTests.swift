import ByteIO
import Testing

@testable import GPUFeeder

/// Several data sets by weight.
@Suite struct MixtureTests {
  static let shapes = [
    OrderTests.Shape(rowCount: 50, rowsPerBlock: 8, rowsPerShard: 40, weight: 3),
    OrderTests.Shape(rowCount: 20, rowsPerBlock: 4, rowsPerShard: 8, weight: 1),
    OrderTests.Shape(rowCount: 70, rowsPerBlock: 16, rowsPerShard: 64, weight: 2),
  ]

  @Test(arguments: Shuffle.allCases)
  func mixtureIsTheDocumentedOne(_ shuffle: Shuffle) throws {
    var order = OrderTests.order(
      Self.shapes, shuffle: shuffle, plan: try OrderTests.plan(140))
    let expected = OrderTests.reference(Self.shapes, shuffle: shuffle).rows(600)
    let rows = expected.indices.map {
      OrderTests.name(order.row(at: UInt64($0)), Self.shapes)
    }
    #expect(rows == expected)
    // From the far end back: what is kept changes nothing.
    for position in stride(from: 599, through: 0, by: -7) {
      #expect(OrderTests.name(order.row(at: UInt64(position)), Self.shapes) == rows[position])
    }
  }

  @Test func everyCycleHasTheSharesExactly() throws {
    var order = OrderTests.order(Self.shapes, shuffle: .window, plan: try OrderTests.plan(140))
    for cycle in 0..<50 {
      var counts = [0, 0, 0]
      for offset in 0..<6 { counts[order.row(at: UInt64(6 * cycle + offset)).source] += 1 }
      #expect(counts == [3, 1, 2])
    }
  }

  @Test func eachDataSetRunsThroughItsOwnEpochs() throws {
    var order = OrderTests.order(Self.shapes, shuffle: .window, plan: try OrderTests.plan(140))
    var rows: [[Int]] = [[], [], []]
    for position in 0..<(6 * 40) {
      let row = OrderTests.name(order.row(at: UInt64(position)), Self.shapes)
      rows[row.source].append(row.row)
    }
    for (source, shape) in Self.shapes.enumerated() {
      for start in stride(from: 0, through: rows[source].count - shape.rowCount, by: shape.rowCount)
      {
        let epoch = rows[source][start..<(start + shape.rowCount)].sorted()
        #expect(epoch == Array(0..<shape.rowCount))
      }
    }
  }

  @Test func weightsCountOnlyByTheirProportion() {
    let ids = [Hash128(low: 1, high: 0), Hash128(low: 2, high: 0)]
    #expect(
      Mixture.identity(of: ids, weights: [2, 4]) == Mixture.identity(of: ids, weights: [1, 2]))
    #expect(
      Mixture.identity(of: ids, weights: [2, 1]) != Mixture.identity(of: ids, weights: [1, 2]))
    #expect(Mixture.identity(of: [ids[0]], weights: [9]) == ids[0])
  }
}
