import Planner
import Records
import TestSupport
import Testing

/// `--overlong split`: conversations that are longer than a row become several.
@Suite struct SplitTests {
  /// A conversation of a head and exchanges of these lengths, the last `answer` tokens of each
  /// trained; `header` tokens of each later exchange stand in the head too.
  private func conversation(
    head: Int, exchanges: [(length: Int, answer: Int)], header: Int = 0
  ) -> (cuts: ConversationCuts?, tokenCount: Int) {
    var list: [Exchange] = []
    var spans: [TrainedSpan] = []
    var end = 0
    for (index, exchange) in exchanges.enumerated() {
      let start = index == 0 ? head : end + header
      list.append(Exchange(border: UInt32(end), start: UInt32(start)))
      end = start + exchange.length
      if exchange.answer > 0 {
        spans.append(
          TrainedSpan(start: UInt32(end - exchange.answer), count: UInt32(exchange.answer)))
      }
    }
    return (ConversationCuts(list, spans: spans, tokenCount: UInt32(end)), end)
  }

  private func plan(
    _ conversations: [(cuts: ConversationCuts?, tokenCount: Int)], _ options: PlanOptions
  ) throws -> (plan: Plan, facts: FactTable) {
    let facts = PlannerTests.facts(lengths: conversations.map(\.tokenCount))
    var cuts: [UInt32: ConversationCuts] = [:]
    for (record, conversation) in conversations.enumerated() {
      cuts[UInt32(record)] = conversation.cuts
    }
    return (try Planner(options).plan(facts, cuts: cuts), facts)
  }

