import ByteIO

/// Where the sections of a plan lie and what they must hash to (docs/FORMAT.md, "Plan").
struct PlanIndex: Sendable, Equatable {
  enum Kind: UInt32 {
    case description = 1
    case records = 2
    case rows = 3
  }

  /// One zstd frame of the plan.
  struct Section: Sendable, Equatable {
    static let byteCount = 24 + StoredFrame.byteCount

    var kind: Kind
    /// The split of a section of rows; else 0.
    var split: UInt32
    /// The number of the first record or row.
    var first: UInt64
    /// Records or rows; 1 for the description.
    var count: UInt64
    var frame: StoredFrame

    /// The pieces in a section of rows: its length says how many there are.
    var pieceCount: Int { PlanRowColumns.pieceCount(rowCount: count, frame.decodedByteCount) }
  }

  var sections: [Section]

  /// Index frame and trailer frame, for an index that starts at byte `offset`.
  func encodedTail(at offset: UInt64) -> [UInt8] {
    var fields = ByteFields()
    fields.append(PlanLayout.indexFrameMagic)
    fields.append(UInt32(16 + Section.byteCount * sections.count + 8))
    fields.append(utf8: PlanLayout.indexMagic)
    fields.append(UInt32(sections.count))
    fields.append(UInt32(0))
    for section in sections {
      fields.append(section.kind.rawValue)
      fields.append(section.split)
      fields.append(section.first)
      fields.append(section.count)
      fields.append(section.frame)
    }
    fields.appendHash(from: PlanLayout.frameHeaderByteCount)
    fields.append(PlanLayout.trailerFrameMagic)
    fields.append(UInt32(PlanLayout.trailerByteCount - PlanLayout.frameHeaderByteCount))
    fields.append(offset)
    fields.append(utf8: PlanLayout.endMagic)
    return fields.bytes
  }

  init(sections: [Section]) {
    self.sections = sections
  }

  /// Reads header, trailer and index of a plan; the sections fill what is between without gap.
  init(of file: borrowing File) throws(Fault) {
    let path = file.path
    let byteCount = try file.byteCount()
    let framing = UInt64(PlanLayout.headerByteCount + PlanLayout.trailerByteCount)
    guard byteCount >= framing else {
      throw Fault(
        .truncated, path, .file, expected: "at least \(framing) bytes", found: "\(byteCount)")
    }
    var buffer = ByteBuffer()
    try file.readExactly(PlanLayout.headerByteCount, at: 0, into: &buffer)
    try PlanLayout.checkHeader(buffer.span, path)
    let trailerOffset = byteCount - UInt64(PlanLayout.trailerByteCount)
    try file.readExactly(PlanLayout.trailerByteCount, at: trailerOffset, into: &buffer)
    var trailer = FieldCursor(buffer.span, path, .footer)
    let magic: UInt32 = try trailer.integer()
    let length: UInt32 = try trailer.integer()
    let offset: UInt64 = try trailer.integer()
    guard magic == PlanLayout.trailerFrameMagic,
      Int(length) == PlanLayout.trailerByteCount - PlanLayout.frameHeaderByteCount,
      try trailer.isNext(PlanLayout.endMagic),
      offset >= UInt64(PlanLayout.headerByteCount), offset <= trailerOffset
    else {
      throw Fault(
        .malformed, path, .footer, expected: "the place of the index",
        found: "other bytes: the file is damaged or not whole")
    }
    try file.readExactly(Int(trailerOffset - offset), at: offset, into: &buffer)
    try self.init(buffer.span, endingAt: offset, path)
  }

  private init(
    _ bytes: Span<UInt8>, endingAt offset: UInt64, _ path: String
  ) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .index)
    let magic: UInt32 = try cursor.integer()
    let length: UInt32 = try cursor.integer()
    let isIndex = try cursor.isNext(PlanLayout.indexMagic)
    let count: UInt32 = try cursor.integer()
    let unused: UInt32 = try cursor.integer()
    guard magic == PlanLayout.indexFrameMagic, isIndex, unused == 0,
      Int(length) == bytes.count - PlanLayout.frameHeaderByteCount,
      bytes.count == PlanLayout.frameHeaderByteCount + 16 + Section.byteCount * Int(count) + 8
    else {
      throw Fault(
        .malformed, path, .index, expected: "an index of \(count) sections",
        found: "\(bytes.count) bytes")
    }
    var hashed = FieldCursor(bytes, path, .index)
    try hashed.skip(bytes.count - 8)
    try hashed.verifyHash(from: PlanLayout.frameHeaderByteCount)
    sections = []
    var end = UInt64(PlanLayout.headerByteCount)
    for number in 0..<Int(count) {
      let section = try Self.section(&cursor, number, path)
      try section.check(at: end, path, number)
      sections.append(section)
      end = section.frame.end
    }
    guard end == offset else {
      throw Fault(
        .mismatch, path, .index, expected: "sections up to byte \(offset)", found: "\(end)")
    }
  }

  private static func section(
    _ cursor: inout FieldCursor, _ number: Int, _ path: String
  ) throws(Fault) -> Section {
    let code: UInt32 = try cursor.integer()
    guard let kind = Kind(rawValue: code) else {
      throw Fault(
        .malformed, path, .chunk(number), expected: "a section of kind 1, 2 or 3",
        found: "kind \(code)")
    }
    return Section(
      kind: kind, split: try cursor.integer(), first: try cursor.integer(),
      count: try cursor.integer(), frame: try cursor.frame())
  }
}

extension PlanIndex.Section {
  /// Makes sure that the section begins at byte `offset` and is as long as its count asks for.
  fileprivate func check(
    at offset: UInt64, _ path: String, _ number: Int
  ) throws(Fault) {
    let limit: UInt64
    let lengths: (Int) -> ClosedRange<Int>
    switch kind {
    case .description:
      limit = 1
      lengths = { _ in 0...JSONLimits.byteCount }
    case .records:
      limit = UInt64(PlanLayout.recordsPerSection)
      lengths = { $0 * PlanRecordColumns.rowByteCount...$0 * PlanRecordColumns.rowByteCount }
    case .rows:
      limit = UInt64(PlanLayout.rowsPerSection)
      lengths = { PlanRowColumns.byteCount(rowCount: $0, pieceCount: $0)...PlanLayout.rowByteLimit }
    }
    guard (1...limit).contains(count), first <= UInt64(UInt32.max), kind == .rows || split == 0
    else {
      throw Fault(
        .malformed, path, .chunk(number), expected: "1 to \(limit) records or rows",
        found: "\(count) from \(first) of split \(split)")
    }
    try frame.check(
      at: offset, decodedByteCounts: lengths(Int(count)), path, .chunk(number))
    guard
      kind != .rows
        || PlanRowColumns.byteCount(rowCount: Int(count), pieceCount: pieceCount)
          == Int(frame.decodedByteCount)
    else {
      throw Fault(
        .malformed, path, .chunk(number), expected: "rows and pieces in whole",
        found: "\(frame.decodedByteCount) bytes")
    }
  }
}
