extension Fault {
  /// A class of faults, with the status that all of them lead to.
  ///
  /// Each module adds its kinds beside the functions that make its faults.
  package struct Kind: Hashable, Sendable {
    /// The kind's name, in lower case with underscores.
    package let rawValue: String
    package let status: ExitStatus

    package init(_ rawValue: String, _ status: ExitStatus = .failure) {
      self.rawValue = rawValue
      self.status = status
    }
  }
}

extension Fault.Kind {
  /// What was asked for makes no sense.
  package static let usage = Self("usage", .usage)
  /// Something is not as it must be.
  package static let failure = Self("failure")
  /// The user or the system asked for the end.
  package static let interrupted = Self("interrupted", .interrupted)
  /// The system refused to read or write, or a file itself is not as expected.
  package static let file = Self("file")
}
