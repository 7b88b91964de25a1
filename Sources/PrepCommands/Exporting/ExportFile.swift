import ByteIO

/// A file of an export under way, with this module's errors.
final class ExportFile {
  private var file: AtomicFile?

  init(_ place: FilePlace) throws {
    file = try CommandError.wrap { try AtomicFile(place) }
  }

  /// Appends `bytes`.
  func append(_ bytes: borrowing Span<UInt8>) throws {
    guard var open = file.take() else { return }
    do {
      try open.append(bytes)
    } catch {
      throw CommandError(error.description, status: .failure)
    }
    file = consume open
  }

  /// Appends what `buffer` holds.
  func append(_ buffer: borrowing ByteBuffer) throws { try append(buffer.span) }

  /// Appends what `line` holds.
  func append(_ line: borrowing JSONLine) throws { try append(line.span) }

  /// Appends the UTF-8 of `text`.
  func append(_ text: String) throws { try append(Array(text.utf8).span) }

  /// Appends the first `count` of `numbers` as memory holds them, which is little-endian.
  func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: [Number], count: Int? = nil
  ) throws {
    try numbers.withUnsafeBytes { bytes in
      // SAFETY: the bytes are those of the array, which outlives the closure.
      let span = Span<UInt8>(_unsafeBytes: bytes)
      try append(span.extracting(..<((count ?? numbers.count) * MemoryLayout<Number>.size)))
    }
  }

  /// Makes the file appear under its name.
  func commit() throws -> AtomicFile.Summary {
    guard let open = file.take() else {
      throw CommandError("a file of the export is not open any more", status: .failure)
    }
    do {
      return try open.commit()
    } catch {
      throw CommandError(error.description, status: .failure)
    }
  }
}
