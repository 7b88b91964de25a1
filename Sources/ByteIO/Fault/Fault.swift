/// Why something could not be done: what the user reads, and what code decides by.
///
/// The one error of all modules, so that `throws(Fault)` passes through every layer. A module makes
/// its faults in an extension, `Fault+Module.swift`: the kinds, and a function a fault, which has the
/// sentence. A sentence says what, where, expected and found, and what to do.
package struct Fault: Error, Equatable, CustomStringConvertible {
  /// What callers decide by and tests compare.
  package var kind: Kind
  /// One line; a line end in it is part of a name.
  package var message: String
  /// Lines that follow, each with more about it.
  package var details: [String]
  /// The system's number for what it refused; nil where it refused nothing.
  package var errorNumber: CInt?

  package init(
    _ kind: Kind, _ message: String, details: [String] = [], errorNumber: CInt? = nil
  ) {
    self.kind = kind
    self.message = message
    self.details = details
    self.errorNumber = errorNumber
  }

  /// The status that the process ends with.
  package var status: ExitStatus { kind.status }

  /// The same fault, after the place that it was found in.
  package func at(_ place: String) -> Fault {
    Fault(kind, "\(place): \(message)", details: details, errorNumber: errorNumber)
  }

  /// The message and the details, a line each.
  package var description: String { ([message] + details).joined(separator: "\n") }
}

extension Fault {
  /// What was asked for makes no sense.
  package static func usage(_ message: String) -> Fault { Fault(.usage, message) }

  /// Something is not as it must be, and no caller asks what.
  package static func failed(_ message: String) -> Fault { Fault(.failure, message) }

  /// The user or the system asked for the end.
  ///
  /// - Parameter resumes: Whether the same command goes on from there.
  package static func interrupted(resumes: Bool) -> Fault {
    Fault(
      .interrupted, resumes ? "interrupted; the same command goes on from here" : "interrupted")
  }
}
