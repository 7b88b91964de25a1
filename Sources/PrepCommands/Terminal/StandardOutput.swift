import ByteIO

/// Buffered standard output that says when it cannot be written.
struct StandardOutput: ~Copyable {
  private let file: File
  private var buffer = ByteBuffer(capacity: 1 << 16)

  init() throws {
    file = try CommandError.wrap { try File.standardOutput() }
  }

  /// Appends `text`.
  mutating func write(_ text: String) throws {
    var text = text
    // SAFETY: the bytes are copied within the call.
    text.withUTF8 { buffer.append(UnsafeRawBufferPointer($0)) }
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Appends `bytes`.
  mutating func write(_ bytes: borrowing Span<UInt8>) throws {
    buffer.append(bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Appends what `line` holds.
  mutating func write(_ line: borrowing JSONLine) throws { try write(line.span) }

  /// Hands over all that was written.
  mutating func flush() throws {
    try CommandError.wrap {
      // SAFETY: the bytes are written within the call.
      try buffer.withUnsafeBytes { (bytes) throws(FileError) in try file.write(bytes) }
    }
    buffer.removeAll()
  }

  /// Writes one text whole.
  static func write(_ text: String) throws {
    var output = try StandardOutput()
    try output.write(text)
    try output.flush()
  }
}
