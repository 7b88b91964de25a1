import ByteIO

// Reading and writing files with this module's error.

extension File {
  /// Opens a regular file for reading; anything else is an error and nothing is waited for, so
  /// that a pipe in a data set cannot keep its reader waiting.
  static func openForReading(_ place: FilePlace) throws(ShardError) -> File {
    do {
      return try openRegular(place)
    } catch {
      throw ShardError(error)
    }
  }

  /// The file's length in bytes.
  borrowing func length() throws(ShardError) -> UInt64 {
    do {
      return try byteCount()
    } catch {
      throw ShardError(error)
    }
  }

  /// Reads exactly `byteCount` bytes from `offset`, replacing what `buffer` holds.
  borrowing func load(
    _ byteCount: Int, at offset: UInt64, into buffer: inout ByteBuffer
  ) throws(ShardError) {
    do {
      try readExactly(byteCount, at: offset, into: &buffer)
    } catch {
      throw ShardError(error)
    }
  }
}

extension AtomicFile {
  /// Appends `bytes`.
  mutating func add(_ bytes: Span<UInt8>) throws(ShardError) {
    do {
      try append(bytes)
    } catch {
      throw ShardError(error)
    }
  }

  /// Appends what `buffer` holds.
  ///
  /// A buffer and not its span, since the span of a property would borrow its owner whole.
  mutating func add(_ buffer: borrowing ByteBuffer) throws(ShardError) {
    try add(buffer.span)
  }
}

/// Runs `body` and turns the file system's errors into this module's.
func mapFileErrors<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(ShardError) -> Result {
  do {
    return try body()
  } catch {
    throw ShardError(error)
  }
}
