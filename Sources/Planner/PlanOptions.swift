package import ByteIO
import Records

/// What the user asked of the plan.
package struct PlanOptions: Sendable, Equatable {
  /// How records are put into rows.
  package enum Packing: String, CaseIterable, Sendable {
    /// Whole records, each into the fullest row that still has room for it.
    case bestFit = "best-fit"
    /// Records one after the other, cut where a row ends.
    case concat
    /// One record a row, the rest padding.
    case none
  }

  /// What becomes of a record that is longer than a row.
  package enum OverlongPolicy: String, CaseIterable, Sendable {
    /// It is rejected as `too_long`.
    case drop
    /// Its end is cut off, as long as something it trains on is left.
    case truncate
    /// A conversation becomes several, cut before a user's turn; each begins with the same system
    /// prompt and tools. What does not fit even so is left out.
    case split
    /// The build ends.
    case fail
  }

  /// Tokens a row.
  package var sequenceLength = 2048
  package var packing = Packing.bestFit
  package var overlong = OverlongPolicy.drop
  /// Those of the filters that need the whole corpus.
  package var filters = ListedOptions(of: CorpusFilterList.filters.map { $0 })
  package var validation = ValidationShare.off
  /// From this input on, the files are a validation set of the user's own; nil where there is none.
  package var firstValidationInput: UInt32?
  /// Whether records are put in seeded order; else they keep the input's.
  package var isShuffled = true
  package var seed: UInt64 = 0

  package init() {}
}

extension PlanOptions: RecordedOptions {
  package static let recorded: [OptionField<PlanOptions>] =
    [
      .integer("sequence_length", \.sequenceLength, in: RowPlan.rowLengths),
      .choice("pack", \.packing),
      .choice("overlong", \.overlong),
    ] + CorpusFilterList.filters.flatMap { fields(of: $0) } + [
      .parsed("validation", \.validation, text: \.description) { ValidationShare($0) },
      .integer("first_validation_input", \.firstValidationInput),
      .boolean("shuffle", \.isShuffled),
      .integer("seed", \.seed),
    ]

  private static func fields<Options: RecordedOptions>(
    of type: Options.Type
  ) -> [OptionField<PlanOptions>] {
    Options.recorded.map { $0.within(\.filters) }
  }

  package var contradiction: String? { filters.contradiction }
}
