import Records

/// One segment of a unit, as its format reads it.
///
/// SAFETY: `held` is lent by the unit's buffer, whose padding follows it, for the calls of one
/// `RecordParser.parse`; it is read through the checked interface of collections.
struct SegmentBytes {
  /// What is held of the unit, up to the segment's end: indices are offsets in the unit.
  let held: UnsafeRawBufferPointer
  /// Where the segment begins and ends in the unit.
  let range: Range<UInt64>
  /// Whether the segment begins where its input does.
  let isInputStart: Bool
  /// Whether the segment is known to end where its input does.
  let isInputEnd: Bool
  /// What has seen the whole segment, where its last record is too long to be held whole.
  let unheldScan: (any BorderScan)?
  /// What finds the borders of the input, as it was where the segment begins.
  let startScan: any BorderScan
  /// What messages call a record.
  let recordName: String

  init(
    _ index: Int, of unit: borrowing InputUnit, _ bytes: UnsafeRawBufferPointer
  ) {
    let segment = unit.segments[index]
    range = segment.unitByteOffset..<(segment.unitByteOffset + segment.byteCount)
    held = UnsafeRawBufferPointer(
      rebasing: bytes[..<Int(min(range.upperBound, UInt64(bytes.count)))])
    isInputStart = segment.fileByteOffset == 0
    // A unit goes on in another segment only where an input ends.
    isInputEnd = index < unit.segments.count - 1 || unit.endsInput
    unheldScan = UInt64(held.count) < range.upperBound ? unit.unheldScan : nil
    startScan = unit.startScans[index]
    recordName = unit.formats[index].recordName
  }

  /// Whether `position` is the first byte of the input.
  func isInputStart(_ position: UInt64) -> Bool { isInputStart && position == range.lowerBound }
}
