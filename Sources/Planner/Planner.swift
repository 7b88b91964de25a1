// Planner: from facts about every record to every row of every shard.
//
// In: a `FactTable`, a row a record, in the order of the input; never a token, never a text.
// Out: what becomes of each record, and for each split the rows as lists of pieces.
// A pure function of facts and options: no input or output, no clock, no randomness but the seed.
//
//     facts ─▶ length policy ─▶ filters of the corpus ─▶ split ─▶ seeded order ─▶ packing ─▶ row order
//
// A build decides all this in tasks, of which none sees all records. `Planner.plan` does it in one
// place with one table of all of them: the slow, obvious twin that tests compare the tasks with.

package import Records
import ByteIO

/// Decides what is kept, in which split and in which row.
package struct Planner: Sendable {
  private let options: PlanOptions

  package init(_ options: PlanOptions) {
    self.options = options
  }

  /// Makes the plan of `facts`, which stand in the order of the input.
  ///
  /// `sourceNames` are what the facts' sources count into; only caps ask for them. `cuts` are those
  /// of the conversations that are longer than a row; only `OverlongPolicy.split` asks for them. From
  /// record `validationStart` on the records are a validation set of the user's own.
  ///
  /// - Throws: `PlanError.recordTooLong` under `OverlongPolicy.fail`; `PlanError.unknownSource`
  ///   for a cap on a source that is not there.
  /// - Complexity: O(n log n) where a filter of the corpus is on or the order is by hash, else O(n);
  ///   at most 40 bytes a record beside the facts and the result.
  package func plan(
    _ facts: FactTable, sourceNames: [String] = [], cuts: [UInt32: ConversationCuts] = [:],
    validationStart: Int? = nil
  ) throws(PlanError) -> Plan {
    var plan = Plan(recordCount: facts.count)
    try LengthPolicy(options).apply(to: facts.rows, cuts: cuts, in: &plan)
    if let validationStart { plan.setAside(from: validationStart) }
    let corpus = Corpus(
      facts: facts, sourceNames: sourceNames, validationStart: validationStart, seed: options.seed)
    try CorpusFilterList.apply(options.filters, to: corpus, in: &plan)
    options.validation.apply(to: facts.words(of: .promptHash), in: &plan)
    plan.divisions = plan.divisions.filter { record, _ in
      if case .kept = plan.fates[Int(record)] { true } else { false }
    }
    plan.train = rows(of: .train, facts.rows, plan)
    plan.validation = rows(of: .validation, facts.rows, plan)
    return plan
  }

  /// The columns of facts that a plan with these options asks for.
  package var columns: [FactColumn] { CorpusFilterList.columns(options.filters) }

  /// Packs the records that `plan` keeps in `split`, piece by piece.
  private func rows(of split: Plan.Split, _ facts: [RecordFacts], _ plan: Plan) -> RowPlan {
    let pieces = Self.pieces(of: split, facts, plan)
    let keys = OrderKeys(seed: options.seed, split: split)
    guard options.packing != .concat else {
      let order = ConcatOrder(recordCount: facts.count, split: split, options: options)
      let line = pieces.sorted {
        order.key(ofRecord: Int($0.record)) < order.key(ofRecord: Int($1.record))
      }
      return ConcatPacking.rows(line, rowLength: options.sequenceLength)
    }
    let packed = ReferenceRows(pieces, keys: keys, options: options)
    return Self.withHeads(packed.plan, plan)
  }

  /// What is to be packed of a split, in the order of the input: each record, or each part of one
  /// that is split, with its head's tokens counted into it.
  static func pieces(
    of split: Plan.Split, _ facts: [RecordFacts], _ plan: Plan
  ) -> [RowPlan.Piece] {
    var pieces: [RowPlan.Piece] = []
    for record in facts.indices where plan.fates[record] == .kept(split) {
      let number = UInt32(record)
      if !plan.divisions.isEmpty, let division = plan.divisions[number] {
        for part in division.parts {
          pieces.append(
            RowPlan.Piece(
              record: number, tokenStart: part.lowerBound,
              tokenCount: division.tokenCount(ofPart: part)))
        }
      } else {
        pieces.append(
          RowPlan.Piece(
            record: number, tokenStart: 0, tokenCount: plan.tokenCount(of: facts[record])))
      }
    }
    return pieces
  }

  /// Puts the head's own piece before each later part of a split record.
  private static func withHeads(_ rows: RowPlan, _ plan: Plan) -> RowPlan {
    guard !plan.divisions.isEmpty else { return rows }
    var result = RowPlan()
    for row in 0..<rows.rowCount {
      for var piece in rows.pieces(ofRow: row) {
        if piece.tokenStart > 0, let division = plan.divisions[piece.record] {
          let head = division.headTokenCount
          result.pieces.append(
            RowPlan.Piece(record: piece.record, tokenStart: 0, tokenCount: head))
          piece.tokenCount -= head
        }
        result.pieces.append(piece)
      }
      result.rowEnds.append(UInt32(result.pieces.count))
    }
    return result
  }
}
