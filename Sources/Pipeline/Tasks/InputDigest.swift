import ByteIO
import Ingest
import Shards

/// One hash for all bytes of the input: the hash of its units' hashes.
enum InputDigest {
  /// The digest of units that have been encoded.
  static func of(_ receipts: [PartReceipt]) -> Hash128 {
    var hashes: [UInt8] = []
    for receipt in receipts { append(receipt.unitHash, to: &hashes) }
    return Hash128(of: hashes.span)
  }

  /// The digest of `inputs` as they are now: reads them all, and makes nothing of them.
  static func of(
    _ inputs: [InputFile], unitByteCount: Int, maximumLineByteCount: Int, stop: StopFlag
  ) throws(Fault) -> Hash128 {
    var reader = UnitReader(
      inputs, unitByteCount: unitByteCount, maximumLineByteCount: maximumLineByteCount)
    var unit = InputUnit()
    var hashes: [UInt8] = []
    while !stop.isStopping, try reader.next(&unit) {
      try unit.load()
      append(unit.hash, to: &hashes)
    }
    try stop.check(resumes: true)
    return Hash128(of: hashes.span)
  }

  private static func append(_ hash: Hash128, to bytes: inout [UInt8]) {
    for half in [hash.low, hash.high] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: half >> shift))
      }
    }
  }
}
