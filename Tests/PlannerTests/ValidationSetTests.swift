import Planner
import Records
import Testing

/// `--validation-file`: records of their own, which none that is trained on repeats.
@Suite struct ValidationSetTests {
  /// Records whose prompts have these hashes.
  private func facts(_ prompts: [UInt64], lengths: [Int]? = nil) -> FactTable {
    var facts = PlannerTests.facts(lengths: lengths ?? prompts.map { _ in 10 })
    for (index, prompt) in prompts.enumerated() { facts.setPrompt(prompt, of: index) }
    return facts
  }

  @Test func recordsOfTheSetAreNeverTrainedOn() throws {
    let plan = try Planner(PlanOptions(sequenceLength: 20)).plan(
      facts([1, 2, 3, 4]), validationStart: 2)
    let train = Plan.Fate.kept(.train)
    #expect(plan.fates == [train, train, .kept(.validation), .kept(.validation)])
    #expect(Set(plan.train.pieces.map(\.record)) == [0, 1])
    #expect(Set(plan.validation.pieces.map(\.record)) == [2, 3])
  }

  @Test func trainRecordsThatAskTheSameAreDroppedWithThePlaceOfTheOther() throws {
    let plan = try Planner(PlanOptions(sequenceLength: 20)).plan(
      facts([7, 8, 7, 9, 7]), validationStart: 3)
    // The fifth, of the set, asks what the first and the third ask.
    #expect(plan.fates[0] == .rejected(.contaminated))
    #expect(plan.fates[1] == .kept(.train))
    #expect(plan.fates[2] == .rejected(.contaminated))
    #expect(plan.winner(over: 0) == 4)
    #expect(plan.winner(over: 2) == 4)
    #expect(plan.winner(over: 1) == nil)
  }

  @Test func anEqualTrainRecordDoesNotTakeTheSetsOneAsADuplicate() throws {
    var facts = facts([7, 7, 7])
    for index in facts.indices { facts.setContent(ContentHash(low: 1, high: 1), of: index) }
    let plan = try Planner(PlanOptions(sequenceLength: 20, duplicates: .exact)).plan(
      facts, validationStart: 1)
    #expect(
      plan.fates == [.rejected(.contaminated), .kept(.validation), .rejected(.duplicate)])
    #expect(plan.winner(over: 2) == 1)
  }

  @Test func whatIsTooLongForTheSetKeepsNothingOut() throws {
    let plan = try Planner(PlanOptions(sequenceLength: 20)).plan(
      facts([7, 7], lengths: [10, 30]), validationStart: 1)
    #expect(plan.fates == [.kept(.train), .rejected(.tooLong)])
  }

  @Test func capsDoNotCountTheSet() throws {
    let plan = try Planner(
      PlanOptions(sequenceLength: 20, caps: [SourceCap(source: "a", recordCount: 1)])
    ).plan(facts([1, 2, 3, 4]), sourceNames: ["a"], validationStart: 2)
    #expect(plan.fates.filter { $0 == .rejected(.cap) }.count == 1)
    #expect(plan.fates.suffix(2) == [.kept(.validation), .kept(.validation)])
  }
}
