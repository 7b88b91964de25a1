import ByteIO
import Records
import TestSupport
import Testing

@testable import Shards

@Suite("Parts")
struct PartTests {
  private let directory: TemporaryDirectory
  private let sample = Sample(seed: 1, linesPerSegment: 40)

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("give back every record as it was written, however it was cut into batches")
  func roundTrip() throws {
    for (batchCount, unit) in zip([1, 7, 1000], sample.units) {
      let path = directory.file("part")
      try unit.writePart(path, batchOf: batchCount)
      let part = try PartReader(FilePlace(path))
      #expect(part.unit == unit.unitNumber)
      #expect(part.unitByteCount == UInt64(unit.bytes.count))
      #expect(part.unitHash == Hash128(of: unit.bytes.span))
      #expect(part.segments == unit.segments)
      #expect(part.segmentHashes == unit.segmentHashes)
      #expect(part.lineCounts == unit.lineCounts)
      #expect(part.recordCount == unit.records.count)
      let facts = try part.facts()
      var tokens = RecordTokens()
      var ids: [UInt32] = []
      for (index, record) in unit.records.enumerated() {
        try part.readTokens(index, into: &tokens)
        tokens.copyTokens(into: &ids)
        #expect(ids == record.tokens)
        #expect(tokens.spans == record.spans)
        #expect(tokens.hits == record.hits)
        let fact = facts[index]
        #expect(fact.origin == record.origin)
        #expect(fact.tokenCount == record.tokens.count)
        #expect(fact.trainedTokenCount == record.trainedTokenCount)
        #expect(fact.firstTrainedToken == record.spans.first?.start ?? UInt32(record.tokens.count))
        #expect(part.sourceNames[Int(fact.source)] == record.source)
        #expect(fact.form == record.form)
        #expect(fact.promptLanguage == record.languages.prompt)
        #expect(fact.responseLanguage == record.languages.response)
      }
    }
  }

