import Records

extension PlanFile {
  /// Reads the whole plan and makes sure that it is that of `manifest`: the same splits and rows,
  /// every record on a line of one of its inputs, with bytes that this input has and that follow
  /// those of the record before, and rows of pieces that exist and fit.
  ///
  /// - Throws: `mismatch` for the first thing that is not so, beside what reading it throws.
  /// - Complexity: O(records + pieces), 5 bytes a record.
  package func check(against manifest: Manifest) throws(ShardError) {
    guard splitNames == manifest.splits.map(\.name), rowCounts == manifest.splits.map(\.rowCount)
    else {
      throw ShardError(
        .mismatch, path, .index, expected: "the splits and rows of the manifest",
        found: "\(rowCounts) rows of \(splitNames)")
    }
    var records = RecordTable(rowLength: manifest.rowLength, path: path)
    records.tokenCounts.reserveCapacity(recordCount)
    records.splits.reserveCapacity(recordCount)
    var places = RecordPlaces(inputs: manifest.inputs, path: path)
    try forEachRecord { (number, record) throws(ShardError) in
      try places.check(record, number)
      records.tokenCounts.append(record.tokenCount)
      if case .kept(let split) = record.disposition {
        records.splits.append(UInt8(split))
      } else {
        records.splits.append(nil)
      }
    }
    for (number, split) in manifest.splits.enumerated() {
      var tokenCount: UInt64 = 0
      try forEachPiece(split: number, rows: 0..<split.rowCount) { (placed, _) throws(ShardError) in
        try records.check(placed)
        tokenCount += UInt64(placed.piece.tokenCount)
      }
      guard tokenCount == split.tokenCount else {
        throw ShardError(
          .mismatch, path, .index,
          expected: "\(split.tokenCount) tokens in \(split.name), as in the manifest",
          found: "\(tokenCount)")
      }
    }
  }
}

/// Where the records before end: each begins after them, and ends within its input.
private struct RecordPlaces {
  let inputs: [Manifest.Input]
  let path: String
  /// The place of the record before, and the end of its bytes.
  private var last: (file: UInt32, line: UInt64, end: UInt64) = (0, 0, 0)

  init(inputs: [Manifest.Input], path: String) {
    self.inputs = inputs
    self.path = path
  }

  mutating func check(_ record: PlanRecord, _ number: Int) throws(ShardError) {
    func fault(_ expected: String, _ found: String) -> ShardError {
      ShardError(.mismatch, path, .record(number), expected: expected, found: found)
    }
    guard Int(record.file) < inputs.count, record.line > 0 else {
      throw fault(
        "a line of one of \(inputs.count) inputs",
        "line \(record.line) of input \(record.file)")
    }
    guard (record.file, record.line) > (last.file, last.line) else {
      throw fault(
        "a place after line \(last.line) of input \(last.file)",
        "line \(record.line) of input \(record.file)")
    }
    let start = record.file == last.file ? last.end : 0
    let limit = inputs[Int(record.file)].byteCount
    // Subtracted, since a sum of what a stranger wrote may overflow.
    guard record.byteOffset >= start, record.byteOffset <= limit,
      record.byteCount <= limit - record.byteOffset
    else {
      throw fault(
        "bytes from \(start) to \(limit) of input \(record.file), as in the manifest",
        "\(record.byteCount) from byte \(record.byteOffset)")
    }
    last = (record.file, record.line, record.byteOffset + record.byteCount)
  }
}

/// What pieces are compared with.
private struct RecordTable {
  let rowLength: Int
  let path: String
  var tokenCounts: [UInt32] = []
  /// The split of each record; nil where the plan dropped it.
  var splits: [UInt8?] = []

  func check(_ placed: PlacedPiece) throws(ShardError) {
    let piece = placed.piece
    let record = Int(piece.record)
    guard splits[record].map(Int.init) == placed.split,
      Int(piece.tokenStart) + Int(piece.tokenCount) <= Int(tokenCounts[record]),
      placed.position + Int(piece.tokenCount) <= rowLength
    else {
      throw ShardError(
        .mismatch, path, .row(placed.row),
        expected: "pieces of its split's records, \(rowLength) tokens at most",
        found: "\(piece.tokenCount) tokens of record \(record) from \(piece.tokenStart), at token "
          + "\(placed.position)")
    }
  }
}
