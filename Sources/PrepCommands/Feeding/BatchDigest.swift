import ByteIO
import GPUFeeder

/// The hash that `prep feed --digest` prints.
enum BatchDigest {
  /// The XXH3-64 of `input_ids`, then `labels`, each as little-endian int32, row by row.
  static func digest(of batch: Batch, scratch: inout ByteBuffer) -> UInt64 {
    scratch.removeAll()
    for column in [BatchColumns.inputIDs, .labels] {
      // SAFETY: the batch is leased while this runs; the bytes are copied.
      guard let bytes = batch.column(column) else { continue }
      switch batch.layout.elementType {
      case .int32: scratch.append(bytes)
      case .int64:
        for offset in stride(from: 0, to: bytes.count, by: 8) {
          let value = Int32(truncatingIfNeeded: bytes.load(fromByteOffset: offset, as: Int64.self))
          withUnsafeBytes(of: value.littleEndian) { scratch.append($0) }
        }
      }
    }
    return Hash64.of(scratch.span)
  }
}
