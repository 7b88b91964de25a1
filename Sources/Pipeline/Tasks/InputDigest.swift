import ByteIO
import Ingest
import Records
import Shards

/// One hash for all bytes of the input, wherever it is cut, however it is stored.
///
/// The xxh3-128 over four little-endian words of eight bytes for each file that has bytes, in the
/// order of the files: its number, its length, and the two halves of the `PlacedHash` of its
/// decompressed bytes, low half first. A file without bytes shows in the numbers of those after it.
struct InputDigest {
  private struct File {
    var byteCount: UInt64 = 0
    var hash = PlacedHash()
  }

  /// By the files' numbers, sorted before they are gone through.
  private var files: [UInt32: File] = [:]

  /// Adds the bytes of a segment, in any order of the segments.
  mutating func add(_ segment: UnitSegment, _ hash: PlacedHash) {
    files[segment.file, default: File()].byteCount &+= segment.byteCount
    files[segment.file, default: File()].hash += hash
  }

  /// The digest of all that was added.
  var hash: Hash128 {
    var words: [UInt64] = []
    for (number, file) in files.sorted(by: { $0.key < $1.key }) {
      let hash = file.hash.hash128
      words += [UInt64(number), file.byteCount, hash.low, hash.high]
    }
    return Hash128(ofWords: words)
  }
}

extension InputDigest {
  /// The digest of units that have been encoded.
  static func of(_ receipts: [PartReceipt]) -> Hash128 {
    var digest = InputDigest()
    for receipt in receipts {
      for (segment, hash) in zip(receipt.segments, receipt.segmentHashes) {
        digest.add(segment, hash)
      }
    }
    return digest.hash
  }

  /// The digest of `inputs` as they are now: reads them all, and makes nothing of them.
  static func of(_ inputs: [InputFile], stop: StopFlag) throws(Fault) -> Hash128 {
    // Any values do: the digest does not depend on the units.
    let reading = ReadingOptions()
    var reader = UnitReader(
      inputs, unitByteCount: reading.unitByteCount,
      maximumLineByteCount: reading.maximumLineByteCount)
    var unit = InputUnit()
    var digest = InputDigest()
    while !stop.isStopping, try reader.next(&unit) {
      try unit.load()
      for (segment, hash) in zip(unit.segments, unit.segmentHashes) { digest.add(segment, hash) }
    }
    try stop.check(resumes: true)
    return digest.hash
  }
}