  @Test("give back the columns that are asked for, in the order in which they are")
  func columns() throws {
    let path = directory.file("part")
    let unit = sample.units[0]
    try unit.writePart(path)
    let part = try PartReader(FilePlace(path))
    var lines: [[UInt64]] = []
    try part.forEachRow(columns: [.line]) { (_, words) throws(Fault) in lines.append(words) }
    #expect(lines == unit.records.map { [UInt64($0.origin.line)] })
    var both: [[UInt64]] = []
    try part.forEachRow(columns: [.line, .twoWords]) { (_, words) throws(Fault) in
      both.append(words)
    }
    #expect(
      both
        == unit.records.map {
          [UInt64($0.origin.line), $0.origin.byteCount, $0.origin.unitByteOffset]
        })
  }

  @Test("refuse a column that they do not have")
  func missingColumn() throws {
    let path = directory.file("part")
    try sample.units[0].writePart(path)
    let part = try PartReader(FilePlace(path))
    let wider = FactColumn("line", wordCount: 2) { _, _, _, _ in }
    for column in [wider, FactColumn("other", wordCount: 1) { _, _, _, _ in }] {
      let error = #expect(throws: Fault.self) {
        try part.forEachRow(columns: [column]) { (_, _) throws(Fault) in }
      }
      #expect(error?.kind == .mismatch)
      #expect(error?.description.contains("a column \"\(column.name)\"") == true)
    }
  }

  @Test("give back rejections in the order of the lines, with the bytes that the limit leaves")
  func rejections() throws {
    for unit in sample.units {
      let path = directory.file("part")
      let receipt = try unit.writePart(path, rawByteLimit: 10)
      var found: [PartRejection] = []
      try PartReader(FilePlace(path)).forEachRejection { (rejection) throws(Fault) in
        found.append(rejection)
      }
      #expect(found.map(\.rejection) == unit.rejections)
      #expect(found.map(\.raw) == unit.rejections.map { unit.raw($0.origin, limit: 10) })
      #expect(receipt.counts.rejectionCount == UInt64(unit.rejections.count))
    }
  }

  @Test("keep the bytes of long records only")
  func rawBytes() throws {
    let unit = sample.units[0]
    let path = directory.file("part")
    try unit.writePart(path, rawForLongerThan: 30)
    let part = try PartReader(FilePlace(path))
    for (index, record) in unit.records.enumerated() {
      let expected = record.tokens.count > 30 ? unit.raw(record.origin) : nil
      #expect(try part.rawBytes(ofRecords: [index]) == [expected])
    }
  }

  @Test("hold what the statistics add up of every record, and the special tokens it spells out")
  func measures() throws {
    let unit = sample.units[1]
    let path = directory.file("part")
    try unit.writePart(path)
    var measures: [RecordMeasures] = []
    var hits: [[TokenBatch.SpecialTokenHit]] = []
    try PartReader(FilePlace(path)).forEachMeasuredRecord { (record, own, found) throws(Fault) in
      #expect(record == measures.count)
      measures.append(own)
      hits.append(found)
    }
    #expect(measures == unit.records.map(\.measures))
    #expect(hits == unit.records.map(\.hits))
  }

  @Test("number records and lines through over all units")
  func places() throws {
    let parts = try PartSet(try sample.writeParts(directory).map { FilePlace($0) }, openLimit: 1)
    #expect(parts.recordCount == sample.records.count)
    var tokens = RecordTokens()
    var ids: [UInt32] = []
    var firstLines: [UInt32: UInt64] = [:]
    var number = 0
    for unit in sample.units {
      let lines = unit.segments.map { firstLines[$0.file, default: 1] }
      for record in unit.records {
        let segment = unit.segments[Int(record.origin.segment)]
        let place = parts.place(ofRecord: number)
        #expect(place.file == segment.file)
        #expect(place.line == lines[Int(record.origin.segment)] + UInt64(record.origin.line))
        #expect(place.byteOffset == record.origin.fileByteOffset(in: unit.segments))
        #expect(place == parts.place(of: record.origin, inUnit: unit.number))
        #expect(parts.unit(ofRecord: number) == unit.number)
        try parts.readTokens(ofRecord: number, into: &tokens)
        tokens.copyTokens(into: &ids)
        #expect(ids == record.tokens)
        number += 1
      }
      for (segment, count) in zip(unit.segments, unit.lineCounts) {
        firstLines[segment.file, default: 1] += count
      }
    }
  }

  @Test("are refused where a unit is missing or out of order")
  func gaps() throws {
    let paths = try sample.writeParts(directory)
    #expect(throws: Fault.self) { try PartSet([FilePlace(paths[0]), FilePlace(paths[2])]) }
    #expect(throws: Fault.self) { try PartSet([FilePlace(paths[1]), FilePlace(paths[0])]) }
    #expect(throws: Fault.self) { try PartSet([FilePlace(paths[1]), FilePlace(paths[1])]) }
    #expect(throws: Fault.self) { try PartSet([FilePlace(paths[1])]) }
  }

  @Test("can be opened by groups, each from where the one before ends")
  func groups() throws {
    let places = try sample.writeParts(directory).map { FilePlace($0) }
    let whole = try PartSet(places)
    var position = LinePosition.start
    var record = 0
    for (number, place) in places.enumerated() {
      let group = try PartSet([place], from: position)
      #expect(group.units.map(\.number) == [whole.units[number].number])
      #expect(group.units.map(\.segments) == [whole.units[number].segments])
      for own in 0..<group.recordCount {
        #expect(group.place(ofRecord: own) == whole.place(ofRecord: record))
        record += 1
      }
      position = group.end
    }
    #expect(record == whole.recordCount)
    #expect(position == whole.end)
    // One line too early, and one too late.
    for shift in [-1, 1] {
      var other = try PartSet([places[0]]).end
      other.byte = UInt64(Int(other.byte) + shift)
      #expect(throws: Fault.self) { try PartSet([places[1]], from: other) }
    }
  }

  @Test("may be of tasks with gaps between them, and of none without units at its beginning")
  func tasks() throws {
    func set(_ numbers: [UnitNumber]) throws {
      var places: [FilePlace] = []
      for (number, var unit) in zip(numbers, sample.units) {
        unit.other = number
        places.append(FilePlace(directory.file("\(number)")))
        try unit.writePart(directory.file("\(number)"))
      }
      _ = try PartSet(places)
    }
    func number(_ task: UInt32, _ index: UInt32) -> UnitNumber {
      UnitNumber(task: task, index: index)
    }
    try set([number(0, 0), number(2, 0), number(2, 1)])
    try set([number(1, 4), number(1, 5), number(7, 0)])
    for numbers in [
      [number(0, 0), number(0, 2)], [number(0, 0), number(1, 1)], [number(1, 0), number(0, 0)],
      [number(0, 1), number(0, 0)], [number(0, 0), number(0, 0)],
    ] {
      #expect(throws: Fault.self) { try set(numbers) }
    }
  }

  @Test("refuse an id that 17 bits do not hold, and leave no file")
  func tooLarge() throws {
    var unit = sample.units[0]
    unit.records[3].tokens[0] = 131_072
    let path = directory.file("part")
    let error = #expect(throws: Fault.self) { try unit.writePart(path) }
    #expect(error?.kind == .tokenTooLarge)
    #expect(error?.message.hasPrefix("\(path), record 3 (token_too_large): ") == true)
    #expect(try FileSystem.names(in: directory.path).isEmpty)
  }

  @Test("refuse records out of order and a wrong count of records")
  func order() throws {
    var unit = sample.units[0]
    unit.records.swapAt(0, 1)
    #expect(throws: Fault.self) { try unit.writePart(directory.file("part")) }
    var missing = sample.units[0]
    missing.rejections.append(contentsOf: missing.rejections.prefix(1))
    #expect(throws: Fault.self) { try missing.writePart(directory.file("part")) }
  }

  @Test("never deliver a changed bit, whichever it is")
  func bitFlips() throws {
    let small = Sample(seed: 5, linesPerSegment: 4, tokenCounts: 1...9)
    let path = directory.file("part")
    try small.units[0].writePart(path)
    let bytes = try FileSystem.bytes(of: path)
    // The unit's number has no hash: it is compared with those of the parts around it.
    let missed = try Flips.notRefused(
      bytes, in: directory, as: "part", bits: { (12..<20).contains($0) ? 0..<0 : 0..<8 },
      Self.readAll)
    #expect(missed == [])
  }

  @Test("do not state more chunks than they have room for")
  func sharedBytes() throws {
    func directory(_ offsets: [UInt64]) throws(Fault) {
      let directory = PartDirectory(
        unitByteCount: 0, unitHash: Hash128(of: [UInt8]().span),
        recordCount: UInt64(offsets.count), rejectionCount: 0, segments: [], segmentHashes: [],
        lineCounts: [],
        sourceNames: [""], columns: [],
        chunks: offsets.map {
          PartLayout.Chunk(
            kind: .records, count: 1, offset: $0, byteCount: UInt64(PartRow.byteCount), hash: 0)
        })
      var fields = ByteFields()
      directory.append(to: &fields)
      _ = try PartDirectory(fields.bytes.span, payload: 20..<300, path: "0.part")
    }
    try directory([20, 140])
    #expect(throws: Fault.self) { try directory([20, 20, 20]) }
    #expect(throws: Fault.self) { try directory([20, 300]) }
  }

  @Test("that the fuzzer starts from are sound")
  func seeds() throws {
    for name in ["small.part", "rejections.part"] {
      try Self.readAll(Fixtures.path("fuzz/part/" + name))
    }
  }

  static func readAll(_ path: String) throws {
    let part = try PartReader(FilePlace(path))
    _ = try part.facts()
    var tokens = RecordTokens()
    for record in 0..<part.recordCount {
      try part.readTokens(record, into: &tokens)
      _ = try part.rawBytes(ofRecords: [record])
    }
    try part.forEachRejection { (_) throws(Fault) in }
  }
}
