package import ByteIO

/// A file of an export under way.
package final class ExportFile: ExportSink {
  private var file: AtomicFile?

  package init(_ place: FilePlace) throws(Fault) {
    file = try AtomicFile(place)
  }

  package func append(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    guard var open = file.take() else { return }
    try open.append(bytes)
    file = consume open
  }

  /// Appends what `buffer` holds.
  func append(_ buffer: borrowing ByteBuffer) throws(Fault) { try append(buffer.span) }

  /// Appends the UTF-8 of `text`.
  func append(_ text: String) throws(Fault) { try append(Array(text.utf8).span) }

  /// Appends the first `count` of `numbers` as memory holds them, which is little-endian.
  func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: [Number], count: Int? = nil
  ) throws(Fault) {
    let span = Span<UInt8>(_bytes: numbers.span.bytes)
    try append(span.extracting(..<((count ?? numbers.count) * MemoryLayout<Number>.size)))
  }

  package func finish() throws(Fault) { _ = try commit() }

  /// Makes the file appear under its name.
  func commit() throws(Fault) -> AtomicFile.Summary {
    guard let open = file.take() else {
      throw .failed("a file of the export is not open any more")
    }
    return try open.commit()
  }
}
