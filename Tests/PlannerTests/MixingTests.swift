import Planner
import Records
import TestSupport
import Testing

/// Rows mix the whole corpus, in whatever order it comes.
@Suite struct MixingTests {
  /// The mean number of sources in a row.
  private func meanSourceCount(_ facts: FactTable) throws -> Double {
    let rows = try Planner(PlanOptions(sequenceLength: 2048)).plan(facts).train
    let counts = (0..<rows.rowCount).map { row in
      Set(rows.pieces(ofRow: row).map { facts[Int($0.record)].source }).count
    }
    return Double(counts.reduce(0, +)) / Double(counts.count)
  }

  /// Sources of different sizes and lengths, sorted, against the same shuffled beforehand.
  @Test func inputSortedBySourceMixesAsShuffledInputDoes() throws {
    var random = SeededGenerator(seed: 3)
    var facts = PlannerTests.facts(
      lengths: (0..<20_000).map { _ in Int.random(in: 40...1200, using: &random) })
    for index in facts.indices {
      let source = UInt32((index * 13 / 20_000) * 2 / 3)
      facts[index].source = source
      facts[index].tokenCount = facts[index].tokenCount / (source % 3 + 1) + 10
    }
    let sorted = try meanSourceCount(facts)
    let shuffled = try meanSourceCount(facts.picking(facts.indices.shuffled(using: &random)))
    #expect(sorted > 2)
    #expect(abs(sorted - shuffled) <= 0.05 * shuffled)
  }
}
