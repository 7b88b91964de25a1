package import ByteIO
package import Records

/// An open part.
///
/// Tables are read on demand and verified as they are read.
package final class PartReader: Sendable {
  package let path: String
  package let unit: UnitNumber
  package let unitByteCount: UInt64
  package let unitHash: Hash128
  package let recordCount: Int
  package let rejectionCount: Int
  package let segments: [UnitSegment]
  /// The hash of each segment's bytes at their places in the file.
  package let segmentHashes: [PlacedHash]
  /// The lines of each segment, blank ones among them.
  package let lineCounts: [UInt64]
  /// The names that `RecordFacts.source` counts into; the first is empty, for none.
  package let sourceNames: [String]
  private let columns: [PartLayout.Column]
  private let rowByteCount: Int
  private let file: File
  private let payload: Range<UInt64>
  private let chunks: [PartLayout.Chunk]
  /// The chunk of records that holds record `n` is the last whose first is at most `n`.
  private let recordChunks: [(first: Int, chunk: Int)]

  /// Opens a part and verifies all but its records.
  package init(_ place: FilePlace) throws(Fault) {
    let path = place.path
    file = try File.openRegular(place)
    var buffer = ByteBuffer()
    let fileByteCount = try file.byteCount()
    let framing = UInt64(PartLayout.headerByteCount + PartLayout.trailerByteCount)
    guard fileByteCount >= framing else {
      throw Fault(
        .truncated, path, .file, expected: "at least \(framing) bytes",
        found: "\(fileByteCount)")
    }
    try file.readExactly(PartLayout.headerByteCount, at: 0, into: &buffer)
    var header = FieldCursor(buffer.span, path, .header)
    try Self.check(try header.isNext(PartLayout.magic), PartLayout.magic, path, .header)
    let version: UInt32 = try header.integer()
    guard version == PartLayout.version else {
      throw Fault(
        .unsupportedVersion, path, .header, expected: "\(PartLayout.version)",
        found: "\(version)")
    }
    let unit = UnitNumber(task: try header.integer(), index: try header.integer())
    let trailerOffset = fileByteCount - UInt64(PartLayout.trailerByteCount)
    try file.readExactly(PartLayout.trailerByteCount, at: trailerOffset, into: &buffer)
    var trailer = FieldCursor(buffer.span, path, .footer)
    let offset: UInt64 = try trailer.integer()
    let byteCount: UInt64 = try trailer.integer()
    try Self.check(try trailer.isNext(PartLayout.endMagic), PartLayout.endMagic, path, .footer)
    guard offset >= PartLayout.headerByteCount, offset <= trailerOffset,
      byteCount == trailerOffset - offset, byteCount <= PartLayout.greatestTableByteCount
    else {
      throw Fault(
        .malformed, path, .footer, expected: "a directory that ends at byte \(trailerOffset)",
        found: "\(byteCount) bytes at byte \(offset)")
    }
    try file.readExactly(Int(byteCount), at: offset, into: &buffer)
    let payload = UInt64(PartLayout.headerByteCount)..<offset
    let directory = try PartDirectory(buffer.span, payload: payload, path: path)
    self.path = path
    self.unit = unit
    unitByteCount = directory.unitByteCount
    unitHash = directory.unitHash
    recordCount = Int(directory.recordCount)
    rejectionCount = Int(directory.rejectionCount)
    segments = directory.segments
    segmentHashes = directory.segmentHashes
    lineCounts = directory.lineCounts
    sourceNames = directory.sourceNames
    columns = directory.columns
    rowByteCount = directory.rowByteCount
    chunks = directory.chunks
    self.payload = payload
    var first = 0
    var recordChunks: [(first: Int, chunk: Int)] = []
    for (number, chunk) in directory.chunks.enumerated() where chunk.kind == .records {
      recordChunks.append((first, number))
      first += Int(chunk.count)
    }
    self.recordChunks = recordChunks
  }

  private static func check(
    _ isThere: Bool, _ expected: String, _ path: String, _ place: Fault.Place
  ) throws(Fault) {
    guard isThere else {
      throw Fault(
        .notThisFormat, path, place, expected: "\"\(expected)\"", found: "other bytes")
    }
  }

  private func load(_ number: Int, into buffer: inout ByteBuffer) throws(Fault) {
    let chunk = chunks[number]
    try file.readExactly(Int(chunk.byteCount), at: chunk.offset, into: &buffer)
    let hash = Hash64.of(buffer.span)
    guard hash == chunk.hash else {
      throw .checksum(path, .chunk(number), stated: chunk.hash, actual: hash)
    }
  }

  private func row(
    _ cursor: inout FieldCursor, record: Int
  ) throws(Fault) -> PartRow {
    try PartRow(
      &cursor, payload: payload, segmentCount: segments.count, sourceCount: sourceNames.count,
      path: path, record: record)
  }

  /// Calls `body` with the row of each record, in the order of the lines.
  func forEachRow(_ body: (PartRow) throws(Fault) -> Void) throws(Fault) {
    try forEachRow(columns: []) { (row, _) throws(Fault) in try body(row) }
  }

  /// Calls `body` with the row of each record and its words in `wanted`, in the order of the lines.
  ///
  /// - Throws: `Fault.Kind.mismatch` where the part has not all of these columns, beside what is
  ///   wrong with the part.
  func forEachRow(
    columns wanted: [FactColumn], _ body: (PartRow, [UInt64]) throws(Fault) -> Void
  ) throws(Fault) {
    let offsets = try wordOffsets(of: wanted)
    var words = [UInt64](repeating: 0, count: offsets.count)
    var buffer = ByteBuffer()
    for (first, number) in recordChunks {
      try load(number, into: &buffer)
      var cursor = FieldCursor(buffer.span, path, .chunk(number))
      for index in 0..<Int(chunks[number].count) {
        let row = try row(&cursor, record: first + index)
        try cursor.fixed(rowByteCount - PartRow.byteCount) { fields in
          for (place, offset) in offsets.enumerated() {
            words[place] = fields.integer(at: 8 * offset)
          }
        }
        try body(row, words)
      }
    }
  }

  /// Where each word of the columns stands among the words of a row.
  private func wordOffsets(of wanted: [FactColumn]) throws(Fault) -> [Int] {
    var offsets: [Int] = []
    for column in wanted {
      var offset = 0
      var isThere = false
      for own in columns {
        if own == PartLayout.Column(name: column.name, wordCount: column.wordCount) {
          offsets.append(contentsOf: offset..<(offset + own.wordCount))
          isThere = true
          break
        }
        offset += own.wordCount
      }
      guard isThere else {
        throw Fault(
          .mismatch, path, .footer, expected: "a column \"\(column.name)\"",
          found: "a part of a build that did not ask for it")
      }
    }
    return offsets
  }

  /// The facts of all records, in the order of the lines; read anew at each call.
  package func facts() throws(Fault) -> [RecordFacts] {
    var facts: [RecordFacts] = []
    facts.reserveCapacity(recordCount)
    try forEachRow { (row) throws(Fault) in facts.append(row.facts) }
    return facts
  }

  /// The row of one record: reads and verifies the chunk that holds it.
  private func row(of record: Int) throws(Fault) -> PartRow {
    precondition((0..<recordCount).contains(record), "record out of range")
    let chunk = recordChunks.indices.partitionPoint { recordChunks[$0].first > record } - 1
    var buffer = ByteBuffer()
    let (first, number) = recordChunks[chunk]
    try load(number, into: &buffer)
    let start = (record - first) * rowByteCount
    var cursor = FieldCursor(
      buffer.span.extracting(start..<(start + PartRow.byteCount)), path, .chunk(number))
    return try row(&cursor, record: record)
  }

  /// Reads the tokens, spans and special-token hits of record `record`, from 0 in the part.
  ///
  /// For single records; assembly goes by `PartSet`, which knows where each blob is.
  package func readTokens(
    _ record: Int, into tokens: inout RecordTokens
  ) throws(Fault) {
    try tokens.read(try row(of: record).location(record), from: file)
  }

  /// Calls `body` with what the statistics add up of each record, in the order of the lines.
  package func forEachMeasuredRecord(
    _ body: (
      _ record: Int, _ measures: RecordMeasures, _ hits: [TokenBatch.SpecialTokenHit]
    ) throws(Fault) -> Void
  ) throws(Fault) {
    var tokens = RecordTokens()
    var record = 0
    try forEachRow { (row) throws(Fault) in
      if row.hitCount > 0 { try tokens.read(row.location(record), from: file) }
      try body(record, row.measures, row.hitCount > 0 ? tokens.hits : [])
      record += 1
    }
  }

  /// The first bytes of each record's line, where the part was asked to keep them, else nil.
  ///
  /// - Parameter records: Numbers in the part, ascending.
  /// - Complexity: one pass over the part's rows, however many records are asked for.
  package func rawBytes(ofRecords records: [Int]) throws(Fault) -> [[UInt8]?] {
    var found: [[UInt8]?] = []
    var record = 0
    try forEachRow { (row) throws(Fault) in
      if found.count < records.count, records[found.count] == record {
        found.append(try rawBytes(of: row, record))
      }
      record += 1
    }
    precondition(found.count == records.count, "records out of range or order")
    return found
  }

  private func rawBytes(of row: PartRow, _ record: Int) throws(Fault) -> [UInt8]? {
    guard row.keepsRaw else { return nil }
    var buffer = ByteBuffer()
    try file.readExactly(
      Int(row.rawByteCount), at: row.blobOffset + UInt64(row.blobByteCount), into: &buffer)
    let hash = Hash64.of(buffer.span)
    guard hash == row.rawHash else {
      throw .checksum(path, .record(record), stated: row.rawHash, actual: hash)
    }
    return buffer.array
  }

  /// Calls `body` with each rejection, in the order of the lines; about a mebibyte is held.
  package func forEachRejection(
    _ body: (PartRejection) throws(Fault) -> Void
  ) throws(Fault) {
    var buffer = ByteBuffer()
    for (number, chunk) in chunks.enumerated() where chunk.kind == .rejections {
      try load(number, into: &buffer)
      var cursor = FieldCursor(buffer.span, path, .chunk(number))
      for _ in 0..<chunk.count {
        try body(
          try PartRejection(
            &cursor, segmentCount: segments.count, path: path, chunk: number))
      }
      try cursor.end()
    }
  }
}

extension PartRow {
  func location(_ record: Int) -> RecordTokens.Location {
    RecordTokens.Location(
      offset: blobOffset, hash: blobHash, tokenCount: Int(facts.tokenCount),
      spanCount: Int(spanCount), hitCount: Int(hitCount), exchangeCount: Int(exchangeCount),
      record: record)
  }
}
