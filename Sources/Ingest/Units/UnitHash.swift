package import ByteIO
package import Records

/// The hash that stands for a unit: for its bytes and for where they stand in the inputs.
package enum UnitHash {
  /// The xxh3-128 over each segment's file, place in the file and length, and the two halves of the
  /// hash of its bytes, low half first: five little-endian words of eight bytes a segment.
  package static func of(_ segments: [UnitSegment], _ hashes: [PlacedHash]) -> Hash128 {
    var words: [UInt64] = []
    words.reserveCapacity(5 * segments.count)
    for (segment, hash) in zip(segments, hashes) {
      let hash = hash.hash128
      words += [
        UInt64(segment.file), segment.fileByteOffset, segment.byteCount, hash.low, hash.high,
      ]
    }
    return Hash128(ofWords: words)
  }
}
