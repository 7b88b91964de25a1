package import ByteIO
package import Records

/// Makes shards: gathers the pieces that the plan names from the parts, compresses, hashes.
///
/// A pure function of parts, plan and options: the same rows always give the same bytes, whichever
/// thread makes them and in whatever order.
package struct ShardAssembler: Sendable {
  /// What all shards of a build share.
  package struct Options: Sendable, Equatable {
    package var rowLength: Int
    package var padToken: UInt32
    /// zstd's level of compression; part of the file's bytes, not of what they decode to.
    package var level: Int
    /// The SHA-256 of the tokenizer's file.
    package var tokenizerHash: Fingerprint
    /// Stands for every option that decides what the rows hold.
    package var configHash: Fingerprint
    /// Rows in a block; left out, what the format suggests for the row length.
    package var rowsPerBlock: Int?

    package init(
      rowLength: Int, padToken: UInt32, level: Int = 3, tokenizerHash: Fingerprint,
      configHash: Fingerprint, rowsPerBlock: Int? = nil
    ) {
      self.rowLength = rowLength
      self.padToken = padToken
      self.level = level
      self.tokenizerHash = tokenizerHash
      self.configHash = configHash
      self.rowsPerBlock = rowsPerBlock
    }
  }

  private let records: any RecordSource
  private let options: Options

  package init(records: any RecordSource, options: Options) {
    self.records = records
    self.options = options
  }

  /// Writes the rows of `plan` as one shard that appears at `place`.
  ///
  /// - Parameters:
  ///   - plan: The shard's rows; at least one.
  ///   - firstRow: The number in its split of the first of them.
  ///   - place: Where the file appears; its directory must be there.
  ///   - split: The split's name.
  ///   - name: The shard's path in the data set, for the summary: `DataSetName.shard`.
  ///   - isCancelled: Asked before each block; where it says yes, the shard is given up.
  /// - Returns: The shard's figures; nil where it was given up.
  /// - Throws: `mismatch` where the plan asks for what is not there or does not fit in a row.
  /// - Complexity: one `pread` a piece, or fewer: a record cut in pieces is kept for the next.
  package func assemble(
    _ plan: borrowing RowPlan, firstRow: Int, to place: FilePlace, split: String, name: String,
    isCancelled: () -> Bool = { false }
  ) throws(Fault) -> ShardSummary? {
    guard plan.rowCount > 0, firstRow >= 0 else {
      throw Fault(
        .mismatch, place.path, .file, expected: "a row at least", found: "\(plan.rowCount)")
    }
    let header = ShardHeader(
      split: split, firstRow: UInt64(firstRow), rowCount: plan.rowCount,
      rowLength: options.rowLength, rowsPerBlock: options.rowsPerBlock,
      padToken: options.padToken, tokenizerHash: options.tokenizerHash,
      configHash: options.configHash)
    var writer = try ShardWriter(place, header: header, level: options.level)
    var builder = BlockBuilder(rowLength: options.rowLength, padToken: options.padToken)
    var record = LoadedRecord()
    var fields = ByteFields()
    for block in 0..<header.blockCount {
      if isCancelled() { return nil }
      let blockRows = header.rows(ofBlock: block)
      builder.start(rowCount: blockRows.count)
      for row in blockRows {
        try append(
          plan.pieces(ofRow: row), row: firstRow + row, to: &builder,
          record: &record, place.path)
      }
      fields.bytes.removeAll(keepingCapacity: true)
      builder.sidecar.append(to: &fields)
      try builder.withPlanes { (planes) throws(Fault) in
        try writer.append(
          planes: planes, sidecarBytes: fields.bytes.span, builder.sidecar)
      }
    }
    return try writer.finish(name: name)
  }

  private func append(
    _ pieces: ArraySlice<RowPlan.Piece>, row: Int, to builder: inout BlockBuilder,
    record: inout LoadedRecord, _ path: String
  ) throws(Fault) {
    guard !pieces.isEmpty else {
      throw Fault(.mismatch, path, .row(row), expected: "a piece at least", found: "none")
    }
    builder.startRow()
    var previous: RowPlan.Piece?
    for piece in pieces {
      let number = Int(piece.record)
      guard number < records.recordCount, piece.tokenCount > 0,
        Int(piece.tokenStart) + Int(piece.tokenCount) <= records.tokenCount(ofRecord: number),
        Int(piece.tokenCount) <= builder.roomInRow
      else {
        throw Fault(
          .mismatch, path, .row(row),
          expected: "a piece of one of \(records.recordCount) records, of at most "
            + "\(builder.roomInRow) tokens",
          found: "\(piece.tokenCount) tokens of record \(number) from \(piece.tokenStart)")
      }
      if record.number != number {
        record.number = nil
        try records.readTokens(ofRecord: number, into: &record.tokens)
        record.number = number
      }
      let place = records.place(ofRecord: number)
      builder.append(
        record.tokens, start: Int(piece.tokenStart), count: Int(piece.tokenCount),
        file: place.file, line: place.line, goesOn: RowPlan.joins(piece, to: previous))
      previous = piece
    }
    builder.finishRow()
  }
}

/// The record read last: the next piece is often of the same one.
private struct LoadedRecord: ~Copyable {
  var number: Int?
  var tokens = RecordTokens()
}
