import Synchronization

/// What goes to standard error beside results: progress, notes, warnings, and the fault at the end.
enum Log {
  private static let writesJSON = Atomic<Bool>(false)

  /// How entries are written: as text, until the arguments say otherwise.
  static var format: LogFormat {
    get { writesJSON.load(ordering: .relaxed) ? .json : .text }
    set { writesJSON.store(newValue == .json, ordering: .relaxed) }
  }

  /// Writes an entry, as it is to be read.
  static func write(_ entry: LogEntry) { Terminal.writeError(entry.formatted(format)) }

  /// Says what whoever runs the command may want to know.
  static func note(_ message: TerminalText) {
    write(LogEntry(.note, message))
  }

  /// Says what is most likely not as it was meant.
  static func warning(_ message: TerminalText) {
    write(LogEntry(.warning, message))
  }
}
