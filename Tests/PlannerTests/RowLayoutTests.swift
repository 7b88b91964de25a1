import Records
import TestSupport
import Testing

@testable import Planner

/// Rows that are computed piece by piece against those of a plan that holds all records.
@Suite struct RowLayoutTests {
  @Test(arguments: [PlanOptions.Packing.bestFit, .none], [0, 1, 9, 600])
  func rowsAreThoseOfThePlan(packing: PlanOptions.Packing, count: Int) throws {
    for seed in UInt64(0)..<5 {
      let options = PlanOptions(sequenceLength: 60, packing: packing, seed: seed)
      let facts = PlannerTests.facts(
        lengths: PlannerTests.randomLengths(count, upTo: 60, seed: seed))
      let rows = try Planner(options).plan(facts).train
      var counts = [UInt64](repeating: 0, count: 61)
      var records: [[UInt32]] = [[UInt32]](repeating: [], count: 61)
      for (record, fact) in facts.rows.enumerated() {
        counts[Int(fact.tokenCount)] += 1
        records[Int(fact.tokenCount)].append(UInt32(record))
      }
      let layout = RowLayout(counts: counts, split: .train, options: options)
      #expect(layout.rows.rowCount == UInt64(rows.rowCount))
      for row in 0..<rows.rowCount {
        let own = layout.pieces(atPlace: UInt64(row))
        #expect(
          own.map { records[$0.length][Int($0.number)] }
            == rows.pieces(ofRow: row).map(\.record))
        for address in own {
          let packed = layout.packed(address)
          #expect(layout.place(ofRow: layout.rows.row(of: packed)) == UInt64(row))
        }
      }
    }
  }

  @Test func bucketsAscendWithKeysAndHoldAll() {
    for isShuffled in [true, false] {
      let options = PlanOptions(isShuffled: isShuffled, seed: 3)
      let order = ConcatOrder(recordCount: 10_000, split: .train, options: options)
      let keys = (0..<10_000).map { order.key(ofRecord: $0) }
      #expect(Set(keys).count == keys.count)
      let buckets = keys.sorted().map { order.bucket(ofKey: $0) }
      #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(buckets.allSatisfy { (0..<ConcatOrder.bucketCount).contains($0) })
      // Not all in a few.
      #expect(Set(buckets).count > 3000)
    }
  }
}
