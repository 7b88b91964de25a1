@testable import GPUFeeder

/// The slow, obvious twin of `RowWriter`: a batch's bytes from rows, element by element.
enum ReferenceBatch {
  static func bytes(
    _ rows: [TestDataSet.Row], columns: BatchColumns, elementType: ElementType
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ value: Int64) {
      for byte in 0..<elementType.byteCount {
        bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * byte)))
      }
    }
    if columns.contains(.inputIDs) { rows.forEach { $0.tokens.forEach { append(Int64($0)) } } }
    if columns.contains(.labels) { rows.forEach { $0.labels.forEach { append(Int64($0)) } } }
    if columns.contains(.positionIDs) {
      rows.forEach { $0.positions.forEach { append(Int64($0)) } }
    }
    return bytes
  }
}
