import ByteIO

/// What stands beside the tokens of a block: how its rows are cut into segments, where these came
/// from, and what of them is trained on (docs/FORMAT.md, "Sidecar").
///
/// A structure of arrays, kept between blocks so that reading allocates nothing after warm-up.
struct Sidecar: Equatable {
  /// Segments of each row.
  var rowSegmentCounts: [UInt32] = []
  /// Trained runs of each row.
  var rowSpanCounts: [UInt32] = []
  /// Tokens of each segment.
  var tokenCounts: [UInt32] = []
  var files: [UInt32] = []
  /// Absolute line numbers, from 1.
  var lines: [UInt64] = []
  /// The first of its record's tokens in each segment.
  var tokenStarts: [UInt32] = []
  /// Tokens between a trained run and the one before it, or the row's start.
  var gaps: [UInt32] = []
  /// Tokens of each trained run.
  var runs: [UInt32] = []

  // Where the arrays of each row begin; made anew from the counts.
  private(set) var segmentStarts: [Int] = []
  private(set) var spanStarts: [Int] = []

  private static let fixedByteCount = 16
  private static let rowByteCount = 8
  private static let segmentByteCount = 20
  private static let spanByteCount = 8

  /// What so many rows of so many tokens may take: from one segment a row and no run to a segment
  /// and a run a token.
  static func byteCounts(rowCount: Int, tokenCount: Int) -> ClosedRange<Int> {
    let rows = fixedByteCount + rowByteCount * rowCount
    return
      (rows + segmentByteCount * rowCount)...(rows
      + (segmentByteCount + spanByteCount) * tokenCount)
  }

  mutating func removeAll() {
    rowSegmentCounts.removeAll(keepingCapacity: true)
    rowSpanCounts.removeAll(keepingCapacity: true)
    tokenCounts.removeAll(keepingCapacity: true)
    files.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    tokenStarts.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Makes room for so many rows and segments, and for as many runs as fit `byteCount` bytes.
  mutating func reserveCapacity(rowCount: Int, segmentCount: Int, byteCount: Int) {
    rowSegmentCounts.reserveCapacity(rowCount)
    rowSpanCounts.reserveCapacity(rowCount)
    tokenCounts.reserveCapacity(segmentCount)
    files.reserveCapacity(segmentCount)
    lines.reserveCapacity(segmentCount)
    tokenStarts.reserveCapacity(segmentCount)
    let spanCount = (byteCount - Self.fixedByteCount) / Self.spanByteCount
    gaps.reserveCapacity(spanCount)
    runs.reserveCapacity(spanCount)
    segmentStarts.reserveCapacity(rowCount + 1)
    spanStarts.reserveCapacity(rowCount + 1)
  }

  func append(to fields: inout ByteFields) {
    fields.append(UInt32(rowSegmentCounts.count))
    fields.append(UInt32(tokenCounts.count))
    fields.append(UInt32(runs.count))
    fields.append(UInt32(0))
    fields.append(planesOf: rowSegmentCounts)
    fields.append(planesOf: rowSpanCounts)
    fields.append(planesOf: tokenCounts)
    fields.append(planesOf: files)
    fields.append(planesOf: lines)
    fields.append(planesOf: tokenStarts)
    fields.append(planesOf: gaps)
    fields.append(planesOf: runs)
  }

  /// Replaces the arrays by those of `bytes`, which must be those of block `block` of a shard with
  /// `header`, and checks that they make sense.
  mutating func read(
    _ bytes: Span<UInt8>, block: Int, header: ShardHeader, _ path: String
  ) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .sidecar(block))
    let rowCount = Int(try cursor.integer(UInt32.self))
    let segmentCount = Int(try cursor.integer(UInt32.self))
    let spanCount = Int(try cursor.integer(UInt32.self))
    let unused: UInt32 = try cursor.integer()
    let expectedByteCount =
      Self.fixedByteCount + Self.rowByteCount * rowCount
      + Self.segmentByteCount * segmentCount + Self.spanByteCount * spanCount
    guard rowCount == header.rows(ofBlock: block).count, unused == 0,
      bytes.count == expectedByteCount
    else {
      throw Fault(
        .malformed, path, .sidecar(block),
        expected: "\(header.rows(ofBlock: block).count) rows in \(expectedByteCount) bytes, "
          + "unused bytes of zero",
        found: "\(rowCount) rows in \(bytes.count)")
    }
    try cursor.planes(rowCount, into: &rowSegmentCounts)
    try cursor.planes(rowCount, into: &rowSpanCounts)
    try cursor.planes(segmentCount, into: &tokenCounts)
    try cursor.planes(segmentCount, into: &files)
    try cursor.planes(segmentCount, into: &lines)
    try cursor.planes(segmentCount, into: &tokenStarts)
    try cursor.planes(spanCount, into: &gaps)
    try cursor.planes(spanCount, into: &runs)
    try cursor.end()
    try index(firstRow: header.rows(ofBlock: block).lowerBound, header.rowLength, path)
  }

  /// Sums the counts up and makes sure that no row is longer than it may be and that each trained
  /// run lies within a segment.
  private mutating func index(
    firstRow: Int, _ rowLength: Int, _ path: String
  ) throws(Fault) {
    segmentStarts.removeAll(keepingCapacity: true)
    spanStarts.removeAll(keepingCapacity: true)
    var segment = 0
    var span = 0
    for row in rowSegmentCounts.indices {
      segmentStarts.append(segment)
      spanStarts.append(span)
      let segmentEnd = segment + Int(rowSegmentCounts[row])
      let spanEnd = span + Int(rowSpanCounts[row])
      func fault(_ expected: String, _ found: String) -> Fault {
        Fault(.malformed, path, .row(firstRow + row), expected: expected, found: found)
      }
      guard segmentEnd > segment, segmentEnd <= tokenCounts.count, spanEnd <= runs.count else {
        throw fault(
          "one segment at least, of those that are left, and runs that are left",
          "\(segmentEnd - segment) and \(spanEnd - span)")
      }
      var length = 0
      var trainedEnd = 0
      for number in segment..<segmentEnd {
        guard tokenCounts[number] > 0, lines[number] > 0 else {
          throw fault(
            "a token at least, of a line from 1 on",
            "\(tokenCounts[number]) tokens of line \(lines[number])")
        }
        length += Int(tokenCounts[number])
        // The runs that begin in this segment end in it.
        while span < spanEnd, trainedEnd + Int(gaps[span]) < length {
          trainedEnd += Int(gaps[span]) + Int(runs[span])
          guard runs[span] > 0, trainedEnd <= length else {
            throw fault(
              "a trained run that ends by token \(length), with its segment",
              "\(runs[span]) tokens up to \(trainedEnd)")
          }
          span += 1
        }
      }
      guard length <= rowLength else {
        throw fault("segments of at most \(rowLength) tokens in all", "\(length)")
      }
      guard span == spanEnd else {
        throw fault(
          "trained runs within its \(length) tokens", "one at \(trainedEnd + Int(gaps[span]))")
      }
      segment = segmentEnd
    }
    segmentStarts.append(segment)
    spanStarts.append(span)
    guard segment == tokenCounts.count, span == runs.count else {
      throw Fault(
        .malformed, path, .row(firstRow),
        expected: "rows of \(tokenCounts.count) segments and \(runs.count) trained runs",
        found: "\(segment) and \(span)")
    }
  }

  /// Tokens of segments.
  var contentTokenCount: Int { tokenCounts.reduce(0) { $0 + Int($1) } }
  var trainedTokenCount: Int { runs.reduce(0) { $0 + Int($1) } }
}
