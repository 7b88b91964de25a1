import ByteIO

/// A file of zstd frames in the making: what shards and plans have in common.
struct FrameWriter: ~Copyable {
  private let path: String
  private var file: AtomicFile
  private var compressor: ZstdCompressor
  private var compressed = ByteBuffer()

  /// Starts the file that is to appear at `place`, with `header` as its first bytes.
  init(_ place: FilePlace, header: [UInt8], level: Int) throws(Fault) {
    var file = try AtomicFile(place)
    try file.append(header.span)
    path = place.path
    self.file = file
    compressor = ZstdCompressor(level: level)
  }

  /// Bytes appended so far.
  var byteCount: UInt64 { file.byteCount }

  /// Compresses `bytes` into one frame and appends it.
  mutating func append(
    _ bytes: Span<UInt8>, _ place: Fault.Place
  ) throws(Fault) -> StoredFrame {
    compressed.removeAll()
    do {
      _ = try compressor.compress(bytes, into: &compressed)
    } catch {
      throw Fault(
        .malformed, path, place, expected: "bytes that zstd compresses",
        found: error.description)
    }
    let frame = StoredFrame(
      offset: file.byteCount, compressedByteCount: UInt32(compressed.count),
      decodedByteCount: UInt32(bytes.count), compressedHash: Hash64.of(compressed.span),
      decodedHash: Hash64.of(bytes))
    try file.append(compressed)
    return frame
  }

  /// Appends a frame that was compressed elsewhere; `frame` describes it, but for its offset.
  mutating func append(
    compressed bytes: borrowing ByteBuffer, _ frame: StoredFrame
  ) throws(Fault) -> StoredFrame {
    var frame = frame
    frame.offset = file.byteCount
    try file.append(bytes)
    return frame
  }

  /// Appends `tail` and makes the file appear under its name, durably.
  consuming func finish(tail: [UInt8]) throws(Fault) -> AtomicFile.Summary {
    try file.append(tail.span)
    return try file.commit()
  }
}
