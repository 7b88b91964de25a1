package import Records

/// Why one line gives no record.
package struct RecordFault: Error, Equatable, Sendable {
  /// The reason it is counted under.
  package var reason: RejectionReason
  /// What was expected and found; one line, no period.
  package var detail: String
  /// The record's form; nil where the fault was found before that was told.
  package var form: RecordForm?

  init(_ reason: RejectionReason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }
}
