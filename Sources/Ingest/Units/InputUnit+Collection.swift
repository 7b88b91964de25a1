package import ByteIO
import Records

/// Units that are collected record by record, and not cut out of the input: each is like the
/// whole of a small file of its own, with one record a line, or one an element.
extension InputUnit {
  /// Makes this the empty unit `number`, for records that were lines or elements of an array.
  package mutating func beginCollection(_ number: Int, areElements: Bool, byteCount: Int) {
    begin(number: number, expectedByteCount: byteCount)
    segments = [
      UnitSegment(file: UInt32(number), fileByteOffset: 0, unitByteOffset: 0, byteCount: 0)
    ]
    self.areElements = [areElements]
    if areElements { append([UInt8(ascii: "[")].span) }
  }

  /// Appends a record: the bytes of its line or element.
  package mutating func collect(_ record: borrowing ByteBuffer) {
    append(record.span)
    append([areElements[0] ? UInt8(ascii: ",") : LineScan.newline].span)
  }

  private mutating func append(_ bytes: Span<UInt8>) {
    self.bytes.append(bytes)
    byteCount = UInt64(self.bytes.count)
    segments[0].byteCount = byteCount
  }
}
