import ByteIO
import Records

/// The numbers and frames of docs/FORMAT.md, "Plan".
enum PlanLayout {
  static let magic = "PREPPLAN"
  static let indexMagic = "PREPPIDX"
  static let endMagic = "PREPPEND"
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  static let headerFrameMagic: UInt32 = 0x184D_2A50
  static let indexFrameMagic: UInt32 = 0x184D_2A51
  static let trailerFrameMagic: UInt32 = 0x184D_2A52
  static let headerByteCount = 32
  static let trailerByteCount = 24
  static let recordsPerSection = 65_536
  static let rowsPerSection = 8192
  /// A section of rows is closed once it holds this many pieces.
  static let piecesPerSection = 262_144
  /// What a reader allocates for a section at the most.
  static let sectionByteLimit = 1 << 28
  static let rejectedCode: UInt32 = 256

  enum SectionKind: UInt32 {
    case description = 1
    case records = 2
    case rows = 3
  }

  /// One zstd frame of the plan.
  struct Section: Sendable, Equatable {
    static let byteCount = 56

    var kind: SectionKind
    /// The split of a section of rows; else 0.
    var split: UInt32
    /// The number of the first record or row.
    var first: UInt64
    /// Records or rows.
    var count: UInt64
    var frame: ShardIndex.Frame
  }

  static func header() -> [UInt8] {
    var fields = ByteFields()
    fields.append(headerFrameMagic)
    fields.append(UInt32(headerByteCount - 8))
    fields.append(utf8: magic)
    fields.append(majorVersion)
    fields.append(minorVersion)
    fields.append(UInt32(0))
    fields.appendHash(from: 8)
    return fields.bytes
  }

  /// Index frame and trailer frame, for an index that starts at byte `offset`.
  static func tail(_ sections: [Section], at offset: UInt64) -> [UInt8] {
    var fields = ByteFields()
    fields.append(indexFrameMagic)
    fields.append(UInt32(16 + Section.byteCount * sections.count + 8))
    fields.append(utf8: indexMagic)
    fields.append(UInt32(sections.count))
    fields.append(UInt32(0))
    for section in sections {
      fields.append(section.kind.rawValue)
      fields.append(section.split)
      fields.append(section.first)
      fields.append(section.count)
      fields.append(section.frame.offset)
      fields.append(section.frame.compressedByteCount)
      fields.append(section.frame.decodedByteCount)
      fields.append(section.frame.compressedHash)
      fields.append(section.frame.decodedHash)
    }
    fields.appendHash(from: 8)
    fields.append(trailerFrameMagic)
    fields.append(UInt32(trailerByteCount - 8))
    fields.append(offset)
    fields.append(utf8: endMagic)
    return fields.bytes
  }
}

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

  init(_ bytes: Span<UInt8>, count: Int, _ path: String, section: Int) throws(ShardError) {
    var cursor = FieldCursor(bytes, path, .chunk(section))
    try cursor.planes(count, into: &files)
    try cursor.planes(count, into: &lines)
    try cursor.planes(count, into: &byteOffsets)
    try cursor.planes(count, into: &byteCounts)
    try cursor.planes(count, into: &tokenCounts)
    try cursor.planes(count, into: &dispositions)
    try cursor.end()
  }
}

/// Columns of a section of rows.
struct PlanRowColumns {
  var pieceCounts: [UInt32] = []
  var records: [UInt32] = []
  var starts: [UInt32] = []
  var tokenCounts: [UInt32] = []

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
  ) throws(ShardError) {
    var cursor = FieldCursor(bytes, path, .chunk(section))
    let rowCount = Int(try cursor.integer(UInt32.self))
    let pieceCount = Int(try cursor.integer(UInt32.self))
    guard rowCount == count else {
      throw ShardError(
        .mismatch, path, .chunk(section), expected: "\(count) rows", found: "\(rowCount)")
    }
    try cursor.planes(rowCount, into: &pieceCounts)
    try cursor.planes(pieceCount, into: &records)
    try cursor.planes(pieceCount, into: &starts)
    try cursor.planes(pieceCount, into: &tokenCounts)
    try cursor.end()
    guard pieceCounts.reduce(0, { $0 + Int($1) }) == pieceCount,
      pieceCounts.allSatisfy({ $0 > 0 }), records.allSatisfy({ $0 < recordCount })
    else {
      throw ShardError(
        .malformed, path, .chunk(section),
        expected: "\(pieceCount) pieces of \(recordCount) records", found: "others")
    }
  }
}
