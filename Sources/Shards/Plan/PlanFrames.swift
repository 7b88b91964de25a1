package import ByteIO
package import Records

/// Sections of a plan that one task has compressed, for another to put together: the records of a
/// group of units, or the rows of a shard.
package struct PlanFrames: ~Copyable {
  static let kind = TableFile.Kind("planfrms")

  private var table: TableWriter
  private var compressor: ZstdCompressor
  private var compressed = ByteBuffer()
  private var frames: [PlanFrameRow] = []
  private let path: String

  package init(_ place: FilePlace, level: Int = 3) throws(Fault) {
    table = try TableWriter(place, Self.kind)
    compressor = ZstdCompressor(level: level)
    path = place.path
  }

  /// Appends `records`, whose places ascend.
  package mutating func append(_ records: [PlanRecord]) throws(Fault) {
    for start in stride(from: 0, to: records.count, by: PlanLayout.recordsPerSection) {
      let end = min(start + PlanLayout.recordsPerSection, records.count)
      var columns = PlanRecordColumns()
      for record in records[start..<end] { columns.append(record) }
      try append(.records, count: end - start, pieceCount: 0, columns.encoded())
    }
  }

  /// Appends the rows of `plan`.
  package mutating func append(_ plan: RowPlan) throws(Fault) {
    var columns = PlanRowColumns()
    for row in 0..<plan.rowCount {
      columns.append(plan.pieces(ofRow: row))
      guard
        columns.pieceCounts.count == PlanLayout.rowsPerSection
          || columns.records.count >= PlanLayout.piecesPerSection || row == plan.rowCount - 1
      else { continue }
      try append(
        .rows, count: columns.pieceCounts.count, pieceCount: columns.records.count,
        columns.encoded())
      columns = PlanRowColumns()
    }
  }

  private mutating func append(
    _ kind: PlanIndex.Kind, count: Int, pieceCount: Int, _ bytes: [UInt8]
  ) throws(Fault) {
    compressed.removeAll()
    do {
      _ = try compressor.compress(bytes.span, into: &compressed)
    } catch {
      throw Fault(
        .malformed, path, .chunk(frames.count), expected: "bytes that zstd compresses",
        found: error.description)
    }
    frames.append(
      PlanFrameRow(
        kind: kind.rawValue, count: UInt32(count), pieceCount: UInt32(pieceCount),
        decodedByteCount: UInt32(bytes.count), compressedHash: Hash64.of(compressed.span),
        decodedHash: Hash64.of(bytes.span)))
    try table.append(compressed.array)
  }

  /// Makes the sections appear under their name.
  package consuming func finish() throws(Fault) {
    let frames = frames
    try table.append(frames)
    try table.finish()
  }
}

/// What a table of frames says of one of them.
struct PlanFrameRow: TableRow {
  var kind: UInt32
  var count: UInt32
  var pieceCount: UInt32
  var decodedByteCount: UInt32
  var compressedHash: UInt64
  var decodedHash: UInt64

  init(
    kind: UInt32, count: UInt32, pieceCount: UInt32, decodedByteCount: UInt32,
    compressedHash: UInt64, decodedHash: UInt64
  ) {
    self.kind = kind
    self.count = count
    self.pieceCount = pieceCount
    self.decodedByteCount = decodedByteCount
    self.compressedHash = compressedHash
    self.decodedHash = decodedHash
  }
}
