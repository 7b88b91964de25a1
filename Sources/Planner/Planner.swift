// Planner: from facts about every record to every row of every shard.
//
// In: a `FactTable`, a row a record, in the order of the input; never a token, never a text.
// Out: a `Plan`: what becomes of each record, and for each split the rows as lists of pieces.
// A pure function of facts and options: no input or output, no clock, no randomness but the seed.
//
//     facts ─▶ length policy ─▶ filters of the corpus ─▶ split ─▶ seeded order ─▶ packing ─▶ row order

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

  /// Packs the records that `plan` keeps in `split`.
  private func rows(of split: Plan.Split, _ facts: [RecordFacts], _ plan: Plan) -> RowPlan {
    var pieces = Self.pieces(of: split, facts, plan)
    // Each split has a stream of its own, so that the size of one does not reorder the other.
    var generator = SplitMix64(seed: options.seed, stream: split)
    if options.isShuffled { generator.shuffle(&pieces) }
    let rowLength = options.sequenceLength
    switch options.packing {
    case .concat: return ConcatPacking.rows(pieces, rowLength: rowLength)
    case .none:
      let rows = RowPlan(pieces: pieces, rowEnds: pieces.indices.map { UInt32($0 + 1) })
      return Self.withHeads(rows, plan)
    case .bestFit:
      let assignment = BestFitPacking.rows(of: pieces, rowLength: rowLength)
      var rowOrder = assignment.rowsByFirstPiece()
      // Packing fills rows with long records first, and a row of many short ones has the better
      // chance of the earliest piece: either order would sort the data by length.
      if options.isShuffled { generator.shuffle(&rowOrder) }
      return Self.withHeads(Self.collect(pieces, assignment, rowOrder: rowOrder), plan)
    }
  }

  /// What is to be packed of a split, in the order of the input: each record, or each part of one
  /// that is split, with its head's tokens counted into it.
  private static func pieces(
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

  /// Lays out the rows in `rowOrder`, each with its pieces in the order of `pieces`.
  private static func collect(
    _ pieces: [RowPlan.Piece], _ assignment: BestFitPacking.Assignment, rowOrder: [UInt32]
  ) -> RowPlan {
    // First how many pieces each row has, then where its next one goes.
    var cursors = [UInt32](repeating: 0, count: assignment.rowCount)
    for row in assignment.rows { cursors[Int(row)] += 1 }
    var rowEnds: [UInt32] = []
    rowEnds.reserveCapacity(assignment.rowCount)
    var total: UInt32 = 0
    for row in rowOrder {
      let count = cursors[Int(row)]
      cursors[Int(row)] = total
      total += count
      rowEnds.append(total)
    }
    var ordered = pieces
    for (piece, row) in zip(pieces, assignment.rows) {
      ordered[Int(cursors[Int(row)])] = piece
      cursors[Int(row)] += 1
    }
    return RowPlan(pieces: ordered, rowEnds: rowEnds)
  }
}

extension SplitMix64 {
  /// A sequence of its own for each seed and split.
  fileprivate init(seed: UInt64, stream: Plan.Split) {
    self.init(state: Self.mix(seed) ^ Self.mix(UInt64(stream.rawValue) &+ 0x5EED))
  }
}
