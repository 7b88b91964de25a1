package import ByteIO
package import Records

/// Writes the plan of a data set: which record is where, and where it came from.
package enum PlanWriter {
  /// Writes the plan to `place`, whole or not at all; the same values always give the same bytes.
  ///
  /// - Parameters:
  ///   - place: Where the plan appears.
  ///   - units: The units of input, in order.
  ///   - recordCount: How many records were sound in themselves.
  ///   - splits: The splits, in order, with all their rows.
  ///   - level: zstd's level of compression.
  ///   - record: The record of a number; asked once for each, in ascending order. Places ascend
  ///     by file and line.
  @discardableResult
  package static func write(
    to place: FilePlace, units: [PlanUnit], recordCount: Int,
    splits: [(name: String, plan: RowPlan)], level: Int = 3, record: (Int) -> PlanRecord
  ) throws(Fault) -> AtomicFile.Summary {
    var output = try Sections(place, level: level)
    let description = PlanDescription(
      recordCount: recordCount,
      splits: splits.map {
        .init(name: $0.name, rowCount: $0.plan.rowCount, pieceCount: $0.plan.pieces.count)
      }, units: units)
    try output.append(.description, first: 0, count: 1, description.bytes(for: place.path))
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

  /// Puts together a plan whose sections tasks have compressed.
  ///
  /// - Parameters:
  ///   - place: Where the plan appears.
  ///   - units: The units of input, in order.
  ///   - records: The tables of `PlanFrames` with all records, in order.
  ///   - splits: The splits, in order, each with the tables of its rows, in order.
  package static func join(
    to place: FilePlace, units: [PlanUnit], records: [FilePlace],
    splits: [(name: String, rows: [FilePlace])], level: Int = 3
  ) throws(Fault) -> AtomicFile.Summary {
    let recordCount = try frames(of: records).reduce(0) { $0 + Int($1.count) }
    var described: [PlanDescription.Split] = []
    for split in splits {
      let frames = try frames(of: split.rows)
      described.append(
        .init(
          name: split.name, rowCount: frames.reduce(0) { $0 + Int($1.count) },
          pieceCount: frames.reduce(0) { $0 + Int($1.pieceCount) }))
    }
    var output = try Sections(place, level: level)
    let description = PlanDescription(recordCount: recordCount, splits: described, units: units)
    try output.append(.description, first: 0, count: 1, description.bytes(for: place.path))
    try join(records, .records, split: 0, to: &output)
    for (number, split) in splits.enumerated() {
      try join(split.rows, .rows, split: number, to: &output)
    }
    return try output.finish()
  }

  private static func frames(of places: [FilePlace]) throws(Fault) -> [PlanFrameRow] {
    var frames: [PlanFrameRow] = []
    for place in places {
      let table = try TableReader(place, PlanFrames.kind)
      frames += try table.rows(ofSection: table.sectionCount - 1)
    }
    return frames
  }

  private static func join(
    _ places: [FilePlace], _ kind: PlanIndex.Kind, split: Int, to output: inout Sections
  ) throws(Fault) {
    var first = 0
    for place in places {
      let table = try TableReader(place, PlanFrames.kind)
      let frames = try table.rows(ofSection: table.sectionCount - 1, PlanFrameRow.self)
      for (number, frame) in frames.enumerated() {
        guard frame.kind == kind.rawValue else {
          throw Fault(
            .mismatch, place.path, .chunk(number), expected: "a section of kind \(kind.rawValue)",
            found: "kind \(frame.kind)")
        }
        let bytes = try table.bytes(ofSection: number)
        try output.append(
          kind, split: split, first: first, count: Int(frame.count), compressed: bytes,
          StoredFrame(
            offset: 0, compressedByteCount: UInt32(bytes.count),
            decodedByteCount: frame.decodedByteCount, compressedHash: frame.compressedHash,
            decodedHash: frame.decodedHash))
        first += Int(frame.count)
      }
    }
  }

  private static func write(
    _ plan: RowPlan, split: Int, to output: inout Sections
  ) throws(Fault) {
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

  /// The file in the making, with what its index will hold.
  private struct Sections: ~Copyable {
    private var output: FrameWriter
    private var index = PlanIndex(sections: [])

    init(_ place: FilePlace, level: Int) throws(Fault) {
      output = try FrameWriter(place, header: PlanLayout.header(), level: level)
    }

    mutating func append(
      _ kind: PlanIndex.Kind, split: Int = 0, first: Int, count: Int, _ bytes: [UInt8]
    ) throws(Fault) {
      let frame = try output.append(bytes.span, .chunk(index.sections.count))
      index.sections.append(
        PlanIndex.Section(
          kind: kind, split: UInt32(split), first: UInt64(first), count: UInt64(count),
          frame: frame))
    }

    /// Appends a section that was compressed elsewhere.
    mutating func append(
      _ kind: PlanIndex.Kind, split: Int, first: Int, count: Int,
      compressed bytes: borrowing ByteBuffer, _ frame: StoredFrame
    ) throws(Fault) {
      let frame = try output.append(compressed: bytes, frame)
      index.sections.append(
        PlanIndex.Section(
          kind: kind, split: UInt32(split), first: UInt64(first), count: UInt64(count),
          frame: frame))
    }

    consuming func finish() throws(Fault) -> AtomicFile.Summary {
      let tail = index.encodedTail(at: output.byteCount)
      return try output.finish(tail: tail)
    }
  }
}
