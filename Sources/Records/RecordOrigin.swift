/// Where one record (one line of input) stands in its unit.
///
/// The line number counts from the segment's start, since a unit that begins in the middle of a
/// file cannot know how many lines came before it; the plan makes it absolute.
package struct RecordOrigin: Sendable, Equatable {
  /// The index of the unit's segment that holds the line.
  package var segment: UInt32
  /// The line's number from the segment's start, from 0; blank lines count.
  package var line: UInt32
  /// Where the line starts in the unit's bytes.
  package var unitByteOffset: UInt64
  /// The line's length in bytes, without its line end.
  package var byteCount: UInt64

  package init(segment: UInt32, line: UInt32, unitByteOffset: UInt64, byteCount: UInt64) {
    self.segment = segment
    self.line = line
    self.unitByteOffset = unitByteOffset
    self.byteCount = byteCount
  }

  /// The line's first byte, counted from the start of its file's decompressed bytes.
  package func fileByteOffset(in segments: [UnitSegment]) -> UInt64 {
    let segment = segments[Int(segment)]
    return segment.fileByteOffset + (unitByteOffset - segment.unitByteOffset)
  }
}
