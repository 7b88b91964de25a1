import ByteIO

/// One entry of the log on standard error.
struct LogEntry {
  /// What has happened, and how much it matters.
  enum Event: String, CaseIterable {
    case progress, note, warning, fault

    /// How loud it is, for programs that filter by that.
    var level: String {
      switch self {
      case .progress, .note: "info"
      case .warning: "warning"
      case .fault: "error"
      }
    }

    /// What a line of text begins with.
    var prefix: TerminalText {
      switch self {
      case .progress: ""
      case .note: "note: "
      case .warning: "warning: "
      case .fault: "prep: "
      }
    }
  }

  let event: Event
  /// What a person reads, on one line.
  let message: TerminalText
  /// Lines that follow it.
  var details: [TerminalText] = []
  /// What programs read beside that.
  var members: [JSONValue.Member] = []

  init(
    _ event: Event, _ message: TerminalText, details: [TerminalText] = [],
    members: [JSONValue.Member] = []
  ) {
    self.event = event
    self.message = message
    self.details = details
    self.members = members
  }

  /// The fault that ends the process.
  init(_ fault: Fault) {
    self.init(
      .fault, "\(fault.message)", details: fault.details.map { "\($0)" },
      members: [
        .init("kind", .string(fault.kind.rawValue)),
        .init("status", JSONValue(Int(fault.status.rawValue))),
      ])
  }

  /// The entry with its line end, or as text with several.
  func formatted(_ format: LogFormat) -> TerminalText {
    switch format {
    case .text: details.reduce(event.prefix + message + "\n") { $0 + $1 + "\n" }
    case .json: TerminalText(json + "\n")
    }
  }

  /// Where a line of JSON has its time, in bytes from its start.
  static let timeOffset = #"{"time":""#.utf8.count

  /// What is to be seen of the message is in it: no program need filter it again.
  private var json: String {
    let head: [JSONValue.Member] = [
      .init("time", .string(Timestamp.now)), .init("level", .string(event.level)),
      .init("event", .string(event.rawValue)), .init("message", .string(message.characters)),
    ]
    let tail: [JSONValue.Member] =
      details.isEmpty
      ? [] : [.init("details", .array(details.map { .string($0.characters) }))]
    return JSONWriter.line(.object(head + members + tail))
  }
}
