import Planner
import Records
import TestSupport
import Testing

@Suite struct PlannerTests {
  /// Facts of records with these lengths, all different.
  static func facts(lengths: [Int], trainedFrom: Int = 1) -> FactTable {
    var facts = FactTable.withHashes()
    for (index, length) in lengths.enumerated() {
      facts.append(
        RecordFacts(
          origin: RecordOrigin(
            segment: 0, line: UInt32(index), unitByteOffset: UInt64(index) * 100, byteCount: 99),
          tokenCount: UInt32(length), trainedTokenCount: UInt32(max(0, length - trainedFrom)),
          templateTokenCount: 0, firstTrainedToken: UInt32(min(trainedFrom, length)),
          promptLanguage: .undetermined, responseLanguage: .undetermined, source: 0, form: .text),
        content: ContentHash(low: UInt64(index), high: UInt64(index) &* 0x9E37_79B9),
        prompt: UInt64(index))
    }
    return facts
  }

  static func randomLengths(_ count: Int, upTo limit: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int.random(in: 1...limit, using: &generator) }
  }

  /// Every kept record stands whole in exactly one row, and no row is overfull.
  static func check(_ rows: RowPlan, hold records: [Int], facts: FactTable, rowLength: Int) {
    var seen: [UInt32] = []
    for row in 0..<rows.rowCount {
      let pieces = rows.pieces(ofRow: row)
      #expect(!pieces.isEmpty)
      #expect(pieces.reduce(0) { $0 + Int($1.tokenCount) } <= rowLength)
      for piece in pieces {
        #expect(piece.tokenStart == 0)
        #expect(piece.tokenCount == facts[Int(piece.record)].tokenCount)
        seen.append(piece.record)
      }
    }
    #expect(seen.sorted() == records.map(UInt32.init))
  }

  @Test(arguments: [0, 1, 2, 63, 64, 65, 1000])
  func everyRecordStandsInOneRow(count: Int) throws {
    let facts = Self.facts(lengths: Self.randomLengths(count, upTo: 128, seed: UInt64(count)))
    let plan = try Planner(PlanOptions(sequenceLength: 128)).plan(facts)
    Self.check(plan.train, hold: Array(facts.indices), facts: facts, rowLength: 128)
    #expect(plan.validation.rowCount == 0)
  }

  @Test func theSameSeedGivesTheSamePlanAndAnotherSeedAnother() throws {
    let facts = Self.facts(lengths: Self.randomLengths(500, upTo: 100, seed: 3))
    let first = try Planner(PlanOptions(sequenceLength: 100, seed: 7)).plan(facts)
    let again = try Planner(PlanOptions(sequenceLength: 100, seed: 7)).plan(facts)
    let other = try Planner(PlanOptions(sequenceLength: 100, seed: 8)).plan(facts)
    #expect(first == again)
    #expect(first != other)
  }

  @Test func withoutShufflingRowsFollowTheInput() throws {
    let facts = Self.facts(lengths: [60, 50, 40, 50, 90])
    let options = PlanOptions(sequenceLength: 100, isShuffled: false)
    let rows = try Planner(options).plan(facts).train
    let records = (0..<rows.rowCount).map { rows.pieces(ofRow: $0).map(\.record) }
    #expect(records == [[0, 2], [1, 3], [4]])
  }

  /// Long records must not gather at one end of the epoch.
  @Test func rowOrderDoesNotFollowRecordLength() throws {
    let lengths = (0..<4000).map { $0 % 2 == 0 ? 100 : 10 }
    let facts = Self.facts(lengths: lengths)
    let rows = try Planner(PlanOptions(sequenceLength: 100)).plan(facts).train
    let isLong = (0..<rows.rowCount).map { rows.pieces(ofRow: $0).count == 1 }
    let firstHalf = isLong.prefix(rows.rowCount / 2).filter { $0 }.count
    let secondHalf = isLong.filter { $0 }.count - firstHalf
    // 2,000 long rows of 2,200; a fair shuffle puts 1,000 in each half, give or take 10.
    #expect(abs(firstHalf - secondHalf) < 60)
  }

  @Test func overlongRecordsAreDroppedBeforeDuplicatesAreLookedFor() throws {
    var facts = Self.facts(lengths: [300, 20, 20])
    for record in facts.indices { facts.setContent(ContentHash(low: 1, high: 1), of: record) }
    let plan = try Planner(PlanOptions(sequenceLength: 100, duplicates: .exact)).plan(facts)
    #expect(plan.fates == [.rejected(.tooLong), .kept(.train), .rejected(.duplicate)])
    #expect(plan.winner(over: 2) == 1)
    #expect(plan.winner(over: 1) == nil)
  }

  @Test func failingOnOverlongRecordsNamesTheFirst() {
    let facts = Self.facts(lengths: [10, 101, 102])
    #expect(
      throws: PlanError.recordTooLong(record: 1, tokenCount: 101, sequenceLength: 100)
    ) {
      try Planner(PlanOptions(sequenceLength: 100, overlong: .fail)).plan(facts)
    }
  }

  @Test func theFirstOfEqualRecordsWins() throws {
    var facts = Self.facts(lengths: [10, 10, 10, 10, 10])
    for record in [2, 4] { facts.setContent(facts.contentHash(of: 1), of: record) }
    let plan = try Planner(PlanOptions(sequenceLength: 100, duplicates: .exact)).plan(facts)
    #expect(
      plan.fates == [
        .kept(.train), .kept(.train), .rejected(.duplicate), .kept(.train), .rejected(.duplicate),
      ])
    #expect(plan.winner(over: 2) == 1)
    #expect(plan.winner(over: 4) == 1)
    let kept = try Planner(PlanOptions(sequenceLength: 100)).plan(facts)
    #expect(kept.fates.allSatisfy { $0 == .kept(.train) })
  }

  @Test func concatenationLosesNothingAndFillsEveryRowButTheLast() throws {
    let facts = Self.facts(lengths: [250, 30, 99, 1, 100])
    let options = PlanOptions(sequenceLength: 100, packing: .concat, isShuffled: false)
    let rows = try Planner(options).plan(facts).train
    let sums = (0..<rows.rowCount).map { row in
      rows.pieces(ofRow: row).reduce(0) { $0 + Int($1.tokenCount) }
    }
    #expect(sums == [100, 100, 100, 100, 80])
    for (record, fact) in facts.rows.enumerated() {
      let pieces = rows.pieces.filter { $0.record == record }
      #expect(pieces.first?.tokenStart == 0)
      #expect(pieces.reduce(0) { $0 + $1.tokenCount } == fact.tokenCount)
      for (left, right) in zip(pieces, pieces.dropFirst()) {
        #expect(left.tokenStart + left.tokenCount == right.tokenStart)
      }
    }
  }

  @Test func withoutPackingEachRecordHasARowOfItsOwn() throws {
    let facts = Self.facts(lengths: [5, 6, 7])
    let options = PlanOptions(
      sequenceLength: 100, packing: PlanOptions.Packing.none, isShuffled: false)
    let rows = try Planner(options).plan(facts).train
    #expect(rows.pieces.map(\.record) == [0, 1, 2])
    #expect(rows.rowEnds == [1, 2, 3])
  }

  @Test func aFixedNumberOfValidationRecordsIsKeptWhenOthersAreAdded() throws {
    let facts = Self.facts(lengths: Self.randomLengths(1000, upTo: 50, seed: 9))
    let options = PlanOptions(sequenceLength: 100, validation: .records(10))
    let plan = try Planner(options).plan(facts)
    #expect(plan.fates.filter { $0 == .kept(.validation) }.count == 10)
    let share = PlanOptions(sequenceLength: 100, validation: .millionths(100_000))
    let whole = try Planner(share).plan(facts)
    let half = try Planner(share).plan(facts.picking(0..<500))
    #expect(Array(whole.fates.prefix(500)) == half.fates)
    let count = whole.fates.filter { $0 == .kept(.validation) }.count
    #expect((60...140).contains(count))
    Self.check(
      whole.validation, hold: facts.indices.filter { whole.fates[$0] == .kept(.validation) },
      facts: facts, rowLength: 100)
  }

  @Test func noQuestionStandsOnBothSides() throws {
    var facts = Self.facts(lengths: Self.randomLengths(1000, upTo: 50, seed: 9))
    for index in facts.indices { facts.setPrompt(UInt64(index % 70), of: index) }
    for share in [ValidationShare.records(100), .millionths(100_000)] {
      let plan = try Planner(PlanOptions(sequenceLength: 100, validation: share)).plan(facts)
      let sides = facts.indices.map { plan.fates[$0] == .kept(.validation) }
      let held = Set(facts.indices.filter { sides[$0] }.map { facts.prompt(of: $0) })
      let rest = Set(facts.indices.filter { !sides[$0] }.map { facts.prompt(of: $0) })
      #expect(!held.isEmpty)
      #expect(held.isDisjoint(with: rest))
      if share == .records(100) {
        // Every question is asked 14 or 15 times: seven of them fit, and no eighth.
        #expect((86...100).contains(sides.count { $0 }))
      }
    }
  }

  @Test func truncatingCutsTheEndAndKeepsWhatIsTrained() throws {
    var facts = Self.facts(lengths: [50, 100, 101, 5000], trainedFrom: 10)
    facts[3].firstTrainedToken = 100
    let plan = try Planner(
      PlanOptions(sequenceLength: 100, overlong: .truncate)
    ).plan(facts)
    #expect(plan.fates == [.kept(.train), .kept(.train), .kept(.train), .rejected(.tooLong)])
    let lengths = plan.train.pieces.sorted { $0.record < $1.record }.map(\.tokenCount)
    #expect(lengths == [50, 100, 100])
    #expect(plan.train.pieces.allSatisfy { $0.tokenStart == 0 })
    #expect(facts.rows[...2].map { plan.tokenCount(of: $0) } == [50, 100, 100])
  }

  @Test func capsKeepSoManyOfASourceAndTheSameOnesWhenOthersGrow() throws {
    var facts = Self.facts(lengths: [Int](repeating: 10, count: 400))
    for index in facts.indices { facts[index].source = UInt32(index % 2) }
    let options = PlanOptions(
      sequenceLength: 100, caps: [SourceCap(source: "b", recordCount: 30)])
    let plan = try Planner(options).plan(facts, sourceNames: ["a", "b"])
    func kept(_ plan: Plan, _ source: UInt32) -> [Int] {
      facts.indices.filter { plan.fates[$0] == .kept(.train) && facts[$0].source == source }
    }
    #expect(kept(plan, 0).count == 200)
    #expect(kept(plan, 1).count == 30)
    #expect(plan.fates.count { $0 == .rejected(.cap) } == 170)
    // Spread over the input, not its beginning.
    #expect(kept(plan, 1).last ?? 0 > 300)
    let fewer = facts.picking(facts.indices.filter { facts[$0].source == 1 })
    let alone = try Planner(options).plan(fewer, sourceNames: ["a", "b"])
    let hashes = fewer.indices.filter { alone.fates[$0] == .kept(.train) }.map {
      fewer.contentHash(of: $0)
    }
    #expect(hashes == kept(plan, 1).map { facts.contentHash(of: $0) })
  }

  /// To look at all records for each cap would take minutes here.
  @Test func ofManyCapsTheLeastOfASourceHolds() throws {
    var random = SeededGenerator(seed: 5)
    var facts = Self.facts(lengths: [Int](repeating: 10, count: 6000))
    for index in facts.indices { facts[index].source = UInt32.random(in: 0..<1000, using: &random) }
    let names = (0..<1000).map { "s\($0)" }
    var caps: [SourceCap] = []
    var least = [Int](repeating: .max, count: names.count)
    for _ in 0..<100_000 {
      let source = Int.random(in: 0..<900, using: &random)
      let count = Int.random(in: 2...200, using: &random)
      caps.append(SourceCap(source: names[source], recordCount: count))
      least[source] = min(least[source], count)
    }
    func plan(_ caps: [SourceCap]) throws -> Plan {
      try Planner(PlanOptions(sequenceLength: 100, caps: caps)).plan(facts, sourceNames: names)
    }
    let all = try plan(caps)
    for source in names.indices {
      let own = facts.indices.filter { facts[$0].source == UInt32(source) }
      let kept = own.filter { all.fates[$0] == .kept(.train) }
      #expect(kept.count == min(own.count, least[source]))
      if source % 100 == 0, source < 900 {
        let alone = try plan([SourceCap(source: names[source], recordCount: least[source])])
        #expect(kept == own.filter { alone.fates[$0] == .kept(.train) })
      }
    }
  }

  @Test func capOnASourceThatIsNotThereIsAnError() {
    let options = PlanOptions(caps: [SourceCap(source: "c", recordCount: 1)])
    #expect(throws: PlanError.unknownSource("c", known: ["a", "b"])) {
      try Planner(options).plan(Self.facts(lengths: [1]), sourceNames: ["a", "b"])
    }
  }

  @Test func longNamesAreCutWhereACapNamesNoSource() {
    let long = String(repeating: "é", count: 1_000_000)
    let start = String(repeating: "é", count: 79) + "…"
    let options = PlanOptions(caps: [SourceCap(source: "x" + long, recordCount: 1)])
    let expected = PlanError.unknownSource(
      "x" + start.dropFirst(), known: [start, String(repeating: "y", count: 80)])
    #expect(throws: expected) {
      try Planner(options).plan(
        Self.facts(lengths: [1]), sourceNames: [long, String(repeating: "y", count: 80)])
    }
  }
}
