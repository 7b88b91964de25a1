import ByteIO

extension Fault.Kind {
  /// More records were rejected than `--max-rejected` allows.
  static let tooManyRejected = Self("too_many_rejected", .quality)
}

extension Fault {
  /// The fault as it is printed.
  var text: TerminalText {
    details.reduce("prep: \(message)\n") { text, line in text + "\(line)\n" }
  }
}
