/// One record that was dropped, with its place and the reason.
package struct Rejection: Sendable, Equatable {
  /// Where the record stands in its unit.
  package var origin: RecordOrigin
  /// Why it was dropped.
  package var reason: RejectionReason
  /// What was expected and found, for a person to read; one line, no period.
  package var detail: String
  /// The record's form; nil where it was dropped before that was told.
  package var form: RecordForm?

  package init(
    origin: RecordOrigin, reason: RejectionReason, detail: String, form: RecordForm? = nil
  ) {
    self.origin = origin
    self.reason = reason
    self.detail = detail
    self.form = form
  }
}
