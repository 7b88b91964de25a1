import Records

extension PlanFile {
  /// Reads the whole plan and makes sure that it is that of `manifest`: the same splits and rows,
  /// every record on a line of one of its inputs, and rows of pieces that exist and fit.
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
    try forEachRecord { (number, record) throws(ShardError) in
      guard Int(record.file) < manifest.inputs.count, record.line > 0 else {
        throw ShardError(
          .mismatch, path, .record(number),
          expected: "a line of one of \(manifest.inputs.count) inputs",
          found: "line \(record.line) of input \(record.file)")
      }
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
