import ByteIO
import Planner
import Records
import Shards

/// What becomes of the records of a group, and in whose favour they are dropped.
struct GroupPlan {
  private(set) var plan: Plan
  /// What the winners of `plan` count into.
  private(set) var winners: [PartSet.Place]
  /// Records that are equal to an earlier one and are not dropped for it.
  private(set) var repeats: Set<UInt32> = []

  /// What is decided before records are ranked: lengths, the validation set, equal records.
  init(
    _ opened: GroupFacts, _ run: LayoutRun, _ questions: ValidationQuestions
  ) throws(Fault) {
    plan = try KeysTask.plan(opened, run, questions)
    winners = questions.places
    let reason = CorpusFilterList.reason(.equalContent, run.options.filters)
    let marks = try MarksTask.marks(of: opened.group, run)
    for (record, mark) in marks.sorted(by: { $0.key < $1.key }) {
      guard let reason else {
        repeats.insert(record)
        continue
      }
      run.planner.drop(record, reason, winner: UInt32(winners.count), in: &plan)
      winners.append(
        PartSet.Place(
          file: mark.winnerFile, line: mark.winnerLine, byteOffset: mark.winnerByteOffset,
          byteCount: 0))
    }
    plan.sortWinners()
  }

  /// Applies caps, and sets the validation split aside.
  mutating func apply(_ limits: RankLimits, _ opened: GroupFacts, _ run: LayoutRun) {
    let caps = CapIndex(opened.sourceNames, run.caps)
    if !run.caps.isEmpty {
      run.planner.applyCaps(opened.facts, in: &plan) { record, source, rank in
        guard let cap = caps.cap(ofSource: source) else { return true }
        return limits.caps[cap].keeps(
          rank: rank, record: UInt64(opened.group.firstRecord + record))
      }
    }
    run.planner.setAside(opened.facts, in: &plan, limit: limits.validationKey)
  }

  /// Where the winner over `record` stands; nil where there is none.
  func winner(over record: Int) -> PartSet.Place? {
    plan.winner(over: UInt32(record)).map { winners[Int($0)] }
  }
}

/// Which cap holds for each source of a group.
struct CapIndex {
  private var caps: [Int?]

  init(_ sourceNames: [String], _ caps: [SourceCap]) {
    var numbers: [Tally.Name: Int] = [:]
    for (number, cap) in caps.enumerated() { numbers[Tally.Name(cap.source)] = number }
    self.caps = sourceNames.map { numbers[Tally.Name($0)] }
  }

  func cap(ofSource source: Int) -> Int? { caps[source] }
}
