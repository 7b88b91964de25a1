import ByteIO

/// One zstd frame of a shard or a plan, as the file's index describes it.
struct StoredFrame: Sendable, Equatable {
  /// What the description takes in an index.
  static let byteCount = 32

  var offset: UInt64
  var compressedByteCount: UInt32
  var decodedByteCount: UInt32
  var compressedHash: UInt64
  var decodedHash: UInt64

  /// Where the frame ends; only for a frame whose `offset` has been compared with the file.
  var end: UInt64 { offset + UInt64(compressedByteCount) }

  /// The most bytes that a frame of so many decoded bytes may take: a little more than zstd ever
  /// makes of them.
  static func greatestByteCount(decodedByteCount: Int) -> Int {
    decodedByteCount + decodedByteCount / 128 + 1024
  }

  /// Makes sure that the frame begins at byte `offset` and is of a sensible length.
  func check(
    at offset: UInt64, decodedByteCounts: ClosedRange<Int>, _ path: String,
    _ place: Fault.Place
  ) throws(Fault) {
    let decoded = Int(decodedByteCount)
    guard self.offset == offset, compressedByteCount > 0, decodedByteCounts.contains(decoded),
      Int(compressedByteCount) <= Self.greatestByteCount(decodedByteCount: decoded)
    else {
      throw Fault(
        .malformed, path, place,
        expected: "a frame at byte \(offset) that holds \(decodedByteCounts.lowerBound) to "
          + "\(decodedByteCounts.upperBound) bytes",
        found: "one of \(compressedByteCount) bytes at byte \(self.offset) that holds \(decoded)")
    }
  }

  /// Replaces what `output` holds by the frame's content; `range` of `compressed` is the frame.
  ///
  /// Nothing is handed out whose hashes do not hold, and no more is written than the index states.
  func decode(
    _ compressed: borrowing ByteBuffer, _ range: Range<Int>, into output: inout ByteBuffer,
    _ decompressor: inout ZstdDecompressor, _ path: String, _ place: Fault.Place
  ) throws(Fault) {
    let bytes = compressed.span.extracting(range)
    let hash = Hash64.of(bytes)
    guard hash == compressedHash else {
      throw .checksum(path, place, stated: compressedHash, actual: hash)
    }
    do {
      try decompressor.decompress(bytes, byteCount: Int(decodedByteCount), into: &output)
    } catch {
      throw Fault(
        .malformed, path, place, expected: "one zstd frame of \(decodedByteCount) bytes",
        found: error.description)
    }
    let decoded = Hash64.of(output.span)
    guard decoded == decodedHash else {
      throw .checksum(path, place, stated: decodedHash, actual: decoded)
    }
  }
}

extension ByteFields {
  mutating func append(_ frame: StoredFrame) {
    append(frame.offset)
    append(frame.compressedByteCount)
    append(frame.decodedByteCount)
    append(frame.compressedHash)
    append(frame.decodedHash)
  }
}

extension FieldCursor {
  mutating func frame() throws(Fault) -> StoredFrame {
    StoredFrame(
      offset: try integer(), compressedByteCount: try integer(), decodedByteCount: try integer(),
      compressedHash: try integer(), decodedHash: try integer())
  }
}
