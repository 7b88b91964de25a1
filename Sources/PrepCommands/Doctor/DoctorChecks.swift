/// The list of all checks.
enum DoctorChecks {
  /// In the order in which they are shown.
  static let all: [DoctorCheck] = [
    .machine,
    .libraries,
    .tokenizer,
    .goldenIDs,
    .devices,
    .python,
    .packages,
    .requirements,
    .hub,
    .model,
  ]
}
