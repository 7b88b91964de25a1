/// Why a record is dropped.
package struct Verdict: Sendable, Equatable {
  package var reason: RejectionReason
  /// The rule that does not hold, where a reason has several; they are counted by it.
  package var rule: String?
  /// What was expected and found, for a person to read; one line, no period.
  package var detail: String
  /// The number of the record in whose favour it is dropped; nil where there is none.
  package var winner: UInt32?

  package init(
    _ reason: RejectionReason, rule: String? = nil, detail: String, winner: UInt32? = nil
  ) {
    self.reason = reason
    self.rule = rule
    self.detail = detail
    self.winner = winner
  }
}
