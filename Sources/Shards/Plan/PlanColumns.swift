import ByteIO
import Records

/// Columns of a section of records.
struct PlanRecordColumns {
  var files: [UInt32] = []
  var lines: [UInt64] = []
  var byteOffsets: [UInt64] = []
  var byteCounts: [UInt64] = []
  var tokenCounts: [UInt32] = []
  var dispositions: [UInt32] = []

  static let rowByteCount = 36

  var count: Int { files.count }

  mutating func append(_ record: PlanRecord) {
    files.append(record.file)
    lines.append(record.line)
    byteOffsets.append(record.byteOffset)
    byteCounts.append(record.byteCount)
    tokenCounts.append(record.tokenCount)
    switch record.disposition {
    case .kept(let split): dispositions.append(UInt32(split))
    case .rejected(let reason):
      let number = RejectionReason.allCases.firstIndex(of: reason) ?? 0
      dispositions.append(PlanLayout.rejectedCode + UInt32(number))
    }
  }

  func encoded() -> [UInt8] {
    var fields = ByteFields()
    fields.append(planesOf: files)
    fields.append(planesOf: lines)
    fields.append(planesOf: byteOffsets)
    fields.append(planesOf: byteCounts)
    fields.append(planesOf: tokenCounts)
    fields.append(planesOf: dispositions)
    return fields.bytes
  }

  init() {}

  /// Reads a section of `count` records, whose places ascend.
  init(_ bytes: Span<UInt8>, count: Int, _ path: String, section: Int) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .chunk(section))
    try cursor.planes(count, into: &files)
    try cursor.planes(count, into: &lines)
    try cursor.planes(count, into: &byteOffsets)
    try cursor.planes(count, into: &byteCounts)
    try cursor.planes(count, into: &tokenCounts)
    try cursor.planes(count, into: &dispositions)
    try cursor.end()
    for index in files.indices.dropFirst()
    where (files[index - 1], lines[index - 1]) >= (files[index], lines[index]) {
      throw Fault(
        .malformed, path, .chunk(section),
        expected: "a place after line \(lines[index - 1]) of file \(files[index - 1])",
        found: "line \(lines[index]) of file \(files[index])")
    }
  }
}

/// Columns of a section of rows.
struct PlanRowColumns {
  var pieceCounts: [UInt32] = []
  var records: [UInt32] = []
  var starts: [UInt32] = []
  var tokenCounts: [UInt32] = []

  /// What so many rows with so many pieces take.
  static func byteCount(rowCount: Int, pieceCount: Int) -> Int {
    8 + 4 * rowCount + 12 * pieceCount
  }

  /// The pieces in a section of so many rows and bytes; rounded down where it is none.
  static func pieceCount(rowCount: UInt64, _ byteCount: UInt32) -> Int {
    max(0, Int(byteCount) - 8 - 4 * Int(rowCount)) / 12
  }

  mutating func append(_ pieces: ArraySlice<RowPlan.Piece>) {
    pieceCounts.append(UInt32(pieces.count))
    for piece in pieces {
      records.append(piece.record)
      starts.append(piece.tokenStart)
      tokenCounts.append(piece.tokenCount)
    }
  }

  func encoded() -> [UInt8] {
    var fields = ByteFields()
    fields.append(UInt32(pieceCounts.count))
    fields.append(UInt32(records.count))
    fields.append(planesOf: pieceCounts)
    fields.append(planesOf: records)
    fields.append(planesOf: starts)
    fields.append(planesOf: tokenCounts)
    return fields.bytes
  }

  init() {}

  /// Reads a section of rows; every piece lies within `recordCount` records.
  init(
    _ bytes: Span<UInt8>, count: Int, recordCount: Int, _ path: String, section: Int
  ) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .chunk(section))
    let rowCount = Int(try cursor.integer(UInt32.self))
    let pieceCount = Int(try cursor.integer(UInt32.self))
    guard rowCount == count else {
      throw Fault(
        .mismatch, path, .chunk(section), expected: "\(count) rows", found: "\(rowCount)")
    }
    try cursor.planes(rowCount, into: &pieceCounts)
    try cursor.planes(pieceCount, into: &records)
    try cursor.planes(pieceCount, into: &starts)
    try cursor.planes(pieceCount, into: &tokenCounts)
    try cursor.end()
    guard pieceCounts.reduce(0, { $0 + Int($1) }) == pieceCount,
      pieceCounts.allSatisfy({ $0 > 0 }), tokenCounts.allSatisfy({ $0 > 0 }),
      records.allSatisfy({ $0 < recordCount })
    else {
      throw Fault(
        .malformed, path, .chunk(section),
        expected: "\(pieceCount) pieces in rows that are not empty, each of a token at least and "
          + "of one of \(recordCount) records", found: "others")
    }
  }
}
