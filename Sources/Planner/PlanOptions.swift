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

  /// Which records count as the same.
  package enum Duplicates: String, CaseIterable, Sendable {
    case none
    /// Equal roles and texts; the first of them stays.
    case exact
  }

  /// Tokens a row.
  package var sequenceLength: Int
  package var packing: Packing
  package var overlong: OverlongPolicy
  package var duplicates: Duplicates
  /// The most records kept of a source, by the source's name.
  package var caps: [SourceCap]
  package var validation: ValidationShare
  /// From this input on, the files are a validation set of the user's own; nil where there is none.
  package var firstValidationInput: UInt32?
  /// Whether records are put in seeded order; else they keep the input's.
  package var isShuffled: Bool
  package var seed: UInt64

  package init(
    sequenceLength: Int = 2048, packing: Packing = .bestFit, overlong: OverlongPolicy = .drop,
    duplicates: Duplicates = .none, caps: [SourceCap] = [], validation: ValidationShare = .off,
    isShuffled: Bool = true, seed: UInt64 = 0
  ) {
    self.sequenceLength = sequenceLength
    self.packing = packing
    self.overlong = overlong
    self.duplicates = duplicates
    self.caps = caps
    self.validation = validation
    self.isShuffled = isShuffled
    self.seed = seed
  }
}
