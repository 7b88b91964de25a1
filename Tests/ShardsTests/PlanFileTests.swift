import ByteIO
import Records
import TestSupport
import Testing

@testable import Shards

@Suite("Plan files")
struct PlanFileTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let records: [PlanRecord]
  private let plans: [RowPlan]
  private let units: [PlanUnit]

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("plan")
    var random = SeededGenerator(seed: 2)
    // More than a section of records, and of rows.
    records = (0..<66_000).map { number in
      PlanRecord(
        file: UInt32(number / 30_000), line: UInt64(2 * (number % 30_000) + 1),
        byteOffset: UInt64.random(in: 0...UInt64(UInt32.max) * 4, using: &random),
        byteCount: UInt64.random(in: 0...5000, using: &random),
        tokenCount: UInt32.random(in: 1...5000, using: &random),
        disposition: number % 10 == 0
          ? .rejected(number % 20 == 0 ? .duplicate : .tooLong) : .kept(split: number % 2))
    }
    plans = (0..<2).map { split in
      var plan = RowPlan()
      for row in 0..<9000 {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          plan.pieces.append(
            .init(
              record: UInt32(10 * Int.random(in: 0..<6500, using: &random) + 1 + split),
              tokenStart: UInt32(row), tokenCount: UInt32.random(in: 1...9, using: &random)))
        }
        plan.rowEnds.append(UInt32(plan.pieces.count))
      }
      return plan
    }
    units = [
      PlanUnit(
        byteCount: 12, hash: Hash128(low: 5, high: 6),
        segments: [
          .init(
            segment: .init(file: 1, fileByteOffset: 2, unitByteOffset: 3, byteCount: 4),
            firstLine: 5, lineCount: 6)
        ])
    ]
    try PlanWriter.write(
      to: FilePlace(path), units: units, recordCount: records.count,
      splits: [("train", plans[0]), ("validation", plans[1])], record: { [records] in records[$0] })
  }

  @Test("give back records, units and rows")
  func roundTrip() throws {
    let plan = try PlanFile(path: path)
    #expect(plan.recordCount == records.count)
    #expect(plan.splitNames == ["train", "validation"])
    #expect(plan.rowCounts == [9000, 9000])
    #expect(plan.units == units)
    #expect(plan.sections.count == 1 + 2 + 2 + 2)
    var found: [PlanRecord] = []
    try plan.forEachRecord { (number, record) throws(Fault) in
      #expect(number == found.count)
      found.append(record)
    }
    #expect(found == records)
    for split in 0..<2 { #expect(try plan.rowPlan(split: split) == plans[split]) }
    let some = try plan.rowPlan(split: 0, rows: 8000..<8700)
    #expect(some.rowCount == 700)
    #expect(some.pieces(ofRow: 699) == plans[0].pieces(ofRow: 8699))
    #expect(try plan.rowPlan(split: 0, rows: 3..<3) == RowPlan())
  }

  @Test("find a record by its number and by its place")
  func lookup() throws {
    let plan = try PlanFile(path: path)
    for number in [29_999, 65_536] {
      #expect(try plan.record(number) == records[number])
      let found = try plan.record(file: records[number].file, line: records[number].line)
      #expect(found?.number == number)
      #expect(found?.record == records[number])
      #expect(try plan.record(file: records[number].file, line: records[number].line + 1) == nil)
    }
    #expect(try plan.record(file: 0, line: 0) == nil)
    #expect(try plan.record(file: 9, line: 1) == nil)
  }

  @Test("say where the pieces of a record stand")
  func pieces() throws {
    let plan = try PlanFile(path: path)
    let wanted = plans[1].pieces[1000].record
    let found = try plan.pieces(ofRecord: Int(wanted))
    // Record 10 n + 2 is of split 0 by its disposition, so nothing of split 1 is found.
    #expect(found.allSatisfy { $0.split == 0 })
    let other = plans[0].pieces[1000].record
    #expect(try plan.pieces(ofRecord: Int(other)).isEmpty)
    #expect(try plan.pieces(ofRecord: 0).isEmpty)
  }

  @Test("are refused where a record's bytes do not lie in its input, after those before it")
  func hostilePlaces() throws {
    let data = try SampleDataSet()
    let sound = try Dataset(data.path).plan()
    var records: [PlanRecord] = []
    try sound.forEachRecord { (_, record) throws(Fault) in records.append(record) }
    let plans = try sound.splitNames.map { name in
      (name, try sound.rowPlan(split: try #require(sound.splitNames.firstIndex(of: name))))
    }
    let limit = data.manifest.inputs[0].byteCount
    #expect(records[0].file == records[1].file && records[0].byteCount > 0)
    let numbers: [UInt64] = [limit + 1, 1 << 62, 1 << 63, .max]
    let changes =
      numbers.flatMap { number -> [(inout PlanRecord) -> Void] in
        [{ $0.byteOffset = number }, { $0.byteCount = number }]
      } + [{ $0.byteOffset = 0 }, { $0.file = .max }, { $0.line = 0 }]
    for change in changes {
      var changed = records
      change(&changed[1])
      try PlanWriter.write(
        to: FilePlace(path), units: sound.units, recordCount: records.count, splits: plans,
        record: { [changed] in changed[$0] })
      #expect(throws: Fault.self, "\(changed[1])") {
        try PlanFile(path: path).check(against: data.manifest)
      }
    }
  }

  @Test("are checked a window of records after the other, to the same end")
  func windows() throws {
    let recordCount = 70_000
    var manifest = try SampleDataSet().manifest
    manifest.inputs = [.init(path: "data.jsonl", compression: "none", byteCount: 1 << 20)]
    manifest.splits.removeLast(manifest.splits.count - 1)
    var plan = RowPlan()
    for number in 0..<recordCount {
      plan.pieces.append(.init(record: UInt32(number), tokenStart: 0, tokenCount: 5))
      if number % 5 == 4 { plan.rowEnds.append(UInt32(number + 1)) }
    }
    manifest.splits[0].rowCount = plan.rowEnds.count
    manifest.splits[0].tokenCount = UInt64(5 * recordCount)
    func fault(
      _ plan: RowPlan, _ manifest: Manifest, recordCount: Int, window: Int
    ) throws -> String? {
      try PlanWriter.write(
        to: FilePlace(path), units: units, recordCount: recordCount,
        splits: [(manifest.splits[0].name, plan)],
        record: {
          PlanRecord(
            file: 0, line: UInt64($0 + 1), byteOffset: UInt64($0 * 10), byteCount: 10,
            tokenCount: 5, disposition: .kept(split: 0))
        })
      let file = try PlanFile(path: path)
      do {
        try file.check(against: manifest, windowRecordCount: window)
        return nil
      } catch { return "\(error)" }
    }
    let changes: [(expected: String?, change: (inout RowPlan, inout Manifest, inout Int) -> Void)] =
      [
        (nil, { _, _, _ in }),
        ("record 69000", { plan, _, _ in plan.pieces[69_000].tokenStart = 1 }),
        ("6 tokens of record 3 ", { plan, _, _ in plan.pieces[3].tokenCount = 6 }),
        ("349999 tokens", { _, manifest, _ in manifest.splits[0].tokenCount -= 1 }),
        ("record 69999", { _, manifest, _ in manifest.inputs[0].byteCount = 699_999 }),
        ("a piece of every kept record", { _, _, count in count += 1 }),
      ]
    for (expected, change) in changes {
      var (changed, other, count) = (plan, manifest, recordCount)
      change(&changed, &other, &count)
      let found = try [1, 65_536, 65_537, 1 << 26].map {
        try fault(changed, other, recordCount: count, window: $0)
      }
      #expect(found.allSatisfy { $0 == found[0] }, "\(found)")
      if let expected {
        #expect(found[0]?.contains(expected) == true, "\(found)")
      } else {
        #expect(found[0] == nil)
      }
    }
  }

  @Test("give a record's pieces with row and position")
  func positions() throws {
    let data = try SampleDataSet(packing: .concatenated)
    let plan = try Dataset(data.path).plan()
    for number in data.sample.records.indices {
      let found = try plan.pieces(ofRecord: number)
      #expect(!found.isEmpty)
      #expect(
        found.reduce(0) { $0 + Int($1.piece.tokenCount) }
          == data.sample.records[number].tokens.count)
      for placed in found {
        let row = data.expectedRows(ofSplit: placed.split)[placed.row]
        let range = placed.position..<(placed.position + Int(placed.piece.tokenCount))
        #expect(
          Array(row.tokens[range])
            == data.sample.records[number].tokens[
              Int(placed.piece.tokenStart)...
            ].prefix(range.count).map { $0 })
      }
    }
  }

  @Test("without records, rows or units are plans too")
  func empty() throws {
    let path = directory.file("empty")
    try PlanWriter.write(to: FilePlace(path), units: [], recordCount: 0, splits: []) { _ in
      records[0]
    }
    let plan = try PlanFile(path: path)
    #expect(plan.recordCount == 0)
    #expect(plan.splitNames.isEmpty)
    try plan.forEachRecord { (_, _) throws(Fault) in Issue.record("a record") }
    #expect(try plan.record(file: 0, line: 1) == nil)
  }

  @Test("never deliver a changed bit, whichever it is")
  func bitFlips() throws {
    let small = try SampleDataSet(linesPerSegment: 3)
    let original = try FileSystem.bytes(of: small.directory.file("plan"))
    let missed = try Flips.notRefused(original, in: small.directory, as: "plan") {
      try Self.readAll($0)
    }
    #expect(missed == [])
  }

  @Test("that are not the manifest's are refused before they are used")
  func otherPlan() throws {
    let data = try SampleDataSet()
    #expect(throws: Never.self) { try Dataset(data.path).plan() }
    let train = data.plans[0].plan
    func expectRefused(
      _ what: Comment, _ plan: RowPlan, _ name: String = "train",
      change: (inout PlanRecord) -> Void = { _ in }
    ) throws {
      try PlanWriter.write(
        to: data.directory.place("plan"), units: [], recordCount: data.parts.recordCount,
        splits: [(name, plan), ("validation", data.plans[1].plan)]
      ) { number in
        let isTrain = plan.pieces.contains { $0.record == number }
        var record = PlanRecord(
          data.parts.place(ofRecord: number),
          tokenCount: UInt32(data.parts.tokenCount(ofRecord: number)),
          disposition: .kept(split: isTrain ? 0 : 1))
        change(&record)
        return record
      }
      let error = #expect(throws: Fault.self, what) { try Dataset(data.path).plan() }
      #expect(error?.kind == .mismatch, what)
    }
    try expectRefused("another split", train, "other")
    var shorter = train
    shorter.rowEnds.removeLast()
    try expectRefused("fewer rows", shorter)
    try expectRefused("a file that is no input", train) { $0.file += 4 }
    try expectRefused("too few tokens in a record", train) { $0.tokenCount -= 1 }
    try expectRefused("a dropped record in a row", train) { $0.disposition = .rejected(.tooLong) }
    var longer = train
    longer.pieces[0].tokenCount = 49
    try expectRefused("more than a row holds", longer) { $0.tokenCount = 100 }
    var fewer = train
    fewer.pieces[0].tokenCount -= 1
    try expectRefused("fewer tokens than the manifest says", fewer)
  }

  static func readAll(_ path: String) throws {
    let plan = try PlanFile(path: path)
    try plan.forEachRecord { (_, _) throws(Fault) in }
    for split in plan.splitNames.indices { _ = try plan.rowPlan(split: split) }
  }
}
