package import ByteIO
package import Records

/// Writes the plan of a data set: which record is where, and where it came from.
package enum PlanWriter {
  /// Writes the plan to `path`, whole or not at all; the same values always give the same bytes.
  ///
  /// - Parameters:
  ///   - path: Where the plan appears.
  ///   - units: The units of input, in order.
  ///   - recordCount: How many records were sound in themselves.
  ///   - splits: The splits, in order, with all their rows.
  ///   - level: zstd's level of compression.
  ///   - record: The record of a number; asked once for each, in ascending order. Places ascend
  ///     by file and line.
  @discardableResult
  package static func write(
    to path: String, units: [PlanUnit], recordCount: Int,
    splits: [(name: String, plan: RowPlan)], level: Int = 3, record: (Int) -> PlanRecord
  ) throws(ShardError) -> AtomicFile.Summary {
    var output = try Sections(path, level: level)
    let description = PlanDescription(
      recordCount: recordCount,
      splits: splits.map {
        .init(name: $0.name, rowCount: $0.plan.rowCount, pieceCount: $0.plan.pieces.count)
      }, units: units)
    try output.append(
      .description, first: 0, count: 1, Array(JSONWriter.pages(description.json).utf8))
    var first = 0
    while first < recordCount {
      let end = min(recordCount, first + PlanLayout.recordsPerSection)
      var columns = PlanRecordColumns()
      for number in first..<end { columns.append(record(number)) }
      try output.append(.records, first: first, count: end - first, columns.encoded())
      first = end
    }
    for (number, split) in splits.enumerated() {
      try write(split.plan, split: number, to: &output)
    }
    return try output.finish()
  }

  private static func write(
    _ plan: RowPlan, split: Int, to output: inout Sections
  ) throws(ShardError) {
    var columns = PlanRowColumns()
    var first = 0
    for row in 0..<plan.rowCount {
      columns.append(plan.pieces(ofRow: row))
      if columns.pieceCounts.count == PlanLayout.rowsPerSection
        || columns.records.count >= PlanLayout.piecesPerSection || row == plan.rowCount - 1
      {
        try output.append(
          .rows, split: split, first: first, count: row + 1 - first, columns.encoded())
        columns = PlanRowColumns()
        first = row + 1
      }
    }
  }

  /// The file in the making: header, sections so far.
  private struct Sections: ~Copyable {
    private let path: String
    private var file: AtomicFile
    private var compressor: ZstdCompressor
    private var compressed = ByteBuffer()
    private var sections: [PlanLayout.Section] = []

    init(_ path: String, level: Int) throws(ShardError) {
      var file = try mapFileErrors { () throws(FileError) in try AtomicFile(path) }
      try mapFileErrors { () throws(FileError) in try file.append(PlanLayout.header().span) }
      self.path = path
      self.file = file
      compressor = ZstdCompressor(level: level)
    }

    mutating func append(
      _ kind: PlanLayout.SectionKind, split: Int = 0, first: Int, count: Int, _ bytes: [UInt8]
    ) throws(ShardError) {
      compressed.removeAll()
      do {
        _ = try compressor.compress(bytes.span, into: &compressed)
      } catch {
        throw ShardError(
          .malformed, path, .chunk(sections.count), expected: "bytes that zstd compresses",
          found: error.description)
      }
      let frame = ShardIndex.Frame(
        offset: file.byteCount, compressedByteCount: UInt32(compressed.count),
        decodedByteCount: UInt32(bytes.count), compressedHash: Hash64.of(compressed.span),
        decodedHash: Hash64.of(bytes.span))
      sections.append(
        PlanLayout.Section(
          kind: kind, split: UInt32(split), first: UInt64(first), count: UInt64(count),
          frame: frame))
      try Self.append(compressed, to: &file)
    }

    private static func append(
      _ bytes: borrowing ByteBuffer, to file: inout AtomicFile
    ) throws(ShardError) {
      do {
        try file.append(bytes.span)
      } catch {
        throw ShardError(error)
      }
    }

    consuming func finish() throws(ShardError) -> AtomicFile.Summary {
      let tail = PlanLayout.tail(sections, at: file.byteCount)
      do {
        try file.append(tail.span)
        return try file.commit()
      } catch {
        throw ShardError(error)
      }
    }
  }
}
