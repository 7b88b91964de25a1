package import Records

/// What becomes of the records of one group of units, decided step by step as more is known of the
/// whole input.
///
/// The same decisions as those of `Planner.plan`, which sees all records at once.
package struct GroupPlanner: Sendable {
  private let options: PlanOptions

  package init(_ options: PlanOptions) {
    self.options = options
  }

  /// What the records' own facts decide: their length, and whether they belong to a validation
  /// set of the user's own.
  ///
  /// - Throws: `PlanError.recordTooLong` under `OverlongPolicy.fail`.
  package func ownPlan(
    _ facts: FactTable, cuts: [UInt32: ConversationCuts], validationStart: Int?
  ) throws(PlanError) -> Plan {
    var plan = Plan(recordCount: facts.count)
    try LengthPolicy(options).apply(to: facts.rows, cuts: cuts, in: &plan)
    if let validationStart { plan.setAside(from: validationStart) }
    return plan
  }

  /// Drops the train records that ask what a record of the validation set asks.
  ///
  /// - Parameter winner: A number for the first record of the set that asks this; nil where none
  ///   does.
  package func dropAsked(
    _ facts: FactTable, in plan: inout Plan, winner: (_ prompt: UInt64) -> UInt32?
  ) {
    guard let reason = CorpusFilterList.reason(.validationQuestions, options.filters) else {
      return
    }
    let prompts = facts.words(of: .promptHash)
    for record in facts.indices where plan.fates[record] == .kept(.train) {
      guard let winner = winner(prompts[record]) else { continue }
      plan.drop(UInt32(record), reason, winner: winner)
    }
  }

  /// Drops a record that a filter of the corpus does not keep.
  package func drop(
    _ record: UInt32, _ reason: RejectionReason, winner: UInt32?, in plan: inout Plan
  ) {
    plan.drop(record, reason, winner: winner)
  }

  /// Where each kept record of a capped source stands among those of that source: those of the
  /// smallest ranks are kept, of equal ranks those that stand first in the input.
  package func capRank(_ hash: ContentHash) -> UInt64 {
    hash.rank(seed: options.seed)
  }

  /// Drops the train records that the caps do not keep.
  ///
  /// - Parameter isKept: Asked with a record, its source and its rank.
  package func applyCaps(
    _ facts: FactTable, in plan: inout Plan,
    isKept: (_ record: Int, _ source: Int, _ rank: UInt64) -> Bool
  ) {
    guard let reason = CorpusFilterList.reason(.ranksInSource, options.filters) else { return }
    let hashes = facts.words(of: .contentHash)
    for record in facts.indices where plan.fates[record] == .kept(.train) {
      let rank = capRank(ContentHash(hashes, of: record))
      if !isKept(record, Int(facts[record].source), rank) {
        plan.drop(UInt32(record), reason, winner: nil)
      }
    }
  }

  /// Moves records to the validation split: a share by their questions, or those whose questions'
  /// keys are at most `limit`.
  ///
  /// - Parameter limit: Of a number of records; nil where not even one question fits.
  package func setAside(_ facts: FactTable, in plan: inout Plan, limit: UInt64?) {
    let prompts = facts.words(of: .promptHash)
    guard case .records = options.validation else {
      return options.validation.apply(to: prompts, in: &plan)
    }
    guard let limit else { return }
    for record in facts.indices where plan.fates[record] == .kept(.train) {
      if ValidationShare.key(prompts[record]) <= limit { plan.fates[record] = .kept(.validation) }
    }
  }

  /// What is to be packed of `split`, in the order of the input: each record, or each part of one
  /// that is split, with its head's tokens counted into it.
  package func pieces(
    of split: Plan.Split, _ facts: FactTable, _ plan: Plan
  ) -> [RowPlan.Piece] {
    Planner.pieces(of: split, facts.rows, plan)
  }
}
