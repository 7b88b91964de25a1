package import ByteIO
package import Records

/// How many tokens a record may have, both bounds included; nil where there is no bound.
package struct LengthBounds: Sendable, Equatable {
  package var minimum: Int?
  package var maximum: Int?

  /// Any length.
  package init() {}

  /// - Throws: `Fault.emptyLengthRange` where no length lies between the bounds.
  package init(minimum: Int?, maximum: Int?) throws(Fault) {
    self.minimum = minimum
    self.maximum = maximum
    if let fault { throw fault }
  }

  /// What is wrong with the bounds where no length lies between them.
  private var fault: Fault? {
    guard let minimum, let maximum, minimum > maximum else { return nil }
    return .emptyLengthRange(minimum: minimum, maximum: maximum)
  }

  /// The reason to drop a record of `tokenCount` tokens, or nil to keep it.
  package func verdict(tokenCount: Int) -> Verdict? {
    if let minimum, tokenCount < minimum {
      return Verdict(
        .tooShort, detail: "\(tokenCount) tokens, wanted at least \(minimum)")
    }
    if let maximum, tokenCount > maximum {
      return Verdict(
        .tooLong, detail: "\(tokenCount) tokens, wanted at most \(maximum)")
    }
    return nil
  }
}

extension LengthBounds: TokenFilterOptions {
  package static let stage = FilterStage("length", [.tooShort, .tooLong])

  package static let recorded: [OptionField<LengthBounds>] = [
    .integer("min_tokens", \.minimum),
    .integer("max_tokens", \.maximum),
  ]

  package var isOn: Bool { minimum != nil || maximum != nil }

  package var contradiction: String? { fault?.description }
}
