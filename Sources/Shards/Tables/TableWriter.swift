package import ByteIO

/// Writes a table.
package struct TableWriter: ~Copyable {
  private var file: AtomicFile
  private var sections: [TableFile.Section] = []

  package init(_ place: FilePlace, _ kind: TableFile.Kind) throws(Fault) {
    var file = try AtomicFile(place)
    var header = ByteFields()
    header.append(utf8: TableFile.magic)
    header.append(utf8: kind.name)
    header.append(TableFile.version)
    header.append(UInt32(0))
    try file.append(header.bytes.span)
    self.file = file
  }

  /// Appends a section.
  package mutating func append(_ bytes: [UInt8]) throws(Fault) {
    sections.append(
      TableFile.Section(
        offset: file.byteCount, byteCount: UInt64(bytes.count), hash: Hash64.of(bytes.span)))
    try file.append(bytes.span)
  }

  /// Appends a section of rows.
  package mutating func append<Row: TableRow>(_ rows: [Row]) throws(Fault) {
    precondition(MemoryLayout<Row>.stride == MemoryLayout<Row>.size)
    // SAFETY: rows are integers without gaps, and the bytes are copied within the call.
    try append(unsafe rows.withUnsafeBytes { unsafe Array($0) })
  }

  /// Makes the table appear under its name.
  @discardableResult
  package consuming func finish() throws(Fault) -> AtomicFile.Summary {
    var fields = ByteFields()
    for section in sections {
      fields.append(section.offset)
      fields.append(section.byteCount)
      fields.append(section.hash)
    }
    let hash = Hash64.of(fields.bytes.span)
    fields.append(hash)
    fields.append(UInt64(sections.count))
    fields.append(utf8: TableFile.endMagic)
    try file.append(fields.bytes.span)
    return try file.commit()
  }
}
