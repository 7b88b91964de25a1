import Records

/// Judges each record by its own length, before anything else is decided.
///
/// First, so that the winner among duplicates is never dropped later for being too long.
struct LengthPolicy {
  private let options: PlanOptions

  init(_ options: PlanOptions) {
    self.options = options
  }

  /// Marks the records of `facts` that do not fit a row.
  func apply(to facts: [RecordFacts], in plan: inout Plan) throws(PlanError) {
    // Concatenation cuts every record where a row ends: nothing is too long for it.
    guard options.packing != .concat else { return }
    for (record, fact) in facts.enumerated() where fact.tokenCount > options.sequenceLength {
      switch options.overlong {
      case .drop:
        plan.fates[record] = .rejected(.tooLong)
      case .fail:
        throw .recordTooLong(
          record: record, tokenCount: Int(fact.tokenCount),
          sequenceLength: options.sequenceLength)
      }
    }
  }
}
