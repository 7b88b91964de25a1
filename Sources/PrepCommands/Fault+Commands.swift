import ByteIO

extension Fault.Kind {
  /// A data set does not pass a gate (`QualityGates`).
  static let gate = Self("gate", .quality)
}

extension Fault {
  /// The fault as it is printed.
  var text: TerminalText {
    details.reduce("prep: \(message)\n") { text, line in text + "\(line)\n" }
  }
}
