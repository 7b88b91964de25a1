package import ByteIO

/// An open table.
///
/// Sections are verified where they are read whole.
package final class TableReader: Sendable {
  package let path: String
  private let file: File
  private let sections: [TableFile.Section]

  package init(_ place: FilePlace, _ kind: TableFile.Kind) throws(Fault) {
    let path = place.path
    let file = try File.openRegular(place)
    let length = try file.byteCount()
    let framing = UInt64(TableFile.headerByteCount + TableFile.trailerByteCount)
    guard length >= framing else {
      throw Fault(
        .truncated, path, .file, expected: "at least \(framing) bytes", found: "\(length)")
    }
    var buffer = ByteBuffer()
    try file.readExactly(TableFile.headerByteCount, at: 0, into: &buffer)
    var header = FieldCursor(buffer.span, path, .header)
    guard try header.isNext(TableFile.magic), try header.isNext(kind.name),
      try header.integer(UInt32.self) == TableFile.version
    else {
      throw Fault(
        .notThisFormat, path, .header,
        expected: "a table \(kind.name) of version "
          + "\(TableFile.version)", found: "other bytes")
    }
    let trailerOffset = length - UInt64(TableFile.trailerByteCount)
    try file.readExactly(TableFile.trailerByteCount, at: trailerOffset, into: &buffer)
    var trailer = FieldCursor(buffer.span, path, .footer)
    let stated: UInt64 = try trailer.integer()
    let count: UInt64 = try trailer.integer()
    let (listByteCount, overflow) = count.multipliedReportingOverflow(
      by: UInt64(TableFile.Section.byteCount))
    guard try trailer.isNext(TableFile.endMagic), !overflow,
      listByteCount <= trailerOffset - UInt64(TableFile.headerByteCount)
    else {
      throw Fault(
        .malformed, path, .footer, expected: "the end of a table", found: "other bytes")
    }
    let start = trailerOffset - listByteCount
    try file.readExactly(Int(listByteCount), at: start, into: &buffer)
    let actual = Hash64.of(buffer.span)
    guard actual == stated else { throw .checksum(path, .index, stated: stated, actual: actual) }
    var list = FieldCursor(buffer.span, path, .index)
    var sections: [TableFile.Section] = []
    var end = UInt64(TableFile.headerByteCount)
    for number in 0..<Int(count) {
      let section = TableFile.Section(
        offset: try list.integer(), byteCount: try list.integer(), hash: try list.integer())
      guard section.offset == end, section.byteCount <= start - end else {
        throw Fault(
          .malformed, path, .chunk(number), expected: "a section at byte \(end)",
          found: "\(section.byteCount) bytes at byte \(section.offset)")
      }
      end += section.byteCount
      sections.append(section)
    }
    self.path = path
    self.file = file
    self.sections = sections
  }

  package var sectionCount: Int { sections.count }

  package func byteCount(ofSection number: Int) -> Int { Int(sections[number].byteCount) }

  /// The bytes of a section, once its hash has been compared.
  package func bytes(ofSection number: Int) throws(Fault) -> ByteBuffer {
    let section = try section(number)
    var buffer = ByteBuffer()
    try file.readExactly(Int(section.byteCount), at: section.offset, into: &buffer)
    let hash = Hash64.of(buffer.span)
    guard hash == section.hash else {
      throw .checksum(path, .chunk(number), stated: section.hash, actual: hash)
    }
    return buffer
  }

  /// Appends bytes of a section to `buffer`, unverified.
  package func read(
    _ range: Range<Int>, ofSection number: Int, into buffer: inout ByteBuffer
  ) throws(Fault) {
    let section = try section(number)
    guard range.upperBound <= Int(section.byteCount), range.lowerBound >= 0 else {
      throw Fault(
        .truncated, path, .chunk(number), expected: "\(range.upperBound) bytes",
        found: "\(section.byteCount)")
    }
    buffer.reserve(buffer.count + range.count)
    let count = try file.read(
      range.count, at: section.offset + UInt64(range.lowerBound), into: &buffer)
    guard count == range.count else {
      throw Fault(
        .truncated, path, .chunk(number), expected: "\(range.count) bytes", found: "\(count)")
    }
  }

  /// How many rows a section has.
  package func rowCount<Row: TableRow>(ofSection number: Int, _ type: Row.Type) -> Int {
    byteCount(ofSection: number) / MemoryLayout<Row>.size
  }

  /// The rows of a section, once its hash has been compared.
  package func rows<Row: TableRow>(
    ofSection number: Int, _ type: Row.Type = Row.self
  ) throws(Fault) -> [Row] {
    let bytes = try bytes(ofSection: number)
    return try rows(in: bytes, number, type)
  }

  /// Some rows of a section, unverified.
  package func rows<Row: TableRow>(
    _ range: Range<Int>, ofSection number: Int, _ type: Row.Type = Row.self
  ) throws(Fault) -> [Row] {
    var buffer = ByteBuffer()
    let size = MemoryLayout<Row>.size
    try read(
      (range.lowerBound * size)..<(range.upperBound * size), ofSection: number, into: &buffer)
    return try rows(in: buffer, number, type)
  }

  private func rows<Row: TableRow>(
    in bytes: borrowing ByteBuffer, _ section: Int, _ type: Row.Type
  ) throws(Fault) -> [Row] {
    let size = MemoryLayout<Row>.size
    guard bytes.count % size == 0 else {
      throw Fault(
        .malformed, path, .chunk(section), expected: "rows of \(size) bytes",
        found: "\(bytes.count) bytes")
    }
    let byteCount = bytes.count
    // SAFETY: rows are integers without gaps, of which any bytes are a value; the array has room for
    // as many as are copied, and shares no memory with the buffer.
    return unsafe Array(unsafeUninitializedCapacity: byteCount / size) { rows, count in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rows).copyMemory(from: source)
      }
      count = byteCount / size
    }
  }

  private func section(_ number: Int) throws(Fault) -> TableFile.Section {
    guard sections.indices.contains(number) else {
      throw Fault(
        .malformed, path, .index, expected: "section \(number)", found: "\(sections.count)")
    }
    return sections[number]
  }
}
