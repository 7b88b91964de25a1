/// Why a record is dropped.
package struct Verdict: Sendable, Equatable {
  package var reason: RejectionReason
  /// The rule that does not hold, where a reason has several; they are counted by it.
  package var rule: String?
  /// What was expected and found, for a person to read; one line, no period.
  package var detail: String

  package init(_ reason: RejectionReason, rule: String? = nil, detail: String) {
    self.reason = reason
    self.rule = rule
    self.detail = detail
  }
}
