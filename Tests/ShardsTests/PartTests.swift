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
      #expect(part.unit == unit.number)
      #expect(part.unitByteCount == UInt64(unit.bytes.count))
      #expect(part.unitHash == Hash128(of: unit.bytes.span))
      #expect(part.segments == unit.segments)
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
    // The unit's number has no hash: it is compared with the part's place in the list.
    let missed = try Flips.notRefused(
      bytes, in: directory, as: "part", bits: { (12..<16).contains($0) ? 0..<0 : 0..<8 },
      Self.readAll)
    #expect(missed == [])
  }

  @Test("do not state more chunks than they have room for")
  func sharedBytes() throws {
    func directory(_ offsets: [UInt64]) throws(Fault) {
      let directory = PartDirectory(
        unitByteCount: 0, unitHash: Hash128(of: [UInt8]().span),
        recordCount: UInt64(offsets.count), rejectionCount: 0, segments: [], lineCounts: [],
        sourceNames: [""], columns: [],
        chunks: offsets.map {
          PartLayout.Chunk(
            kind: .records, count: 1, offset: $0, byteCount: UInt64(PartRow.byteCount), hash: 0)
        })
      var fields = ByteFields()
      directory.append(to: &fields)
      _ = try PartDirectory(fields.bytes.span, payload: 16..<300, path: "0.part")
    }
    try directory([16, 112])
    #expect(throws: Fault.self) { try directory([16, 16, 16]) }
    #expect(throws: Fault.self) { try directory([16, 300]) }
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
