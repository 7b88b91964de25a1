import ByteIO
import Planner
import Records
import TestSupport
import Testing

/// Filters that need the whole corpus, against what their options promise, read record by record.
@Suite struct CorpusFilterTests {
  /// Records of few different contents, prompts and sources, so that they meet.
  private static func facts(_ count: Int, seed: UInt64) -> FactTable {
    var random = SeededGenerator(seed: seed)
    var facts = PlannerTests.facts(
      lengths: (0..<count).map { _ in Int.random(in: 1...110, using: &random) })
    for record in facts.indices {
      let content = UInt64.random(in: 0..<UInt64(count / 2), using: &random)
      facts.setContent(ContentHash(low: content, high: content % 7), of: record)
      facts.setPrompt(content % UInt64(count / 3), of: record)
      facts[record].source = UInt32.random(in: 0..<4, using: &random)
    }
    return facts
  }

  /// The slow twin: filter after filter, each record compared with all before it.
  private static func fates(
    _ facts: FactTable, caps: [UInt32: Int], validationStart: Int?, seed: UInt64
  ) -> (fates: [Plan.Fate], winners: [Int: Int]) {
    var fates = facts.rows.map { row -> Plan.Fate in
      row.tokenCount > 100 ? .rejected(.tooLong) : .kept(.train)
    }
    var winners: [Int: Int] = [:]
    if let validationStart {
      for record in validationStart..<facts.count where fates[record] == .kept(.train) {
        fates[record] = .kept(.validation)
      }
      for record in facts.indices where fates[record] == .kept(.train) {
        let asking = (validationStart..<facts.count).first {
          fates[$0] == .kept(.validation) && facts.prompt(of: $0) == facts.prompt(of: record)
        }
        guard let asking else { continue }
        fates[record] = .rejected(.contaminated)
        winners[record] = asking
      }
    }
    for record in facts.indices {
      guard case .kept = fates[record] else { continue }
      let first = (0..<record).first {
        fates[$0] == fates[record] && facts.contentHash(of: $0) == facts.contentHash(of: record)
      }
      guard let first else { continue }
      fates[record] = .rejected(.duplicate)
      winners[record] = first
    }
    for (source, limit) in caps {
      let ranks = facts.indices.filter {
        fates[$0] == .kept(.train) && facts[$0].source == source
      }.map { record -> (UInt64, Int) in
        let hash = facts.contentHash(of: record)
        let content = hash.low ^ SplitMix64.mix(hash.high)
        return (SplitMix64.mix(content ^ SplitMix64.mix(seed)), record)
      }
      for (_, record) in ranks.sorted(by: <).dropFirst(limit) { fates[record] = .rejected(.cap) }
    }
    return (fates, winners)
  }

  @Test(arguments: [3, 50, 700], [false, true])
  func everyFilterKeepsWhatItsPromiseSays(count: Int, hasValidationSet: Bool) throws {
    let facts = Self.facts(count, seed: UInt64(count))
    let start = hasValidationSet ? count * 3 / 4 : nil
    let options = PlanOptions(
      sequenceLength: 100, duplicates: .exact,
      caps: [
        SourceCap(source: "b", recordCount: count / 20), SourceCap(source: "d", recordCount: 0),
      ],
      seed: 11)
    let plan = try Planner(options).plan(
      facts, sourceNames: ["a", "b", "c", "d"], validationStart: start)
    let expected = Self.fates(
      facts, caps: [1: count / 20, 3: 0], validationStart: start, seed: 11)
    #expect(plan.fates == expected.fates)
    for record in facts.indices {
      #expect(plan.winner(over: UInt32(record)).map { Int($0) } == expected.winners[record])
    }
  }

  @Test func everyFilterHasAReasonOfItsOwnThatItsStageCounts() {
    let filters = CorpusFilterList.filters
    #expect(Set(filters.map { $0.reason }).count == filters.count)
    for filter in filters { #expect(filter.stage.reasons.contains(filter.reason)) }
  }

  @Test func aVerdictSaysWhichFilterDroppedARecordAndInWhoseFavour() throws {
    var facts = PlannerTests.facts(lengths: [10, 10, 200, 10])
    facts.setContent(facts.contentHash(of: 0), of: 1)
    facts.setPrompt(7, of: 0)
    facts.setPrompt(8, of: 1)
    let plan = try Planner(PlanOptions(sequenceLength: 100, duplicates: .exact)).plan(facts)
    func verdict(_ record: Int) -> Verdict? {
      plan.verdict(on: record, facts[record]) { "a.jsonl:\($0 + 1)" }
    }
    #expect(verdict(0) == nil)
    #expect(verdict(1) == Verdict(.duplicate, detail: "equal to a.jsonl:1", winner: 0))
    #expect(
      verdict(2)
        == Verdict(
          .tooLong,
          detail: "200 tokens, more than a row holds; the first that is trained is number 1"))
  }

  /// What no plan of the options asks for is not computed.
  @Test func everyPartHasWhatARepackMayAskFor() {
    var options = PlanOptions()
    let columns = Planner(options).columns
    options.filters[ExactDuplicates.self].kind = .exact
    options.filters[SourceCaps.self].caps = [SourceCap(source: "a", recordCount: 1)]
    options.validation = .records(1)
    #expect(Planner(options).columns == columns)
  }
}
