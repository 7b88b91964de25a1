import ByteIO
import Records

/// What stands at a part's end: everything but the records themselves.
struct PartDirectory {
  var unitByteCount: UInt64
  var unitHash: Hash128
  var recordCount: UInt64
  var rejectionCount: UInt64
  var segments: [UnitSegment]
  var segmentHashes: [PlacedHash]
  var lineCounts: [UInt64]
  var sourceNames: [String]
  var columns: [PartLayout.Column]
  var chunks: [PartLayout.Chunk]

  func append(to fields: inout ByteFields) {
    let start = fields.bytes.count
    fields.append(unitByteCount)
    fields.append(unitHash)
    fields.append(recordCount)
    fields.append(rejectionCount)
    fields.append(UInt32(segments.count))
    fields.append(UInt32(sourceNames.count))
    fields.append(UInt32(columns.count))
    fields.append(UInt32(chunks.count))
    for (number, segment) in segments.enumerated() {
      fields.append(segment.file)
      fields.append(segment.fileByteOffset)
      fields.append(segment.unitByteOffset)
      fields.append(segment.byteCount)
      fields.append(segmentHashes[number].hash128)
      fields.append(lineCounts[number])
    }
    for name in sourceNames {
      fields.append(UInt32(name.utf8.count))
      fields.append(utf8: name)
    }
    for column in columns {
      fields.append(UInt32(column.name.utf8.count))
      fields.append(utf8: column.name)
      fields.append(UInt32(column.wordCount))
    }
    for chunk in chunks {
      fields.append(chunk.kind.rawValue)
      fields.append(chunk.count)
      fields.append(chunk.offset)
      fields.append(chunk.byteCount)
      fields.append(chunk.hash)
    }
    fields.appendHash(from: start)
  }

  /// Reads a directory of which the hash holds and in which every chunk lies within `payload`.
  init(_ bytes: Span<UInt8>, payload: Range<UInt64>, path: String) throws(Fault) {
    guard bytes.count >= 8 else {
      throw Fault(
        .truncated, path, .footer, expected: "a directory", found: "\(bytes.count) bytes")
    }
    var cursor = FieldCursor(bytes, path, .footer)
    let body = bytes.extracting(..<(bytes.count - 8))
    var stated = FieldCursor(bytes.extracting((bytes.count - 8)...), path, .footer)
    let hash: UInt64 = try stated.integer()
    guard Hash64.of(body) == hash else {
      throw .checksum(path, .footer, stated: hash, actual: Hash64.of(body))
    }
    unitByteCount = try cursor.integer()
    unitHash = try cursor.hash()
    recordCount = try cursor.integer()
    rejectionCount = try cursor.integer()
    let segmentCount: UInt32 = try cursor.integer()
    let nameCount: UInt32 = try cursor.integer()
    let columnCount: UInt32 = try cursor.integer()
    let chunkCount: UInt32 = try cursor.integer()
    segments = []
    segmentHashes = []
    lineCounts = []
    sourceNames = []
    columns = []
    chunks = []
    for _ in 0..<segmentCount {
      segments.append(
        UnitSegment(
          file: try cursor.integer(), fileByteOffset: try cursor.integer(),
          unitByteOffset: try cursor.integer(), byteCount: try cursor.integer()))
      segmentHashes.append(PlacedHash(try cursor.hash()))
      lineCounts.append(try cursor.integer())
    }
    for _ in 0..<nameCount {
      let byteCount: UInt32 = try cursor.integer()
      sourceNames.append(try cursor.text(Int(byteCount)))
    }
    try readColumns(&cursor, count: columnCount, path: path)
    let rowByteCount = rowByteCount
    for number in 0..<Int(chunkCount) {
      chunks.append(
        try Self.chunk(&cursor, number, rowByteCount: rowByteCount, payload: payload, path: path))
    }
    try checkCounts(path)
    try checkSpace(payload, path)
  }

  /// The length of a record's row with its words.
  var rowByteCount: Int { PartRow.byteCount + 8 * columns.reduce(0) { $0 + $1.wordCount } }

  private mutating func readColumns(
    _ cursor: inout FieldCursor, count: UInt32, path: String
  ) throws(Fault) {
    var total = 0
    for _ in 0..<count {
      let byteCount: UInt32 = try cursor.integer()
      let name = try cursor.text(Int(byteCount))
      let wordCount: UInt32 = try cursor.integer()
      columns.append(PartLayout.Column(name: name, wordCount: Int(wordCount)))
      total += Int(wordCount)
      guard total <= PartLayout.Column.greatestWordCount else {
        throw Fault(
          .malformed, path, .footer,
          expected: "columns of at most \(PartLayout.Column.greatestWordCount) words in all",
          found: "\(total)")
      }
    }
  }

  private static func chunk(
    _ cursor: inout FieldCursor, _ number: Int, rowByteCount: Int, payload: Range<UInt64>,
    path: String
  ) throws(Fault) -> PartLayout.Chunk {
    let kind: UInt32 = try cursor.integer()
    let count: UInt32 = try cursor.integer()
    let offset: UInt64 = try cursor.integer()
    let byteCount: UInt64 = try cursor.integer()
    let hash: UInt64 = try cursor.integer()
    guard let kind = PartLayout.ChunkKind(rawValue: kind), payload.contains(offset),
      byteCount <= payload.upperBound - offset, byteCount <= PartLayout.greatestTableByteCount,
      kind != .records || byteCount == UInt64(count) * UInt64(rowByteCount)
    else {
      throw Fault(
        .malformed, path, .chunk(number), expected: "a chunk within the part",
        found: "kind \(kind), \(byteCount) bytes at byte \(offset)")
    }
    return PartLayout.Chunk(
      kind: kind, count: count, offset: offset, byteCount: byteCount, hash: hash)
  }

  private func checkCounts(_ path: String) throws(Fault) {
    var records: UInt64 = 0
    var rejections: UInt64 = 0
    for chunk in chunks {
      switch chunk.kind {
      case .records: records += UInt64(chunk.count)
      case .rejections: rejections += UInt64(chunk.count)
      }
    }
    guard records == recordCount, rejections == rejectionCount else {
      throw Fault(
        .mismatch, path, .footer,
        expected: "\(recordCount) records and \(rejectionCount) rejections",
        found: "chunks of \(records) and \(rejections)")
    }
  }

  /// Chunks that shared bytes could state far more records than the file has room for.
  private func checkSpace(_ payload: Range<UInt64>, _ path: String) throws(Fault) {
    var free = UInt64(payload.upperBound - payload.lowerBound)
    for (number, chunk) in chunks.enumerated() {
      guard chunk.byteCount <= free else {
        throw Fault(
          .malformed, path, .chunk(number), expected: "chunks that share no bytes",
          found: "\(chunk.byteCount) bytes where \(free) are left")
      }
      free -= chunk.byteCount
    }
  }

  init(
    unitByteCount: UInt64, unitHash: Hash128, recordCount: UInt64, rejectionCount: UInt64,
    segments: [UnitSegment], segmentHashes: [PlacedHash], lineCounts: [UInt64],
    sourceNames: [String], columns: [PartLayout.Column], chunks: [PartLayout.Chunk]
  ) {
    self.unitByteCount = unitByteCount
    self.unitHash = unitHash
    self.recordCount = recordCount
    self.rejectionCount = rejectionCount
    self.segments = segments
    self.segmentHashes = segmentHashes
    self.lineCounts = lineCounts
    self.sourceNames = sourceNames
    self.columns = columns
    self.chunks = chunks
  }
}
