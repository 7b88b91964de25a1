package import ByteIO

/// Makes the hashes of a changed file right again, as someone would who means to deceive: what
/// readers must withstand then is the values themselves.
///
/// Knows the layouts from docs/FORMAT.md and not from the module that is tested. Where a file is
/// changed so much that a hash cannot be found, it is left as it is.
package enum Seal {
  /// Makes all hashes of a shard, and its seek table, agree with its bytes.
  package static func shard(_ bytes: inout [UInt8]) {
    guard bytes.count >= 144 else { return }
    put(hash(bytes, 8..<136), at: 136, in: &bytes)
    let rowCount = get(24, 4, bytes)
    let rowsPerBlock = get(28, 4, bytes)
    guard rowCount > 0, rowsPerBlock > 0, rowCount <= 1 << 24 else { return }
    let blockCount = Int((rowCount + rowsPerBlock - 1) / rowsPerBlock)
    let indexByteCount = 48 + 80 * blockCount
    let tableByteCount = 33 + 16 * blockCount
    let index = bytes.count - indexByteCount - tableByteCount
    guard index >= 144 else { return }
    var all = StreamingHash()
    for frame in 0..<(2 * blockCount) {
      let entry = index + 24 + 80 * (frame / 2) + 32 * (frame % 2)
      if let decoded = sealFrame(entry, &bytes) { all.update(decoded.span) }
    }
    let digest = all.digest()
    put(digest.low, at: index + 24 + 80 * blockCount, in: &bytes)
    put(digest.high, at: index + 32 + 80 * blockCount, in: &bytes)
    let hashed = (index + 8)..<(index + indexByteCount - 8)
    put(hash(bytes, hashed), at: hashed.upperBound, in: &bytes)
    for frame in 0..<(2 * blockCount) {
      let entry = index + 24 + 80 * (frame / 2) + 32 * (frame % 2)
      let row = index + indexByteCount + 16 + 8 * frame
      for offset in 0..<8 { bytes[row + offset] = bytes[entry + 8 + offset] }
    }
  }

  /// Makes all hashes of a plan agree with its bytes.
  package static func plan(_ bytes: inout [UInt8]) {
    guard bytes.count >= 56 else { return }
    put(hash(bytes, 8..<24), at: 24, in: &bytes)
    let start = get(bytes.count - 16, 8, bytes)
    let end = bytes.count - 24
    guard start >= 32, start <= UInt64(end - 32), let index = Int(exactly: start) else { return }
    for entry in stride(from: index + 24, through: end - 8 - 56, by: 56) {
      _ = sealFrame(entry + 24, &bytes)
    }
    put(hash(bytes, (index + 8)..<(end - 8)), at: end - 8, in: &bytes)
  }

  /// The bytes of a manifest with these members, its own hash made right.
  package static func manifest(_ value: JSONValue) -> [UInt8] {
    let members = value.members.filter { $0.key != "manifest_hash" }
    let line = Array(JSONWriter.line(.object(members)).utf8)
    let hash = JSONValue.string(Hash128(of: line.span).description)
    return Array(JSONWriter.pages(.object(members + [.init("manifest_hash", hash)])).utf8)
  }

  /// Makes the two hashes of the frame that an index describes at `entry` right; returns what the
  /// frame holds, nil where it is none.
  private static func sealFrame(_ entry: Int, _ bytes: inout [UInt8]) -> [UInt8]? {
    let offset = get(entry, 8, bytes)
    let byteCount = get(entry + 8, 4, bytes)
    let decodedByteCount = get(entry + 12, 4, bytes)
    guard offset <= UInt64(bytes.count), byteCount <= UInt64(bytes.count) - offset,
      decodedByteCount <= 1 << 24
    else { return nil }
    let range = Int(offset)..<Int(offset + byteCount)
    put(hash(bytes, range), at: entry + 16, in: &bytes)
    var decompressor = ZstdDecompressor()
    var decoded = ByteBuffer()
    do {
      try decompressor.decompress(
        bytes.span.extracting(range), byteCount: Int(decodedByteCount), into: &decoded)
    } catch {
      return nil
    }
    put(Hash64.of(decoded.span), at: entry + 24, in: &bytes)
    return decoded.array
  }

  /// The XXH3 of 64 bits of `bytes[range]`.
  package static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    Hash64.of(bytes.span.extracting(range))
  }

  /// The little-endian integer of `byteCount` bytes at `offset`.
  package static func get(_ offset: Int, _ byteCount: Int, _ bytes: [UInt8]) -> UInt64 {
    (0..<byteCount).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
  }

  /// Writes `value` at `offset`, little-endian, in as many bytes as its type has.
  package static func put(
    _ value: some FixedWidthInteger, at offset: Int, in bytes: inout [UInt8]
  ) {
    for index in 0..<(value.bitWidth / 8) {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }
}
