/// A contiguous range of one input file's decompressed bytes, held by one unit of input.
///
/// A unit is the input of one encode task. It is a list of segments: a large file gives many
/// units of one segment each; many small files share a unit, one segment a file.
package struct UnitSegment: Sendable, Equatable {
  /// The file's number in the order the inputs were named and listed, from 0.
  package var file: UInt32
  /// Where the segment starts in the file's decompressed bytes; always the start of a line.
  package var fileByteOffset: UInt64
  /// Where the segment starts in the unit's bytes.
  package var unitByteOffset: UInt64
  /// The segment's length; `fileByteOffset + byteCount` is the end of a line or of the file.
  package var byteCount: UInt64

  package init(file: UInt32, fileByteOffset: UInt64, unitByteOffset: UInt64, byteCount: UInt64) {
    self.file = file
    self.fileByteOffset = fileByteOffset
    self.unitByteOffset = unitByteOffset
    self.byteCount = byteCount
  }
}
