package import ByteIO

/// A value of ours that is kept as a small JSON file: a receipt, a summary, the manifest.
package protocol JSONDocument: Sendable {
  var json: JSONValue { get }
  init(_ reader: JSONReader) throws(JSONError)
}

extension JSONDocument {
  /// Writes the value to `path`, whole or not at all, always as the same bytes.
  @discardableResult
  package func write(to path: String) throws(ShardError) -> AtomicFile.Summary {
    do {
      return try AtomicFile.write(Array(JSONWriter.pages(json).utf8).span, to: path)
    } catch {
      throw ShardError(error)
    }
  }

  /// Reads what `write(to:)` wrote, up to `byteLimit` bytes.
  package init(
    readingFrom path: String, byteLimit: UInt64 = 1 << 28
  ) throws(ShardError) {
    let bytes: ByteBuffer
    do {
      let file = try File.open(path)
      let byteCount = try file.byteCount()
      guard try file.isRegular(), byteCount <= byteLimit else {
        throw ShardError(
          .malformed, path, .file, expected: "a file of at most \(byteLimit) bytes",
          found: "\(byteCount)")
      }
      var buffer = ByteBuffer()
      try file.readExactly(Int(byteCount), at: 0, into: &buffer)
      bytes = buffer
    } catch let error as FileError {
      throw ShardError(error)
    } catch let error as ShardError {
      throw error
    } catch {
      throw ShardError(
        .file, path, .file, expected: "a file that can be read", found: "\(error)")
    }
    do {
      try self.init(JSONReader(parsing: bytes.span))
    } catch {
      throw ShardError(error, path)
    }
  }
}
