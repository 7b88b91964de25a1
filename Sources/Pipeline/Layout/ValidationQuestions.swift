import ByteIO
import Planner
import Records
import Shards

/// What the records of a validation set of the user's own ask, and the first record that asks it.
///
/// Held whole by every task that needs it: 50 bytes a question.
struct ValidationQuestions: Sendable {
  private var numbers: [UInt64: UInt32] = [:]
  private(set) var places: [PartSet.Place] = []

  /// Reads the facts of the set; without one there are no questions.
  init(of run: LayoutRun) throws(Fault) {
    guard let input = run.options.firstValidationInput else { return }
    for group in run.groups {
      let segments = run.receipts[group.units].flatMap(\.segments)
      guard segments.contains(where: { $0.file >= input }) else { continue }
      let opened = try GroupFacts(group, of: run)
      let plan = try run.ownPlan(opened)
      let prompts = opened.facts.words(of: .promptHash)
      for record in opened.facts.indices where plan.fates[record] == .kept(.validation) {
        guard numbers[prompts[record]] == nil else { continue }
        numbers[prompts[record]] = UInt32(places.count)
        places.append(opened.parts.place(ofRecord: record))
      }
    }
  }

  /// The number of the first record that asks this; nil where none does.
  func number(of prompt: UInt64) -> UInt32? { numbers[prompt] }
}

extension LayoutRun {
  /// What the own facts of a group's records decide.
  func ownPlan(_ opened: GroupFacts) throws(Fault) -> Plan {
    do {
      return try planner.ownPlan(
        opened.facts, cuts: opened.cuts, validationStart: opened.validationStart)
    } catch {
      throw fault(error, opened.parts)
    }
  }

  func fault(_ error: PlanError, _ parts: PartSet?) -> Fault {
    switch error {
    case .recordTooLong(let record, let tokenCount, let sequenceLength):
      let place = parts?.place(ofRecord: record)
      return .recordTooLong(
        path: provenance.inputPaths[Int(place?.file ?? 0)], line: place?.line ?? 0,
        tokenCount: tokenCount, sequenceLength: sequenceLength)
    case .unknownSource(let name, let known):
      return .unknownSource(name, known: known)
    }
  }
}
