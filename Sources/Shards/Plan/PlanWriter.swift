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

    consuming func finish() throws(Fault) -> AtomicFile.Summary {
      let tail = index.encodedTail(at: output.byteCount)
      return try output.finish(tail: tail)
    }
  }
}
