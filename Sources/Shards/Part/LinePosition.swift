package import ByteIO
package import Records

/// A place between two lines of the input: where one unit ends and the next begins.
///
/// Numbers the lines of files through, segment by segment, and refuses gaps.
package struct LinePosition: Sendable, Equatable {
  /// The file's number, in the order the inputs were named and listed.
  package var file: UInt32
  /// How many of the file's decompressed bytes stand before.
  package var byte: UInt64
  /// The number in the file of the line that begins here, from 1.
  package var line: UInt64

  /// Where the first file begins.
  package static let start = LinePosition(file: 0, byte: 0, line: 1)

  package init(file: UInt32, byte: UInt64, line: UInt64) {
    self.file = file
    self.byte = byte
    self.line = line
  }

  /// Goes over the segments of `part`.
  mutating func place(_ part: PartReader) throws(Fault) -> [PartSet.Segment] {
    try place(part.segments, part.lineCounts, part.path)
  }

  /// Goes over segments that the file `path` names, with so many lines each.
  ///
  /// - Returns: The segments with the numbers of their lines.
  /// - Throws: `mismatch` where a segment neither begins here nor is the first of a later file.
  package mutating func place(
    _ segments: [UnitSegment], _ lineCounts: [UInt64], _ path: String
  ) throws(Fault) -> [PartSet.Segment] {
    var placed: [PartSet.Segment] = []
    for (segment, lineCount) in zip(segments, lineCounts) {
      if segment.file > file { self = LinePosition(file: segment.file, byte: 0, line: 1) }
      let (end, overflow) = segment.fileByteOffset.addingReportingOverflow(segment.byteCount)
      let (nextLine, lineOverflow) = line.addingReportingOverflow(lineCount)
      guard segment.file == file, segment.fileByteOffset == byte, !overflow, !lineOverflow else {
        throw Fault(
          .mismatch, path, .footer, expected: "byte \(byte) of file \(file), or a later file",
          found: "byte \(segment.fileByteOffset) of file \(segment.file)")
      }
      placed.append(PartSet.Segment(segment: segment, firstLine: line, lineCount: lineCount))
      byte = end
      line = nextLine
    }
    return placed
  }
}
