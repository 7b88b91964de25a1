package import Records

/// How many tokens a record may have, both bounds included; nil where there is no bound.
package struct LengthBounds: Sendable, Equatable {
  package var minimum: Int?
  package var maximum: Int?

  /// - Throws: `FilterError.emptyLengthRange` where no length lies between the bounds.
  package init(minimum: Int? = nil, maximum: Int? = nil) throws(FilterError) {
    if let minimum, let maximum, minimum > maximum {
      throw .emptyLengthRange(minimum: minimum, maximum: maximum)
    }
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The reason to drop a record of `tokenCount` tokens, or nil to keep it.
  package func verdict(tokenCount: Int) -> (reason: RejectionReason, detail: String)? {
    if let minimum, tokenCount < minimum {
      return (.tooShort, "\(tokenCount) tokens, wanted at least \(minimum)")
    }
    if let maximum, tokenCount > maximum {
      return (.tooLong, "\(tokenCount) tokens, wanted at most \(maximum)")
    }
    return nil
  }
}
