/// One record that was dropped, with its place and the reason.
package struct Rejection: Sendable, Equatable {
  /// Where the record stands in its unit.
  package var origin: RecordOrigin
  package var verdict: Verdict
  /// The record's form; nil where it was dropped before that was told.
  package var form: RecordForm?

  package var reason: RejectionReason { verdict.reason }
  package var detail: String { verdict.detail }

  package init(origin: RecordOrigin, verdict: Verdict, form: RecordForm? = nil) {
    self.origin = origin
    self.verdict = verdict
    self.form = form
  }

  package init(
    origin: RecordOrigin, reason: RejectionReason, detail: String, form: RecordForm? = nil
  ) {
    self.init(origin: origin, verdict: Verdict(reason, detail: detail), form: form)
  }
}
