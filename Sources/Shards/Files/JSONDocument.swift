package import ByteIO

/// What a document of ours may take at the most, so that reading a hostile one is bounded.
enum JSONLimits {
  /// Enough for the names of `InputCatalog.maximumCount` inputs.
  static let byteCount = 1 << 28
}

/// A value of ours that is kept as a small JSON file: a receipt, a summary, the manifest.
package protocol JSONDocument: Sendable {
  var json: JSONValue { get }
  init(_ reader: JSONReader) throws(JSONError)
}

extension JSONDocument {
  /// The UTF-8 of the value, always the same bytes; an error where no reader would take them.
  func bytes(for path: String) throws(Fault) -> [UInt8] {
    let bytes = Array(JSONWriter.pages(json).utf8)
    guard bytes.count <= JSONLimits.byteCount else {
      throw Fault(
        .malformed, path, .file, expected: "a document of at most \(JSONLimits.byteCount) bytes",
        found: "\(bytes.count)")
    }
    return bytes
  }

  /// Writes the value to `place`, whole or not at all, always as the same bytes.
  @discardableResult
  package func write(to place: FilePlace) throws(Fault) -> AtomicFile.Summary {
    let bytes = try bytes(for: place.path)
    return try AtomicFile.write(bytes.span, to: place)
  }

  /// Reads what `write(to:)` wrote.
  package init(readingFrom place: FilePlace) throws(Fault) {
    let bytes = try Self.load(place)
    try self.init(parsing: bytes.span, place.path)
  }

  /// Reads a value from the file that the user names.
  package init(readingFrom path: String) throws(Fault) {
    try self.init(readingFrom: FilePlace(path))
  }

  /// The bytes of a document's file, if it is not longer than one may be.
  static func load(_ place: FilePlace) throws(Fault) -> ByteBuffer {
    let file = try File.openRegular(place)
    let byteCount = try file.byteCount()
    guard byteCount <= UInt64(JSONLimits.byteCount) else {
      throw Fault(
        .malformed, place.path, .file, expected: "a file of at most \(JSONLimits.byteCount) bytes",
        found: "\(byteCount)")
    }
    var buffer = ByteBuffer()
    try file.readExactly(Int(byteCount), at: 0, into: &buffer)
    return buffer
  }

  /// Reads the value in `bytes`, which stand in the file `path`.
  init(parsing bytes: Span<UInt8>, _ path: String) throws(Fault) {
    do {
      try self.init(JSONReader(parsing: bytes))
    } catch {
      throw .document(path, error)
    }
  }
}
