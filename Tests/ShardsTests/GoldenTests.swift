import ByteIO
import Records
import TestSupport
import Testing

@testable import Shards

/// The data sets of format version 1 that every later version of the tool must read.
@Suite("The golden data sets")
struct GoldenTests {
  private let directory = Fixtures.path("shards/golden")

  @Test("are sound", arguments: ["golden", "golden-split"])
  func sound(name: String) {
    #expect(DatasetVerifier.verify(Fixtures.path("shards/" + name), threadCount: 2) == [])
  }

  @Test("has several shards, blocks and splits")
  func shape() throws {
    let manifest = try Dataset(directory).manifest
    #expect(manifest.splits.map(\.name) == ["train", "validation"])
    #expect(manifest.shards(ofSplit: "train").count == 2)
    #expect(manifest.shards[0].rowCount == manifest.rowsPerShard)
    #expect(manifest.rowsPerShard > manifest.rowsPerBlock)
    #expect(manifest.inputs.map(\.path) == ["input.jsonl"])
  }

  @Test("hold the rows that another reader found in them", arguments: ["golden", "golden-split"])
  func rows(name: String) throws {
    let lines = try FileSystem.bytes(of: Fixtures.path("shards/\(name)-rows.jsonl"))
      .split(separator: 0x0A)
    let dataset = try Dataset(Fixtures.path("shards/" + name))
    var block = RowBlock()
    var scratch = BlockScratch()
    var next = 0
    for (split, stated) in dataset.manifest.splits.enumerated() {
      for number in 0..<stated.rowCount {
        let place = dataset.place(ofRow: number, split: split)
        try dataset.readBlock(at: place, into: &block, scratch: &scratch)
        let row = SampleDataSet.Row(block, place.row)
        let expected = try JSONReader(parsing: Array(lines[next]).span)
        #expect(try expected["input_ids"].elements().map { try $0.integer() } == row.tokens)
        #expect(try expected["labels"].elements().map { try $0.integer() } == row.labels)
        #expect(
          try expected["segment_lengths"].elements().map { try $0.integer() }
            == row.segments.map(\.tokenCount))
        #expect(try expected["split"].string() == stated.name)
        next += 1
      }
    }
    #expect(next == lines.count)
  }

  @Test("hold conversations in parts that begin with the same head")
  func parts() throws {
    let dataset = try Dataset(Fixtures.path("shards/golden-split"))
    let plan = try dataset.plan()
    let parts = try plan.parts(rowLength: dataset.manifest.rowLength)
    #expect(parts.count >= 2)
    #expect(parts.values.contains { $0.count >= 2 })
    for (record, segments) in parts {
      guard case .kept(let split) = try plan.record(record).disposition else {
        Issue.record("record \(record) has parts and is not kept")
        continue
      }
      let texts = try segments.map { segment in
        try tokens(of: dataset, split: split, row: segment.first.row).dropFirst(
          segment.first.position
        ).prefix(Int(segment.tokenCount))
      }
      for (segment, text) in zip(segments, texts) where segment.headTokenCount > 0 {
        let count = Int(segment.headTokenCount)
        #expect(text.prefix(count).elementsEqual(texts[0].prefix(count)))
        #expect(segment.tokenStart >= segment.headTokenCount)
      }
    }
  }

  private func tokens(of dataset: Dataset, split: Int, row: Int) throws -> [UInt32] {
    let place = dataset.place(ofRow: row, split: split)
    var block = RowBlock()
    var scratch = BlockScratch()
    try dataset.readBlock(at: place, into: &block, scratch: &scratch)
    return SampleDataSet.Row(block, place.row).tokens
  }

  @Test("has a plan that says where each line of the input went")
  func plan() throws {
    let plan = try Dataset(directory).plan()
    // Of its 21 records, three were rejected by themselves and one is a duplicate.
    #expect(plan.recordCount == 18)
    #expect(try plan.record(file: 0, line: 4)?.record.disposition == .rejected(.duplicate))
    #expect(try plan.record(file: 0, line: 5) == nil)
    for line: UInt64 in [1, 2, 3, 9, 22] {
      guard let found = try plan.record(file: 0, line: line) else {
        Issue.record("line \(line) is missing")
        continue
      }
      let pieces = try plan.pieces(ofRecord: found.number)
      #expect(pieces.reduce(0) { $0 + $1.piece.tokenCount } == found.record.tokenCount)
    }
  }
}
