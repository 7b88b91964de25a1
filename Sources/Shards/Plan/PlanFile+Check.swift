package import ByteIO
import Records

extension PlanFile {
  /// Reads the whole plan and makes sure that it is that of `manifest`: the same splits and rows,
  /// every record on a line of one of its inputs, with bytes that this input has and that follow
  /// those of the record before, and rows of pieces that exist and fit.
  ///
  /// Records are taken a window after the other, and all pieces are looked at for each window: a
  /// stranger's plan of some megabytes can state 2^32 records, whose table would take 24 GiB.
  ///
  /// - Parameter windowRecordCount: About how many records a window has.
  /// - Throws: `mismatch` for the first thing that is not so, beside what reading it throws.
  /// - Complexity: O(records + windows · pieces), 6 bytes a record of a window.
  package func check(
    against manifest: Manifest, windowRecordCount: Int = 1 << 26
  ) throws(Fault) {
    guard splitNames == manifest.splits.map(\.name), rowCounts == manifest.splits.map(\.rowCount)
    else {
      throw Fault(
        .mismatch, path, .index, expected: "the splits and rows of the manifest",
        found: "\(rowCounts) rows of \(splitNames)")
    }
    var places = RecordPlaces(inputs: manifest.inputs, path: path)
    var tokenCounts = [UInt64](repeating: 0, count: rowCounts.count)
    var keptCount = 0
    var left = sections.indices.filter { sections[$0].kind == .records }[...]
    while !left.isEmpty {
      let table = try nextTable(windowRecordCount, manifest.rowLength, of: &left, &places)
      keptCount += table.splits.count { $0 != nil }
      for split in tokenCounts.indices {
        try forEachPiece(split: split, rows: 0..<rowCounts[split]) {
          (placed, _) throws(Fault) in
          guard table.holds(placed.piece.record) else { return }
          try table.check(placed)
          tokenCounts[split] += UInt64(placed.piece.tokenCount)
        }
      }
    }
    for (found, split) in zip(tokenCounts, manifest.splits) where found != split.tokenCount {
      throw Fault(
        .mismatch, path, .index,
        expected: "\(split.tokenCount) tokens in \(split.name), as in the manifest",
        found: "\(found)")
    }
    // So a reader that stores something for each kept record needs no more than the rows account for.
    let pieceCount = sections.reduce(0) { $0 + ($1.kind == .rows ? $1.pieceCount : 0) }
    guard keptCount <= pieceCount else {
      throw Fault(
        .mismatch, path, .index, expected: "a piece of every kept record",
        found: "\(pieceCount) pieces of \(keptCount) records")
    }
  }

  /// The table of the next records, whose places are checked; takes their sections out of `left`.
  private func nextTable(
    _ recordCount: Int, _ rowLength: Int, of left: inout ArraySlice<Int>,
    _ places: inout RecordPlaces
  ) throws(Fault) -> RecordTable {
    var table = RecordTable(
      first: left.first.map { Int(sections[$0].first) } ?? 0, rowLength: rowLength, path: path)
    while let section = left.first, table.tokenCounts.count < recordCount {
      left.removeFirst()
      for record in try records(inSection: section) {
        try places.check(record, table.first + table.tokenCounts.count)
        table.append(record)
      }
    }
    return table
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

  mutating func check(_ record: PlanRecord, _ number: Int) throws(Fault) {
    func fault(_ expected: String, _ found: String) -> Fault {
      Fault(.mismatch, path, .record(number), expected: expected, found: found)
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

/// What pieces are compared with: the records of a window.
private struct RecordTable {
  /// The number of the first record.
  let first: Int
  let rowLength: Int
  let path: String
  private(set) var tokenCounts: [UInt32] = []
  /// The split of each record; nil where the plan dropped it.
  private(set) var splits: [UInt8?] = []

  init(first: Int, rowLength: Int, path: String) {
    self.first = first
    self.rowLength = rowLength
    self.path = path
  }

  mutating func append(_ record: PlanRecord) {
    tokenCounts.append(record.tokenCount)
    if case .kept(let split) = record.disposition {
      splits.append(UInt8(split))
    } else {
      splits.append(nil)
    }
  }

  func holds(_ record: UInt32) -> Bool { tokenCounts.indices.contains(Int(record) - first) }

  func check(_ placed: PlacedPiece) throws(Fault) {
    let piece = placed.piece
    let index = Int(piece.record) - first
    guard splits[index].map(Int.init) == placed.split,
      Int(piece.tokenStart) + Int(piece.tokenCount) <= Int(tokenCounts[index]),
      placed.position + Int(piece.tokenCount) <= rowLength
    else {
      throw Fault(
        .mismatch, path, .row(placed.row),
        expected: "pieces of its split's records, \(rowLength) tokens at most",
        found: "\(piece.tokenCount) tokens of record \(piece.record) from \(piece.tokenStart), "
          + "at token \(placed.position)")
    }
  }
}
