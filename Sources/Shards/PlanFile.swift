import ByteIO
import Records

/// An open plan.
///
/// Sections are read, verified and checked when they are needed; none is kept.
package final class PlanFile: Sendable {
  package let path: String
  /// Records that were sound in themselves, kept or not.
  package let recordCount: Int
  package let splitNames: [String]
  package let rowCounts: [Int]
  package let units: [PlanUnit]
  private let file: File
  let sections: [PlanLayout.Section]
  private let reasons: [RejectionReason?]

  /// Opens a plan and verifies its header, its index and its description.
  package init(path: String) throws(ShardError) {
    do {
      file = try File.open(path)
    } catch {
      throw ShardError(error)
    }
    self.path = path
    sections = try Self.sections(of: file)
    guard let first = sections.first, first.kind == .description,
      sections.dropFirst().allSatisfy({ $0.kind != .description })
    else {
      throw ShardError(
        .malformed, path, .index, expected: "a description first", found: "none")
    }
    let bytes = try Self.load(first, number: 0, from: file)
    let description: PlanDescription
    do {
      description = try PlanDescription(JSONReader(parsing: bytes.span))
    } catch {
      throw ShardError(error, path)
    }
    recordCount = description.recordCount
    splitNames = description.splits.map(\.name)
    rowCounts = description.splits.map(\.rowCount)
    units = description.units
    reasons = description.reasons.map { RejectionReason(rawValue: $0) }
    try checkCounts()
  }

  private static func sections(of file: borrowing File) throws(ShardError) -> [PlanLayout.Section] {
    let path = file.path
    let byteCount = try file.sizeForReading()
    let framing = UInt64(PlanLayout.headerByteCount + PlanLayout.trailerByteCount)
    guard byteCount >= framing else {
      throw ShardError(
        .truncated, path, .file, expected: "at least \(framing) bytes", found: "\(byteCount)")
    }
    var buffer = ByteBuffer()
    try file.load(PlanLayout.headerByteCount, at: 0, into: &buffer)
    try checkHeader(buffer.span, path)
    let trailerOffset = byteCount - UInt64(PlanLayout.trailerByteCount)
    try file.load(PlanLayout.trailerByteCount, at: trailerOffset, into: &buffer)
    var trailer = FieldCursor(buffer.span, path, .footer)
    let magic: UInt32 = try trailer.integer()
    let length: UInt32 = try trailer.integer()
    let offset: UInt64 = try trailer.integer()
    guard magic == PlanLayout.trailerFrameMagic,
      Int(length) == PlanLayout.trailerByteCount - 8,
      try trailer.text(8) == PlanLayout.endMagic,
      offset >= UInt64(PlanLayout.headerByteCount), offset <= trailerOffset
    else {
      throw ShardError(
        .malformed, path, .footer, expected: "the place of the index",
        found: "other bytes: the file is damaged or not whole")
    }
    try file.load(Int(trailerOffset - offset), at: offset, into: &buffer)
    return try index(buffer.span, endingAt: offset, path)
  }

  private static func checkHeader(_ bytes: Span<UInt8>, _ path: String) throws(ShardError) {
    var cursor = FieldCursor(bytes, path, .header)
    let frameMagic: UInt32 = try cursor.integer()
    let length: UInt32 = try cursor.integer()
    guard frameMagic == PlanLayout.headerFrameMagic, try cursor.text(8) == PlanLayout.magic else {
      throw ShardError(
        .notThisFormat, path, .header, expected: "a skippable frame with \(PlanLayout.magic)",
        found: "other bytes")
    }
    let major: UInt16 = try cursor.integer()
    let _: UInt16 = try cursor.integer()
    guard major == PlanLayout.majorVersion else {
      throw ShardError(
        .unsupportedVersion, path, .header, expected: "major version \(PlanLayout.majorVersion)",
        found: "\(major)")
    }
    let flags: UInt32 = try cursor.integer()
    try cursor.verifyHash(from: 8)
    guard flags == 0, Int(length) == PlanLayout.headerByteCount - 8 else {
      throw ShardError(
        .malformed, path, .header, expected: "no flags", found: "flags \(flags)")
    }
  }

  private static func index(
    _ bytes: Span<UInt8>, endingAt offset: UInt64, _ path: String
  ) throws(ShardError) -> [PlanLayout.Section] {
    var cursor = FieldCursor(bytes, path, .index)
    let magic: UInt32 = try cursor.integer()
    let length: UInt32 = try cursor.integer()
    let name = try cursor.text(8)
    let count: UInt32 = try cursor.integer()
    let _: UInt32 = try cursor.integer()
    guard magic == PlanLayout.indexFrameMagic, Int(length) == bytes.count - 8,
      name == PlanLayout.indexMagic,
      bytes.count == 8 + 16 + PlanLayout.Section.byteCount * Int(count) + 8
    else {
      throw ShardError(
        .malformed, path, .index, expected: "an index of \(count) sections",
        found: "\(bytes.count) bytes")
    }
    var sections: [PlanLayout.Section] = []
    var end = UInt64(PlanLayout.headerByteCount)
    for number in 0..<Int(count) {
      let code: UInt32 = try cursor.integer()
      let split: UInt32 = try cursor.integer()
      let first: UInt64 = try cursor.integer()
      let itemCount: UInt64 = try cursor.integer()
      let frame = ShardIndex.Frame(
        offset: try cursor.integer(), compressedByteCount: try cursor.integer(),
        decodedByteCount: try cursor.integer(), compressedHash: try cursor.integer(),
        decodedHash: try cursor.integer())
      guard let kind = PlanLayout.SectionKind(rawValue: code), frame.offset == end,
        Int(frame.decodedByteCount) <= PlanLayout.sectionByteLimit,
        frame.end <= offset, first <= UInt64(UInt32.max), itemCount <= UInt64(UInt32.max)
      else {
        throw ShardError(
          .malformed, path, .chunk(number), expected: "a section at byte \(end)",
          found: "kind \(code), \(frame.decodedByteCount) bytes at byte \(frame.offset)")
      }
      sections.append(
        .init(kind: kind, split: split, first: first, count: itemCount, frame: frame))
      end = frame.end
    }
    try cursor.verifyHash(from: 8)
    guard end == offset else {
      throw ShardError(
        .mismatch, path, .index, expected: "sections up to byte \(offset)", found: "\(end)")
    }
    return sections
  }

  /// Makes sure that the sections cover every record and every row once, in order.
  private func checkCounts() throws(ShardError) {
    var records: UInt64 = 0
    var rows = [UInt64](repeating: 0, count: splitNames.count)
    for (number, section) in sections.enumerated().dropFirst() {
      let isNext: Bool
      if section.kind == .records {
        isNext = section.first == records && section.count > 0
        records += section.count
      } else {
        isNext =
          Int(section.split) < rows.count && section.first == rows[Int(section.split)]
          && section.count > 0
        if isNext { rows[Int(section.split)] += section.count }
      }
      guard isNext else {
        throw ShardError(
          .malformed, path, .chunk(number), expected: "the next records or rows",
          found: "\(section.count) from \(section.first)")
      }
    }
    guard records == recordCount, rows.elementsEqual(rowCounts.map { UInt64($0) }) else {
      throw ShardError(
        .mismatch, path, .index, expected: "\(recordCount) records and \(rowCounts) rows",
        found: "\(records) and \(rows)")
    }
  }

  private static func load(
    _ section: PlanLayout.Section, number: Int, from file: borrowing File
  ) throws(ShardError) -> ByteBuffer {
    var compressed = ByteBuffer()
    var decoded = ByteBuffer()
    let frame = section.frame
    try file.load(Int(frame.compressedByteCount), at: frame.offset, into: &compressed)
    let hash = Hash64.of(compressed.span)
    guard hash == frame.compressedHash else {
      throw .checksum(file.path, .chunk(number), stated: frame.compressedHash, actual: hash)
    }
    var decompressor = ZstdDecompressor()
    do {
      try decompressor.decompress(
        compressed.span, byteCount: Int(frame.decodedByteCount), into: &decoded)
    } catch {
      throw ShardError(
        .malformed, file.path, .chunk(number),
        expected: "a zstd frame of \(frame.decodedByteCount) bytes", found: error.description)
    }
    let decodedHash = Hash64.of(decoded.span)
    guard decodedHash == frame.decodedHash else {
      throw .checksum(
        file.path, .chunk(number), stated: frame.decodedHash, actual: decodedHash)
    }
    return decoded
  }

  func records(inSection number: Int) throws(ShardError) -> [PlanRecord] {
    let section = sections[number]
    let bytes = try Self.load(section, number: number, from: file)
    let columns = try PlanRecordColumns(
      bytes.span, count: Int(section.count), path, section: number)
    var records: [PlanRecord] = []
    records.reserveCapacity(columns.count)
    for index in 0..<columns.count {
      records.append(
        PlanRecord(
          file: columns.files[index], line: columns.lines[index],
          byteOffset: columns.byteOffsets[index], byteCount: columns.byteCounts[index],
          tokenCount: columns.tokenCounts[index],
          disposition: try disposition(columns.dispositions[index], section: number)))
    }
    return records
  }

  private func disposition(
    _ code: UInt32, section: Int
  ) throws(ShardError) -> PlanRecord.Disposition {
    if code < splitNames.count { return .kept(split: Int(code)) }
    let number = Int(code) - Int(PlanLayout.rejectedCode)
    guard reasons.indices.contains(number), let reason = reasons[number] else {
      throw ShardError(
        .malformed, path, .chunk(section), expected: "a split or a reason",
        found: "number \(code)")
    }
    return .rejected(reason)
  }

  func rows(inSection number: Int) throws(ShardError) -> PlanRowColumns {
    let section = sections[number]
    let bytes = try Self.load(section, number: number, from: file)
    return try PlanRowColumns(
      bytes.span, count: Int(section.count), recordCount: recordCount, path, section: number)
  }
}
