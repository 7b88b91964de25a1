import Records
import TestSupport
import Testing

@testable import Planner

@Suite struct BestFitPackingTests {
  /// The slow, obvious twin: looks at every row for every piece.
  static func reference(_ lengths: [Int], rowLength: Int) -> [Int] {
    var rooms: [Int] = []
    var filledAt: [Int] = []
    var rows = [Int](repeating: 0, count: lengths.count)
    let order = lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    for (time, index) in order.enumerated() {
      let fitting = rooms.indices.filter { rooms[$0] >= lengths[index] }
      let best = fitting.min { (rooms[$0], -filledAt[$0]) < (rooms[$1], -filledAt[$1]) }
      if let best {
        rooms[best] -= lengths[index]
        filledAt[best] = time
        rows[index] = best
      } else {
        rows[index] = rooms.count
        rooms.append(rowLength - lengths[index])
        filledAt.append(time)
      }
    }
    return rows
  }

  @Test(arguments: [1, 2, 63, 64, 65, 127, 200, 5000])
  func agreesWithTheObviousSearch(rowLength: Int) {
    for seed in 0..<20 {
      let lengths = PlannerTests.randomLengths(300, upTo: rowLength, seed: UInt64(seed))
      let pieces = lengths.map {
        RowPlan.Piece(record: 0, tokenStart: 0, tokenCount: UInt32($0))
      }
      let packed = BestFitPacking.rows(of: pieces, rowLength: rowLength)
      #expect(packed.rows.map(Int.init) == Self.reference(lengths, rowLength: rowLength))
    }
  }

  @Test func theSetFindsTheSmallestMemberFromAnyNumber() {
    var generator = SeededGenerator(seed: 5)
    for bound in [0, 1, 63, 64, 4095, 4096, 20000] {
      var set = NumberSet(upTo: bound)
      var members: Set<Int> = []
      for _ in 0..<200 {
        let number = Int.random(in: 0...bound, using: &generator)
        if Bool.random(using: &generator) {
          set.insert(number)
          members.insert(number)
        } else {
          set.remove(number)
          members.remove(number)
        }
        let from = Int.random(in: 0...bound, using: &generator)
        #expect(set.smallest(atLeast: from) == members.filter { $0 >= from }.min())
      }
    }
  }
}
