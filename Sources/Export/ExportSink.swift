package import ByteIO

/// What the bytes of an export of one file are.
package enum ExportSyntax: Sendable {
  /// JSON, which can be escaped for a screen and stays the same value.
  case json
  /// Text, in which names stand byte for byte (`FileName`).
  case text
}

/// Where an export of one file goes.
package protocol ExportSink: AnyObject {
  /// Appends one line with its end.
  func append(_ line: borrowing Span<UInt8>) throws(Fault)
  /// Makes sure that all is there.
  func finish() throws(Fault)
}

extension ExportSink {
  /// Appends what `line` holds.
  func append(_ line: borrowing JSONLine) throws(Fault) { try append(line.span) }
}
