/// A stage of the funnel: what is left after it is counted.
package struct FilterStage: Sendable, Equatable {
  /// The name in the report's `funnel`.
  package let name: String
  /// Why records are dropped in it.
  package let reasons: [RejectionReason]

  package init(_ name: String, _ reasons: [RejectionReason]) {
    self.name = name
    self.reasons = reasons
  }

  /// Several filters drop records as `quality`, each by rules of its own.
  package static let quality = FilterStage("quality", [.quality])
}
