import ByteIO
import Records
import TestSupport
import Testing

@testable import Shards

@Suite("Shards made from parts")
struct AssemblyTests {
  @Test(
    "hold the rows that records and plan make, labels, segments and sources among them",
    arguments: SampleDataSet.Packing.allCases)
  func rows(_ packing: SampleDataSet.Packing) throws {
    // Row lengths that are no multiple of eight, so that bit planes start within bytes; the last
    // block of a shard and the last shard of a split are short.
    for (rowLength, padToken) in [(48, 128_004), (61, 3), (7, 131_071), (8, 65_536)] {
      let data = try SampleDataSet(
        rowLength: rowLength, packing: packing, padToken: UInt32(padToken))
      for split in 0..<2 {
        let expected = data.expectedRows(ofSplit: split)
        #expect(try data.readRows(ofSplit: split) == expected)
        let stated = data.manifest.splits[split]
        #expect(stated.rowCount == expected.count)
        #expect(
          stated.tokenCount == expected.reduce(0) { $0 + UInt64($1.contentTokenCount) })
        #expect(
          stated.trainedTokenCount
            == expected.reduce(0) { $0 + UInt64($1.labels.filter { $0 != -100 }.count) })
        #expect(
          stated.tokenCount + stated.paddingTokenCount == UInt64(rowLength * expected.count))
      }
      #expect(DatasetVerifier.verify(data.path, threadCount: 3) == [])
    }
  }

  @Test("give the rest of a row from any token on")
  func partOfRow() throws {
    let data = try SampleDataSet(rowLength: 29)
    let reader = try Dataset(data.path).shard(0)
    var block = RowBlock()
    var scratch = BlockScratch()
    try reader.readBlock(0, into: &block, scratch: &scratch)
    var all: [UInt32] = []
    var rest: [UInt32] = []
    block.tokens(ofRow: 1, into: &all)
    for first in 0...29 {
      block.tokens(ofRow: 1, from: first, into: &rest)
      #expect(rest == Array(all[first...]))
    }
  }

  @Test("have a last shard and a last block that are short, and only those")
  func lengths() throws {
    let data = try SampleDataSet(rowsPerShard: 7, rowsPerBlock: 3)
    let dataset = try Dataset(data.path)
    let shards = dataset.manifest.shards(ofSplit: "train")
    #expect(shards.count > 2)
    #expect(shards.dropLast().allSatisfy { $0.rowCount == 7 })
    let reader = try dataset.shard(0)
    #expect((0..<3).map { reader.header.rows(ofBlock: $0).count } == [3, 3, 1])
  }

  @Test("may be of a split without rows")
  func emptySplit() throws {
    let data = try SampleDataSet(validationCount: 0)
    #expect(data.manifest.splits[1].rowCount == 0)
    #expect(data.manifest.shards(ofSplit: "validation").isEmpty)
    #expect(DatasetVerifier.verify(data.path) == [])
    #expect(try data.readRows(ofSplit: 1).isEmpty)
    let empty = try SampleDataSet(linesPerSegment: 0, validationCount: 0)
    #expect(empty.manifest.shards.isEmpty)
    #expect(DatasetVerifier.verify(empty.path) == [])
  }

  @Test("are the same bytes each time, and decode to the same at every level")
  func repeated() throws {
    let first = try SampleDataSet()
    let second = try SampleDataSet()
    let other = try SampleDataSet(level: 19)
    for shard in first.manifest.shards {
      let bytes = try FileSystem.bytes(of: first.directory.file(shard.name))
      #expect(try FileSystem.bytes(of: second.directory.file(shard.name)) == bytes)
    }
    #expect(
      try FileSystem.bytes(of: first.directory.file("plan"))
        == FileSystem.bytes(of: second.directory.file("plan")))
    #expect(other.manifest.dataSetID == first.manifest.dataSetID)
    #expect(other.manifest.shards.map(\.fileHash) != first.manifest.shards.map(\.fileHash))
  }

  @Test("are not made of a plan that asks for what is not there")
  func badPlans() throws {
    let data = try SampleDataSet()
    let assembler = ShardAssembler(
      records: data.parts,
      options: .init(
        rowLength: 48, padToken: 0, tokenizerHash: .none, configHash: .none))
    let count = UInt32(data.sample.records.count)
    let length = UInt32(data.sample.records[0].tokens.count)
    let bad: [[RowPlan.Piece]] = [
      [], [.init(record: count, tokenStart: 0, tokenCount: 1)],
      [.init(record: 0, tokenStart: 0, tokenCount: 0)],
      [.init(record: 0, tokenStart: 1, tokenCount: length)],
      [.init(record: 0, tokenStart: .max, tokenCount: .max)],
      [RowPlan.Piece](repeating: .init(record: 0, tokenStart: 0, tokenCount: 1), count: 49),
    ]
    for pieces in bad {
      let plan = RowPlan(pieces: pieces, rowEnds: [UInt32(pieces.count)])
      let error = #expect(throws: Fault.self) {
        try assembler.assemble(
          plan, firstRow: 0, to: data.directory.place("bad"), split: "train", name: "bad")
      }
      #expect(error?.kind == .mismatch)
    }
    #expect(throws: Fault.self) {
      try assembler.assemble(
        RowPlan(), firstRow: 0, to: data.directory.place("bad"), split: "train", name: "bad")
    }
    #expect(try FileSystem.names(in: data.path).allSatisfy { !$0.hasPrefix("bad") })
  }

  @Test("are given up without a trace when asked to stop")
  func cancelled() throws {
    let data = try SampleDataSet()
    let assembler = ShardAssembler(
      records: data.parts,
      options: .init(
        rowLength: 48, padToken: 0, tokenizerHash: .none, configHash: .none, rowsPerBlock: 1))
    var asked = 0
    let summary = try assembler.assemble(
      data.plans[0].plan.slice(0..<5), firstRow: 0, to: data.directory.place("new"), split: "train",
      name: "new",
      isCancelled: {
        asked += 1
        return asked == 3
      })
    #expect(summary == nil)
    #expect(asked == 3)
    #expect(try FileSystem.names(in: data.path).allSatisfy { !$0.hasPrefix("new") })
  }
}

extension SampleDataSet.Row {
  var contentTokenCount: Int { segments.reduce(0) { $0 + $1.tokenCount } }
}
