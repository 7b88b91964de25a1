package import ByteIO
package import Records

/// All parts of a build, with the records numbered through in the order of the input.
///
/// Holds 56 bytes a record; the records themselves are read when they are asked for.
package final class PartSet: RecordSource {
  /// Where a record stands in the input.
  package struct Place: Sendable, Equatable {
    /// The file's number, in the order the inputs were named and listed.
    package var file: UInt32
    /// The line in that file, from 1; blank lines count.
    package var line: UInt64
    /// The line's first byte in the file's decompressed bytes.
    package var byteOffset: UInt64
    /// The line's length, without its line end.
    package var byteCount: UInt64

    package init(file: UInt32, line: UInt64, byteOffset: UInt64, byteCount: UInt64) {
      self.file = file
      self.line = line
      self.byteOffset = byteOffset
      self.byteCount = byteCount
    }
  }

  /// A segment of a unit, placed in its file.
  package struct Segment: Sendable, Equatable {
    package var segment: UnitSegment
    /// The number in the file of the segment's first line, from 1.
    package var firstLine: UInt64
    package var lineCount: UInt64
  }

  /// One unit of input: what a part says of it.
  package struct Unit: Sendable, Equatable {
    package var number: UnitNumber
    package var byteCount: UInt64
    package var hash: Hash128
    package var segments: [Segment]
    /// The unit's sound records, by their numbers.
    package var records: Range<Int>
    package var rejectionCount: Int
    /// The names that `RecordFacts.source` counts into.
    package var sourceNames: [String]
  }

  private struct Entry: Sendable {
    var blobOffset: UInt64
    var blobHash: UInt64
    var unitByteOffset: UInt64
    var byteCount: UInt64
    var tokenCount: UInt32
    var spanCount: UInt32
    var hitCount: UInt32
    var exchangeCount: UInt32
    var line: UInt32
    var segment: UInt32

    init(_ row: PartRow) {
      blobOffset = row.blobOffset
      blobHash = row.blobHash
      unitByteOffset = row.facts.origin.unitByteOffset
      byteCount = row.facts.origin.byteCount
      tokenCount = row.facts.tokenCount
      spanCount = row.spanCount
      hitCount = row.hitCount
      exchangeCount = row.exchangeCount
      line = row.facts.origin.line
      segment = row.facts.origin.segment
    }
  }

  /// What all units may hold: a pebibyte, the greatest figure that a report can state.
  private static let greatestByteCount: UInt64 = 1 << 50

  package let places: [FilePlace]
  package let units: [Unit]
  package let recordCount: Int
  /// Where the last unit ends: where that of a set which continues this one begins.
  package let end: LinePosition
  private let entries: [Entry]
  private let pool: FilePool

  /// Opens the parts of units that follow one another, and numbers their records and lines.
  ///
  /// - Parameters:
  ///   - places: The parts, in the order of their units.
  ///   - start: Where the first unit begins, or in the first later file that has bytes: the `end` of
  ///     the set before.
  ///   - openLimit: How many parts are kept open at a time.
  ///   - columns: The columns of facts that `body` is given.
  ///   - body: Called with the facts of each record in turn, whose source counts within its unit, and
  ///     its words in the columns.
  /// - Throws: `mismatch` where units are missing or do not continue one another, or a part has not
  ///   all of the columns.
  package init(
    _ places: [FilePlace], from start: LinePosition = .start, openLimit: Int = 256,
    columns: [FactColumn] = [],
    _ body: (_ facts: RecordFacts, _ words: [UInt64]) -> Void = { _, _ in }
  ) throws(Fault) {
    var units: [Unit] = []
    var entries: [Entry] = []
    entries.reserveCapacity(try Self.recordCountToExpect(of: places))
    var position = start
    for place in places {
      let part = try PartReader(place)
      if let last = units.last?.number, !part.unit.continues(last) {
        throw Fault(
          .mismatch, place.path, .header, expected: "the unit after \(last)",
          found: "unit \(part.unit)")
      }
      let first = entries.count
      try part.forEachRow(columns: columns) { (row, words) throws(Fault) in
        entries.append(Entry(row))
        body(row.facts, words)
      }
      units.append(
        Unit(
          number: part.unit, byteCount: part.unitByteCount, hash: part.unitHash,
          segments: try position.place(part), records: first..<entries.count,
          rejectionCount: part.rejectionCount, sourceNames: part.sourceNames))
    }
    guard entries.count <= Int(UInt32.max) else {
      throw Fault(
        .malformed, places.last?.path ?? "", .file, expected: "at most \(UInt32.max) records",
        found: "\(entries.count)")
    }
    self.places = places
    self.units = units
    self.entries = entries
    recordCount = entries.count
    end = position
    pool = FilePool(places, openLimit: openLimit)
  }

  /// How many records to make room for, so that the memory of usual data sets is taken once.
  ///
  /// The parts state their records before these are read, and a file with holes may state what it
  /// does not hold: beyond 67 million records room is made as they come.
  package static func recordCountToExpect(of places: [FilePlace]) throws(Fault) -> Int {
    var count = 0
    for place in places { count = min(count + (try PartReader(place)).recordCount, 1 << 26) }
    return count
  }

  /// Makes sure that the receipts, which no hash covers, say what the parts say.
  ///
  /// - Parameters:
  ///   - receipts: One for each unit, in the order of the units.
  ///   - path: Where the receipt of a unit lies, for the error.
  package func check(
    _ receipts: [PartReceipt], path: (_ unit: UnitNumber) -> String
  ) throws(Fault) {
    var byteCount: UInt64 = 0
    for (number, receipt) in receipts.enumerated() {
      let unit = units[number]
      for (member, stated, actual) in [
        ("unit_byte_count", receipt.unitByteCount, unit.byteCount),
        ("records", receipt.counts.records, UInt64(unit.records.count)),
        ("rejections", receipt.counts.rejectionCount, UInt64(unit.rejectionCount)),
      ] where stated != actual {
        throw Fault(
          .mismatch, path(receipt.unit), .member(member), expected: "\(actual), as in its part",
          found: "\(stated)")
      }
      byteCount += unit.byteCount
      guard byteCount <= Self.greatestByteCount else {
        throw Fault(
          .malformed, path(receipt.unit), .member("unit_byte_count"),
          expected: "units of at most \(Self.greatestByteCount) bytes in all",
          found: "\(byteCount)")
      }
    }
  }

  /// The index in `units` of the unit that holds record `record`, by binary search.
  package func unit(ofRecord record: Int) -> Int {
    precondition((0..<recordCount).contains(record), "record out of range")
    return units.indices.partitionPoint { units[$0].records.lowerBound > record } - 1
  }

  /// The tokens of record `record`.
  package func tokenCount(ofRecord record: Int) -> Int { Int(entries[record].tokenCount) }

  /// Where record `record` stands in the input.
  package func place(ofRecord record: Int) -> Place {
    place(ofRecord: record, inUnit: unit(ofRecord: record))
  }

  /// The same for a record of the unit with index `unit` in `units`.
  package func place(ofRecord record: Int, inUnit unit: Int) -> Place {
    let entry = entries[record]
    let segment = units[unit].segments[Int(entry.segment)]
    return Place(
      file: segment.segment.file, line: segment.firstLine + UInt64(entry.line),
      byteOffset: segment.segment.fileByteOffset &+ entry.unitByteOffset
        &- segment.segment.unitByteOffset,
      byteCount: entry.byteCount)
  }

  /// Where a line of the unit with index `unit` in `units` stands in the input: for rejections, whose
  /// origin counts from the unit.
  package func place(of origin: RecordOrigin, inUnit unit: Int) -> Place {
    let segment = units[unit].segments[Int(origin.segment)]
    return Place(
      file: segment.segment.file, line: segment.firstLine + UInt64(origin.line),
      byteOffset: segment.segment.fileByteOffset &+ origin.unitByteOffset
        &- segment.segment.unitByteOffset,
      byteCount: origin.byteCount)
  }

  /// Reads the tokens and spans of record `record`; threads may read at once.
  package func readTokens(
    ofRecord record: Int, into tokens: inout RecordTokens
  ) throws(Fault) {
    let unit = unit(ofRecord: record)
    let shared = try pool.file(unit)
    try tokens.read(location(ofRecord: record, inUnit: unit), from: shared.file)
  }

  /// Where record `record` of the unit with index `unit` is in its part.
  func location(ofRecord record: Int, inUnit unit: Int) -> RecordTokens.Location {
    let entry = entries[record]
    return RecordTokens.Location(
      offset: entry.blobOffset, hash: entry.blobHash, tokenCount: Int(entry.tokenCount),
      spanCount: Int(entry.spanCount), hitCount: Int(entry.hitCount),
      exchangeCount: Int(entry.exchangeCount),
      record: record - units[unit].records.lowerBound)
  }
}

extension UnitNumber {
  /// Whether this can be the number of the unit after `last`: tasks may have none.
  fileprivate func continues(_ last: UnitNumber) -> Bool {
    task == last.task ? index == last.index &+ 1 : task > last.task && index == 0
  }
}
