package import ByteIO
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
  let sections: [PlanIndex.Section]
  private let reasons: [RejectionReason?]

  /// Opens a plan and verifies its header, its index and its description.
  package init(path: String) throws(Fault) {
    file = try File.openRegular(FilePlace(path))
    self.path = path
    sections = try PlanIndex(of: file).sections
    guard let first = sections.first, first.kind == .description,
      sections.dropFirst().allSatisfy({ $0.kind != .description })
    else {
      throw Fault(
        .malformed, path, .index, expected: "a description first", found: "none")
    }
    let bytes = try Self.load(first, number: 0, from: file)
    let description = try PlanDescription(parsing: bytes.span, path)
    recordCount = description.recordCount
    splitNames = description.splits.map(\.name)
    rowCounts = description.splits.map(\.rowCount)
    units = description.units
    reasons = description.reasons.map { RejectionReason(rawValue: $0) }
    try check(description)
  }

  /// Makes sure that the sections cover every record and every row once, in order.
  private func check(_ description: PlanDescription) throws(Fault) {
    var recordCount = 0
    var splits = description.splits.map {
      PlanDescription.Split(name: $0.name, rowCount: 0, pieceCount: 0)
    }
    for (number, section) in sections.enumerated().dropFirst() {
      let split = Int(section.split)
      let count = Int(section.count)
      let next: Int?
      if section.kind == .records {
        next = recordCount
        recordCount += count
      } else if split < splits.count {
        next = splits[split].rowCount
        splits[split].rowCount += count
        splits[split].pieceCount += section.pieceCount
      } else {
        next = nil
      }
      guard let next, section.first == next else {
        throw Fault(
          .malformed, path, .chunk(number), expected: "the records or rows that come next",
          found: "\(count) from \(section.first)")
      }
    }
    guard recordCount == description.recordCount, splits == description.splits else {
      throw Fault(
        .mismatch, path, .index, expected: "the records, rows and pieces of its description",
        found: "\(recordCount) records, \(splits.map(\.rowCount)) rows, "
          + "\(splits.map(\.pieceCount)) pieces")
    }
  }

  private static func load(
    _ section: PlanIndex.Section, number: Int, from file: borrowing File
  ) throws(Fault) -> ByteBuffer {
    var compressed = ByteBuffer()
    var decoded = ByteBuffer()
    var decompressor = ZstdDecompressor()
    let frame = section.frame
    try file.readExactly(Int(frame.compressedByteCount), at: frame.offset, into: &compressed)
    try frame.decode(
      compressed, 0..<compressed.count, into: &decoded, &decompressor, file.path, .chunk(number))
    return decoded
  }

  func records(inSection number: Int) throws(Fault) -> [PlanRecord] {
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
  ) throws(Fault) -> PlanRecord.Disposition {
    if code < splitNames.count { return .kept(split: Int(code)) }
    let number = Int(code) - Int(PlanLayout.rejectedCode)
    guard reasons.indices.contains(number), let reason = reasons[number] else {
      throw Fault(
        .malformed, path, .chunk(section), expected: "a split or a reason",
        found: "number \(code)")
    }
    return .rejected(reason)
  }

  func rows(inSection number: Int) throws(Fault) -> PlanRowColumns {
    let section = sections[number]
    let bytes = try Self.load(section, number: number, from: file)
    return try PlanRowColumns(
      bytes.span, count: Int(section.count), recordCount: recordCount, path, section: number)
  }
}
