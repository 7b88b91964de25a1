import ByteIO

/// Buffered standard output that says when it cannot be written.
///
/// What is written is one of three things: text for a person, which is a `TerminalText`; JSON; or
/// bytes that were asked for.
struct StandardOutput: ~Copyable {
  private let file: File
  private var buffer = ByteBuffer(capacity: 1 << 16)
  private let isScreen = Terminal.isOutputScreen

  init() throws {
    file = try CommandError.wrap { try File.standardOutput() }
  }

  /// Appends text for a person.
  mutating func write(_ text: TerminalText) throws { try append(text.characters) }

  /// Appends JSON: the very bytes for a program; on a screen the same value, with everything
  /// escaped that a terminal would obey or hide.
  mutating func write(json text: String) throws {
    try append(isScreen ? VisibleText.json(text) : text)
  }

  /// Appends the JSON that `line` holds.
  mutating func write(json line: borrowing JSONLine) throws {
    if isScreen {
      try append(VisibleText.json(line.text))
    } else {
      try write(exact: line.span)
    }
  }

  /// Appends bytes that are themselves what was asked for, and nothing else.
  mutating func write(exact bytes: borrowing Span<UInt8>) throws {
    buffer.append(bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  private mutating func append(_ text: String) throws {
    var text = text
    // SAFETY: the bytes are copied within the call.
    text.withUTF8 { buffer.append(UnsafeRawBufferPointer($0)) }
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Hands over all that was written.
  mutating func flush() throws {
    try CommandError.wrap {
      // SAFETY: the bytes are written within the call.
      try buffer.withUnsafeBytes { (bytes) throws(FileError) in try file.write(bytes) }
    }
    buffer.removeAll()
  }

  /// Writes one text for a person whole.
  static func write(_ text: TerminalText) throws {
    var output = try StandardOutput()
    try output.write(text)
    try output.flush()
  }

  /// Writes one JSON text whole.
  static func write(json text: String) throws {
    var output = try StandardOutput()
    try output.write(json: text)
    try output.flush()
  }
}
