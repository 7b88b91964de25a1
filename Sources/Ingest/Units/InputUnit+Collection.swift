package import ByteIO
package import Records

/// Units that are collected record by record, and not cut out of the input: each is like the
/// whole of a small file of its own.
extension InputUnit {
  /// Makes this the empty unit `number`, for records of inputs of that format.
  package mutating func beginCollection(
    _ number: UnitNumber, of format: InputFormat, byteCount: Int
  ) {
    begin(number, expectedByteCount: byteCount)
    segments = [
      UnitSegment(file: number.index, fileByteOffset: 0, unitByteOffset: 0, byteCount: 0)
    ]
    formats = [format]
    startScans = [format.makeScan()]
    append(format.joints.opening)
  }

  /// Appends a record: its bytes in the input.
  package mutating func collect(_ record: borrowing ByteBuffer) {
    append(record.span)
    append(formats[0].joints.closing)
  }

  private mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  private mutating func append(_ bytes: Span<UInt8>) {
    self.bytes.append(bytes)
    byteCount = UInt64(self.bytes.count)
    segments[0].byteCount = byteCount
  }
}
