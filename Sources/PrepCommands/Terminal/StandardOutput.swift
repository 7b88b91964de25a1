import ByteIO

/// Buffered standard output that says when it cannot be written.
///
/// What is written is one of three things: text for a person, which is a `TerminalText`; JSON; or
/// bytes that were asked for.
struct StandardOutput: ~Copyable {
  private let file: File
  private var buffer = ByteBuffer(capacity: 1 << 16)
  private let isScreen = Terminal.isOutputScreen

  init() throws(Fault) {
    file = try File.standardOutput()
  }

  /// Appends text for a person.
  mutating func write(_ text: TerminalText) throws(Fault) {
    try append(text.characters)
  }

  /// Appends JSON: the very bytes for a program; on a screen the same value, with everything
  /// escaped that a terminal would obey or hide.
  mutating func write(json text: String) throws(Fault) {
    try append(isScreen ? VisibleText.json(text) : text)
  }

  /// Appends a line of JSON with its end.
  mutating func write(json line: borrowing Span<UInt8>) throws(Fault) {
    if isScreen {
      // SAFETY: the bytes are copied within the call.
      let text = line.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      try append(VisibleText.json(text))
    } else {
      try write(exact: line)
    }
  }

  /// Appends a line of other text with its end: the very bytes for a program; on a screen the text
  /// of the names in it, on one line.
  mutating func write(line: borrowing Span<UInt8>) throws(Fault) {
    if isScreen {
      // SAFETY: the bytes are copied within the call.
      let bytes = line.withUnsafeBufferPointer(Array.init)
      let end = bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? -1
      try write("\(FileName.text(of: bytes[...end]))\n")
    } else {
      try write(exact: line)
    }
  }

  /// Appends bytes that are themselves what was asked for, and nothing else.
  mutating func write(exact bytes: borrowing Span<UInt8>) throws(Fault) {
    buffer.append(bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  private mutating func append(_ text: String) throws(Fault) {
    var text = text
    // SAFETY: the bytes are copied within the call.
    text.withUTF8 { buffer.append(UnsafeRawBufferPointer($0)) }
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Hands over all that was written.
  mutating func flush() throws(Fault) {
    try file.write(buffer.span)
    buffer.removeAll()
  }

  /// Writes one text for a person whole.
  static func write(_ text: TerminalText) throws(Fault) {
    var output = try StandardOutput()
    try output.write(text)
    try output.flush()
  }

  /// Writes one page whole: what is not the project's own in it has been made visible.
  static func write(page: HTML) throws(Fault) {
    var output = try StandardOutput()
    try output.append(page.characters)
    try output.flush()
  }

  /// Writes one JSON text whole.
  static func write(json text: String) throws(Fault) {
    var output = try StandardOutput()
    try output.write(json: text)
    try output.flush()
  }
}
