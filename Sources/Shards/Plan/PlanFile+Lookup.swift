package import ByteIO
package import Records

extension PlanFile {
  /// Calls `body` with every record, in the order of the input.
  package func forEachRecord(
    _ body: (_ number: Int, _ record: PlanRecord) throws(Fault) -> Void
  ) throws(Fault) {
    for (number, section) in sections.enumerated() where section.kind == .records {
      for (index, record) in try records(inSection: number).enumerated() {
        try body(Int(section.first) + index, record)
      }
    }
  }

  /// Record `number`: reads one section.
  package func record(_ number: Int) throws(Fault) -> PlanRecord {
    precondition((0..<recordCount).contains(number), "record out of range")
    for (index, section) in sections.enumerated() where section.kind == .records {
      let offset = number - Int(section.first)
      guard offset < Int(section.count) else { continue }
      return try records(inSection: index)[offset]
    }
    throw Fault(
      .mismatch, path, .index, expected: "record \(number) in a section", found: "none")
  }

  /// The record on line `line` (from 1) of file `file`, with its number; nil where none is sound.
  ///
  /// - Complexity: O(log n) sections are read.
  package func record(
    file: UInt32, line: UInt64
  ) throws(Fault) -> (number: Int, record: PlanRecord)? {
    let recordSections = sections.indices.filter { sections[$0].kind == .records }
    var range = 0..<recordSections.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let records = try records(inSection: recordSections[middle])
      guard let first = records.first, let last = records.last else { return nil }
      if (file, line) < (first.file, first.line) {
        range = range.lowerBound..<middle
      } else if (file, line) > (last.file, last.line) {
        range = (middle + 1)..<range.upperBound
      } else {
        return Self.search(records, file, line).map {
          (Int(sections[recordSections[middle]].first) + $0, records[$0])
        }
      }
    }
    return nil
  }

  private static func search(_ records: [PlanRecord], _ file: UInt32, _ line: UInt64) -> Int? {
    let index = records.indices.partitionPoint {
      (records[$0].file, records[$0].line) >= (file, line)
    }
    guard index < records.count, records[index].file == file, records[index].line == line else {
      return nil
    }
    return index
  }

  /// The pieces of rows `rows` of split `split`, as a plan whose row 0 is the first of them.
  package func rowPlan(
    split: Int, rows: Range<Int>? = nil
  ) throws(Fault) -> RowPlan {
    precondition(splitNames.indices.contains(split), "split out of range")
    let wanted = rows ?? 0..<rowCounts[split]
    precondition(wanted.lowerBound >= 0 && wanted.upperBound <= rowCounts[split])
    var plan = RowPlan()
    try forEachPiece(split: split, rows: wanted) { (placed, isLastOfRow) throws(Fault) in
      plan.pieces.append(placed.piece)
      if isLastOfRow { plan.rowEnds.append(UInt32(plan.pieces.count)) }
    }
    return plan
  }

  /// Where the pieces of record `record` stand; empty where the plan dropped it.
  ///
  /// - Complexity: O(pieces of the record's split).
  package func pieces(ofRecord record: Int) throws(Fault) -> [PlacedPiece] {
    guard case .kept(let split) = try self.record(record).disposition else { return [] }
    var found: [PlacedPiece] = []
    try forEachPiece(split: split, rows: 0..<rowCounts[split]) { (placed, _) throws(Fault) in
      if placed.piece.record == record { found.append(placed) }
    }
    return found
  }

  /// Calls `body` with each piece of rows `rows` of split `split`, row by row.
  package func forEachPiece(
    split: Int, rows: Range<Int>,
    _ body: (_ placed: PlacedPiece, _ isLastOfRow: Bool) throws(Fault) -> Void
  ) throws(Fault) {
    for (number, section) in sections.enumerated()
    where section.kind == .rows && Int(section.split) == split {
      let first = Int(section.first)
      guard first < rows.upperBound, first + Int(section.count) > rows.lowerBound else { continue }
      let columns = try self.rows(inSection: number)
      var next = 0
      for (index, pieceCount) in columns.pieceCounts.enumerated() {
        let end = next + Int(pieceCount)
        var position = 0
        while next < end {
          let piece = RowPlan.Piece(
            record: columns.records[next], tokenStart: columns.starts[next],
            tokenCount: columns.tokenCounts[next])
          next += 1
          if rows.contains(first + index) {
            try body(
              PlacedPiece(split: split, row: first + index, position: position, piece: piece),
              next == end)
          }
          position += Int(piece.tokenCount)
        }
      }
    }
  }
}
