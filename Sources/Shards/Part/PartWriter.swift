package import ByteIO
package import Records

/// Writes the part of one unit: tokens, facts and rejections, batch by batch.
///
/// The part appears under its name only in `finish`; a writer that is dropped leaves nothing. It
/// holds at most a chunk of rows and a chunk of rejections, whatever the unit holds.
package struct PartWriter: ~Copyable {
  /// How many bytes of a rejected line are kept, unless fewer are asked for.
  package static let defaultRawByteLimit = 65536

  private let path: String
  private let unit: UnitNumber
  private let rawByteLimit: Int
  private let rawForLongerThan: Int?
  private let columns: [FactColumn]
  private var file: AtomicFile
  private var chunks: [PartLayout.Chunk] = []
  private var rows = ByteFields()
  private var rowCount = 0
  private var rejections = ByteFields()
  private var rejectionCount = 0
  private var counts = PartReceipt.Counts()
  private var sourceNames: [String] = [""]
  private var lastRecord: RecordOrigin?
  private var lastRejection: RecordOrigin?
  private var blob: [UInt8] = []
  private var raw = ByteBuffer()
  private var words: [UInt64] = []
  private var columnScratch: [UInt8] = []

  /// Starts the part of unit `unit` that is to appear at `place`.
  ///
  /// - Parameters:
  ///   - place: Where the part appears; its directory must be there.
  ///   - unit: The unit's number.
  ///   - columns: What is computed of each record beside the facts that all have.
  ///   - rawByteLimit: How many bytes of a rejected line are kept.
  ///   - rawForLongerThan: Keeps the raw bytes of sound records with more tokens than this too,
  ///     since the plan may yet reject them as too long.
  package init(
    _ place: FilePlace, unit: UnitNumber, columns: [FactColumn],
    rawByteLimit: Int = Self.defaultRawByteLimit, rawForLongerThan: Int? = nil
  ) throws(Fault) {
    var file = try AtomicFile(place)
    var header = ByteFields()
    header.append(utf8: PartLayout.magic)
    header.append(PartLayout.version)
    header.append(unit.task)
    header.append(unit.index)
    try file.append(header.bytes.span)
    path = place.path
    self.unit = unit
    self.rawByteLimit = min(max(0, rawByteLimit), Int(UInt32.max))
    self.rawForLongerThan = rawForLongerThan
    self.columns = columns
    self.file = file
  }

  /// Appends the records of one batch and its rejections; batches come in the unit's order.
  ///
  /// `raw` is asked for the bytes of a line and appends at most the stated number of them to the
  /// buffer. Rejections are put in the order of the lines, whichever stage made them.
  ///
  /// - Throws: `Fault.Kind.tokenTooLarge` for an id of 131,072 or more; `malformed` for
  ///   records out of order; `file` where the disk refuses.
  package mutating func append(
    _ conversations: borrowing ConversationBatch, _ tokens: borrowing TokenBatch,
    raw: (_ origin: RecordOrigin, _ byteLimit: Int, _ output: inout ByteBuffer) -> Void
  ) throws(Fault) {
    for record in tokens.records {
      try append(record, of: tokens, from: conversations, raw: raw)
    }
    let ordered = conversations.rejections.sorted { $1.origin.isAfter($0.origin) }
    for rejection in ordered { try append(rejection, raw: raw) }
    if sourceNames.count < conversations.sourceNames.count {
      sourceNames.append(contentsOf: conversations.sourceNames[sourceNames.count...])
    }
  }

  private mutating func append(
    _ record: TokenBatch.Record, of tokens: borrowing TokenBatch,
    from conversations: borrowing ConversationBatch,
    raw fetch: (RecordOrigin, Int, inout ByteBuffer) -> Void
  ) throws(Fault) {
    let conversation = conversations.records[record.index]
    try checkOrder(conversation.origin, after: lastRecord)
    lastRecord = conversation.origin
    blob.removeAll(keepingCapacity: true)
    let ids = tokens.tokens.span.extracting(record.tokens)
    guard TokenPlanes.append(ids, to: &blob) else {
      throw Fault(
        .tokenTooLarge, path, .record(Int(counts.records)),
        expected: "ids below \(TokenPlanes.tokenLimit)",
        found: "\(tokens.tokens[record.tokens].max() ?? 0)")
    }
    let firstTrained = appendTables(of: record, from: tokens)
    var row = PartRow(
      facts: RecordFacts(
        origin: conversation.origin,
        tokenCount: UInt32(record.tokens.count),
        trainedTokenCount: UInt32(record.trainedTokenCount),
        templateTokenCount: UInt32(record.templateTokenCount),
        firstTrainedToken: firstTrained,
        promptLanguage: conversation.promptLanguage,
        responseLanguage: conversation.responseLanguage, source: UInt32(conversation.source),
        form: conversation.form,
        notes: conversation.notes),
      measures: record.measures,
      blobOffset: file.byteCount, blobHash: Hash64.of(blob.span),
      spanCount: record.spans.count, hitCount: record.hits.count,
      exchangeCount: record.exchanges.count)
    try write(blob)
    if let limit = rawForLongerThan, record.tokens.count > limit {
      fetchRaw(conversation.origin, fetch)
      row.keepsRaw = true
      let bytes = raw.array
      row.rawByteCount = UInt32(bytes.count)
      row.rawHash = Hash64.of(bytes.span)
      try write(bytes)
    }
    row.append(to: &rows)
    words.removeAll(keepingCapacity: true)
    for column in columns {
      column.compute(record.index, conversations, &columnScratch, &words)
    }
    for word in words { rows.append(word) }
    rowCount += 1
    counts.records += 1
    counts.tokens += UInt64(record.tokens.count)
    counts.trainedTokens += UInt64(record.trainedTokenCount)
    counts.templateTokens += UInt64(record.templateTokenCount)
    if rowCount == PartLayout.recordsPerChunk { try closeRows() }
  }

  /// Appends spans, hits and exchanges to the blob; returns the first trained token.
  private mutating func appendTables(
    of record: TokenBatch.Record, from tokens: borrowing TokenBatch
  ) -> UInt32 {
    var fields = ByteFields(bytes: blob)
    blob = []
    for span in tokens.spans[record.spans] {
      fields.append(span.start)
      fields.append(span.count)
    }
    for hit in tokens.hits[record.hits] {
      fields.append(hit.token)
      fields.append(hit.count)
    }
    for exchange in tokens.exchanges[record.exchanges] {
      fields.append(exchange.border)
      fields.append(exchange.start)
    }
    blob = fields.bytes
    guard !record.spans.isEmpty else { return UInt32(record.tokens.count) }
    return tokens.spans[record.spans.lowerBound].start
  }

  private mutating func append(
    _ rejection: Rejection, raw fetch: (RecordOrigin, Int, inout ByteBuffer) -> Void
  ) throws(Fault) {
    try checkOrder(rejection.origin, after: lastRejection)
    lastRejection = rejection.origin
    fetchRaw(rejection.origin, fetch)
    PartRejection.append(rejection, raw: raw, to: &rejections)
    rejectionCount += 1
    counts.add(rejection.reason)
    if rejections.bytes.count >= PartLayout.rejectionChunkByteCount { try closeRejections() }
  }

  private mutating func fetchRaw(
    _ origin: RecordOrigin, _ fetch: (RecordOrigin, Int, inout ByteBuffer) -> Void
  ) {
    let limit = Int(min(UInt64(rawByteLimit), origin.byteCount))
    raw.removeAll()
    fetch(origin, limit, &raw)
    if raw.count > limit { raw.truncate(to: limit) }
  }

  private func checkOrder(
    _ origin: RecordOrigin, after last: RecordOrigin?
  ) throws(Fault) {
    guard let last, !origin.isAfter(last) else { return }
    throw Fault(
      .malformed, path, .record(Int(counts.records)),
      expected: "lines in ascending order, each once, after line \(last.line) of its segment",
      found: "line \(origin.line)")
  }

  private mutating func closeRows() throws(Fault) {
    try close(.records, count: rowCount, rows.bytes)
    rowCount = 0
    rows.bytes.removeAll(keepingCapacity: true)
  }

  private mutating func closeRejections() throws(Fault) {
    try close(.rejections, count: rejectionCount, rejections.bytes)
    rejectionCount = 0
    rejections.bytes.removeAll(keepingCapacity: true)
  }

  private mutating func close(
    _ kind: PartLayout.ChunkKind, count: Int, _ bytes: [UInt8]
  ) throws(Fault) {
    guard count > 0 else { return }
    chunks.append(
      PartLayout.Chunk(
        kind: kind, count: UInt32(count), offset: file.byteCount,
        byteCount: UInt64(bytes.count), hash: Hash64.of(bytes.span)))
    try write(bytes)
  }

  /// Appends `bytes` to the file.
  ///
  /// They come as a value, since a span of one of the writer's own properties would borrow the
  /// writer whole.
  private mutating func write(_ bytes: [UInt8]) throws(Fault) {
    try file.append(bytes.span)
  }

  /// Writes the directory and makes the part appear under its name, durably.
  ///
  /// - Parameters:
  ///   - segments: The unit's segments, in order.
  ///   - segmentHashes: The hash of each segment's bytes at their places in the file.
  ///   - lineCounts: The lines of each segment, blank ones among them.
  ///   - recordCount: The records that the unit holds: those appended and those rejected.
  ///   - unitByteCount: The unit's length.
  ///   - unitHash: What stands for the unit's bytes and their places.
  /// - Returns: The receipt, which the caller writes once it wants the task to count as done.
  package consuming func finish(
    segments: [UnitSegment], segmentHashes: [PlacedHash], lineCounts: [UInt64], recordCount: Int,
    unitByteCount: UInt64, unitHash: Hash128, unreadFields: [UnreadField] = [],
    unmetPaths: [String] = []
  ) throws(Fault) -> PartReceipt {
    let seen = counts.records + counts.rejectionCount
    precondition(segments.count == segmentHashes.count, "a hash for each segment")
    guard recordCount == Int(seen), segments.count == lineCounts.count else {
      throw Fault(
        .mismatch, path, .file, expected: "\(recordCount) records, kept or rejected",
        found: "\(seen)")
    }
    try closeRows()
    try closeRejections()
    let directory = PartDirectory(
      unitByteCount: unitByteCount, unitHash: unitHash, recordCount: counts.records,
      rejectionCount: counts.rejectionCount, segments: segments, segmentHashes: segmentHashes,
      lineCounts: lineCounts, sourceNames: sourceNames,
      columns: columns.map { PartLayout.Column(name: $0.name, wordCount: $0.wordCount) },
      chunks: chunks)
    var fields = ByteFields()
    directory.append(to: &fields)
    let length = UInt64(fields.bytes.count)
    fields.append(file.byteCount)
    fields.append(length)
    fields.append(utf8: PartLayout.endMagic)
    try file.append(fields.bytes.span)
    let summary: AtomicFile.Summary
    summary = try file.commit()
    return PartReceipt(
      unit: unit, unitByteCount: unitByteCount, unitHash: unitHash, segments: segments,
      segmentHashes: segmentHashes, lineCounts: lineCounts, counts: counts,
      unreadFields: unreadFields,
      unmetPaths: unmetPaths, fileByteCount: summary.byteCount, fileHash: summary.hash)
  }
}
