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
  ///
  /// - Parameter cuts: Of records that can be cut, by record; asked for under `split` only.
  func apply(
    to facts: [RecordFacts], cuts: [UInt32: ConversationCuts], in plan: inout Plan
  ) throws(PlanError) {
    // Concatenation cuts every record where a row ends: nothing is too long for it.
    guard options.packing != .concat else { return }
    if options.overlong == .truncate { plan.tokenLimit = UInt32(options.sequenceLength) }
    for (record, fact) in facts.enumerated() where fact.tokenCount > options.sequenceLength {
      switch options.overlong {
      case .drop:
        plan.fates[record] = .rejected(.tooLong)
      case .truncate:
        // A record of which only the prompt would be left says nothing.
        if fact.firstTrainedToken >= options.sequenceLength {
          plan.fates[record] = .rejected(.tooLong)
        }
      case .split:
        let division = cuts[UInt32(record)]?.division(rowLength: options.sequenceLength)
        if let division, !division.parts.isEmpty {
          plan.divisions[UInt32(record)] = division
        } else {
          plan.fates[record] = .rejected(.tooLong)
        }
      case .fail:
        throw .recordTooLong(
          record: record, tokenCount: Int(fact.tokenCount),
          sequenceLength: options.sequenceLength)
      }
    }
  }

  /// What is said of a record that is dropped as `too_long`.
  static func detail(_ fact: RecordFacts) -> String {
    "\(fact.tokenCount) tokens, more than a row holds; the first that is trained is "
      + "number \(fact.firstTrainedToken)"
  }
}