  @Test func asManyExchangesStandTogetherAsFit() throws {
    let long = conversation(head: 10, exchanges: [(30, 5), (30, 5), (40, 5), (60, 5), (20, 5)])
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 80, overlong: .split))
    #expect(plan.fates == [.kept(.train)])
    let division = try #require(plan.divisions[0])
    // 10 + 30 + 30; 10 + 40; 10 + 60; 10 + 20.
    #expect(division.parts == [0..<70, 70..<110, 110..<170, 170..<190])
    #expect(division.lostTokenCount == 0)
    #expect(division.tokenCount == 190 + 3 * 10)
  }

  @Test func laterPartsAreHeadAndTurnsSideBySide() throws {
    let long = conversation(head: 10, exchanges: [(50, 5), (60, 5)])
    let (plan, _) = try plan(
      [long, (nil, 20)], PlanOptions(sequenceLength: 80, overlong: .split, isShuffled: false))
    var segments: [[Int]] = []
    for row in 0..<plan.train.rowCount {
      var previous: RowPlan.Piece?
      for piece in plan.train.pieces(ofRow: row) {
        if RowPlan.joins(piece, to: previous) {
          segments[segments.count - 1] += [Int(piece.tokenStart), Int(piece.tokenCount)]
        } else {
          segments.append([Int(piece.record), Int(piece.tokenStart), Int(piece.tokenCount)])
        }
        previous = piece
      }
    }
    #expect(Set(segments) == [[0, 0, 60], [0, 0, 10, 60, 60], [1, 0, 20]])
  }

  @Test func exchangeThatDoesNotFitIsLeftOutAndCounted() throws {
    let long = conversation(head: 10, exchanges: [(30, 5), (90, 5), (30, 5)])
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 80, overlong: .split))
    let division = try #require(plan.divisions[0])
    #expect(division.parts == [0..<40, 130..<160])
    #expect(division.lostTokenCount == 90)
  }

  /// To look at all spans for each exchange would take minutes here.
  @Test func conversationOfManyExchangesIsSplit() throws {
    let count = 100_000
    var exchanges: [(length: Int, answer: Int)] = []
    var expected: [Range<UInt32>] = []
    for number in 0..<count {
      let isAnswered = number % 10 != 9
      exchanges.append((length: 10, answer: isAnswered ? 5 : 0))
      // Behind a head of ten tokens, which stands before the first as it is.
      let start = UInt32(10 + 10 * number)
      if isAnswered { expected.append((number == 0 ? 0 : start)..<(start + 10)) }
    }
    let long = conversation(head: 10, exchanges: exchanges)
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 20, overlong: .split))
    let division = try #require(plan.divisions[0])
    #expect(division.parts == expected)
    #expect(Int(division.lostTokenCount) == 10 * (count - expected.count))
  }

  @Test func exchangeWithoutAnAnswerIsNoPartByItself() throws {
    let long = conversation(head: 10, exchanges: [(60, 5), (60, 0), (60, 5)])
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 80, overlong: .split))
    let division = try #require(plan.divisions[0])
    #expect(division.parts == [0..<70, 130..<190])
    #expect(division.lostTokenCount == 60)
  }

  @Test func whatCannotBeSplitIsTooLong() throws {
    let noExchangeFits = conversation(head: 70, exchanges: [(30, 5), (30, 5)])
    let answersDoNotFit = conversation(head: 10, exchanges: [(60, 0), (90, 5)])
    let (plan, _) = try plan(
      [noExchangeFits, answersDoNotFit, (nil, 100), (nil, 80)],
      PlanOptions(sequenceLength: 80, overlong: .split))
    let tooLong = Plan.Fate.rejected(.tooLong)
    #expect(plan.fates == [tooLong, tooLong, tooLong, .kept(.train)])
    #expect(plan.divisions.isEmpty)
  }

  /// With the tools' schemas in the first user message the head holds that turn's header.
  @Test func headersThatTheHeadHasAreNoLoss() throws {
    let long = conversation(head: 30, exchanges: [(40, 5), (40, 5), (40, 5)], header: 4)
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 80, overlong: .split))
    let division = try #require(plan.divisions[0])
    #expect(division.parts == [0..<70, 74..<114, 118..<158])
    #expect(division.lostTokenCount == 0)
  }

  /// The head then stands for itself, and the header that it replaces is nowhere.
  @Test func headerOfTheFirstPartIsLostWhereTheFirstExchangeIs() throws {
    let long = conversation(head: 30, exchanges: [(90, 5), (20, 5), (40, 5)], header: 4)
    let (plan, _) = try plan([long], PlanOptions(sequenceLength: 60, overlong: .split))
    let division = try #require(plan.divisions[0])
    #expect(division.parts == [124..<144])
    // The exchanges that do not fit, and the header of the one that does.
    #expect(division.lostTokenCount == 90 + 4 + (4 + 40))
    #expect(Int(division.tokenCount + division.lostTokenCount) == long.tokenCount)
  }

  /// Whatever the lengths: rows hold what the division says, every token is in one part or counted
  /// as lost, and no part could have held the exchange after it.
  @Test(arguments: [PlanOptions.Packing.bestFit, .none])
  func countsAddUpOverRandomConversations(packing: PlanOptions.Packing) throws {
    var random = SeededGenerator(seed: 11)
    let header = 3
    let conversations = (0..<300).map { _ in
      conversation(
        head: Int.random(in: 1...30, using: &random),
        exchanges: (0..<Int.random(in: 2...9, using: &random)).map { _ in
          let length = Int.random(in: 1...70, using: &random)
          return (length, Int.random(in: 0...length, using: &random))
        }, header: header)
    }
    let options = PlanOptions(
      sequenceLength: 100, packing: packing, overlong: .split, validation: .millionths(300_000))
    let (plan, facts) = try plan(conversations, options)
    var inRows = [Int](repeating: 0, count: facts.count)
    for split in Plan.Split.allCases {
      for row in 0..<plan[split].rowCount {
        let pieces = plan[split].pieces(ofRow: row)
        #expect(pieces.reduce(0) { $0 + Int($1.tokenCount) } <= 100)
        for piece in pieces {
          // One record's parts are all on one side.
          #expect(plan.fates[Int(piece.record)] == .kept(split))
          inRows[Int(piece.record)] += Int(piece.tokenCount)
        }
      }
    }
    for (record, fact) in facts.rows.enumerated() {
      guard case .kept = plan.fates[record] else {
        #expect(inRows[record] == 0)
        continue
      }
      guard let division = plan.divisions[UInt32(record)] else {
        #expect(inRows[record] == Int(fact.tokenCount))
        continue
      }
      #expect(fact.tokenCount > 100)
      #expect(inRows[record] == Int(division.tokenCount))
      let own = division.parts.reduce(0) { $0 + $1.count }
      let first = division.parts[0].lowerBound == 0
      let left = Int(fact.tokenCount) - own - Int(division.lostTokenCount)
      // What is neither in a part nor lost: the header of each part but the first, for which the
      // head's copy has it, and the head where the first exchange is lost.
      let unaccounted = left - (first ? 0 : Int(division.headTokenCount))
      #expect(unaccounted == header * (division.parts.count - 1))
      #expect(
        zip(division.parts, division.parts.dropFirst()).allSatisfy {
          $0.upperBound <= $1.lowerBound
        })
    }
  }

  @Test func concatenationHasNothingToSplit() throws {
    let long = conversation(head: 10, exchanges: [(60, 5), (60, 5)])
    let (plan, facts) = try plan(
      [long], PlanOptions(sequenceLength: 80, packing: .concat, overlong: .split))
    #expect(plan.divisions.isEmpty)
    #expect(plan.train.pieces.reduce(0) { $0 + Int($1.tokenCount) } == Int(facts[0].tokenCount))
  }
}
