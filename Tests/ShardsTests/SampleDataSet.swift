import ByteIO
import Records
import TestSupport

@testable import Shards

/// A whole data set of made-up records in a directory of its own, with what it must hold.
struct SampleDataSet {
  /// How rows are laid out.
  enum Packing: CaseIterable {
    /// Whole records, as many as fit; a record that is longer than a row stands nowhere.
    case whole
    /// All tokens one after the other, cut at the ends of rows.
    case concatenated
  }

  /// One row, put together the slow and obvious way.
  struct Row: Equatable {
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    var segments: [RowBlock.Segment] = []
  }

  static let tokenizerHash = Fingerprint([UInt8](1...32)) ?? .none
  static let configHash = Fingerprint([UInt8](101...132)) ?? .none

  let directory: TemporaryDirectory
  let sample: Sample
  let plans: [(name: String, plan: RowPlan)]
  let rowLength: Int
  let rowsPerShard: Int
  let padToken: UInt32
  let parts: PartSet
  let manifest: Manifest

  var path: String { directory.path }

  init(
    seed: UInt64 = 11, linesPerSegment: Int = 30, rowLength: Int = 48, rowsPerShard: Int = 7,
    rowsPerBlock: Int = 3, packing: Packing = .whole, padToken: UInt32 = 128_004,
    validationCount: Int = 9, level: Int = 3
  ) throws {
    directory = try TemporaryDirectory()
    sample = Sample(seed: seed, linesPerSegment: linesPerSegment)
    self.rowLength = rowLength
    self.rowsPerShard = rowsPerShard
    self.padToken = padToken
    let work = try TemporaryDirectory()
    parts = try PartSet(try sample.writeParts(work).map { FilePlace($0) })
    workDirectory = work
    var random = SeededGenerator(seed: seed)
    let order = sample.records.indices.shuffled(using: &random)
    plans = [order.dropFirst(validationCount), order.prefix(validationCount)].enumerated().map {
      [records = sample.records] index, numbers in
      (
        ["train", "validation"][index],
        Self.plan(Array(numbers), records.map(\.tokens.count), rowLength, packing)
      )
    }
    let options = ShardAssembler.Options(
      rowLength: rowLength, padToken: padToken, level: level,
      tokenizerHash: Self.tokenizerHash, configHash: Self.configHash, rowsPerBlock: rowsPerBlock)
    let shards = try Self.writeShards(parts, options, plans, rowsPerShard, directory)
    let files = try Self.writeOthers(parts, sample, plans, directory)
    manifest = Manifest(
      toolVersion: "0", libraries: [.init(name: "zstd", version: "1")],
      tokenizer: .init(
        fileHash: Self.tokenizerHash, behaviourHash: Hash128(low: 1, high: 2), tokenCount: 128_256),
      template: .init(name: "none", version: "1", date: ""),
      options: [.init("pack", "whole"), .init("share", .number(0.25))],
      inputs: (0..<4).map {
        .init(path: "in/\($0) ü\n\".jsonl", compression: "plain", byteCount: 1 << 40)
      },
      inputHash: Hash128(low: 3, high: 4), rowLength: rowLength, rowsPerBlock: rowsPerBlock,
      rowsPerShard: rowsPerShard, padToken: padToken, splitNames: plans.map(\.name),
      shards: shards, files: files)
    try manifest.write(to: directory.place(DataSetName.manifest))
  }

  /// Holds the parts for as long as the value lives.
  private let workDirectory: TemporaryDirectory

  private static func plan(
    _ numbers: [Int], _ tokenCounts: [Int], _ rowLength: Int, _ packing: Packing
  ) -> RowPlan {
    var plan = RowPlan()
    var room = rowLength
    func piece(_ record: Int, _ start: Int, _ count: Int) {
      plan.pieces.append(
        .init(record: UInt32(record), tokenStart: UInt32(start), tokenCount: UInt32(count)))
      room -= count
    }
    func endRow() {
      plan.rowEnds.append(UInt32(plan.pieces.count))
      room = rowLength
    }
    for number in numbers {
      let count = tokenCounts[number]
      switch packing {
      case .whole:
        guard count <= rowLength else { continue }
        if count > room { endRow() }
        piece(number, 0, count)
      case .concatenated:
        var start = 0
        while start < count {
          if room == 0 { endRow() }
          let taken = min(room, count - start)
          piece(number, start, taken)
          start += taken
        }
      }
    }
    if room < rowLength { endRow() }
    return plan
  }

  private static func writeShards(
    _ parts: PartSet, _ options: ShardAssembler.Options, _ plans: [(name: String, plan: RowPlan)],
    _ rowsPerShard: Int, _ directory: TemporaryDirectory
  ) throws -> [ShardSummary] {
    try FileSystem.makeDirectories(directory.file("shards"))
    let assembler = ShardAssembler(records: parts, options: options)
    var shards: [ShardSummary] = []
    for (split, plan) in plans {
      for (number, first) in stride(from: 0, to: plan.rowCount, by: rowsPerShard).enumerated() {
        let name = DataSetName.shard(split: split, number: number)
        let summary = try assembler.assemble(
          plan.slice(first..<min(plan.rowCount, first + rowsPerShard)), firstRow: first,
          to: directory.place(name), split: split, name: name)
        if let summary { shards.append(summary) }
      }
    }
    return shards
  }

  private static func writeOthers(
    _ parts: PartSet, _ sample: Sample, _ plans: [(name: String, plan: RowPlan)],
    _ directory: TemporaryDirectory
  ) throws -> [Manifest.OtherFile] {
    let summary = try PlanWriter.write(
      to: directory.place(DataSetName.plan), units: parts.units.map { PlanUnit($0) },
      recordCount: parts.recordCount, splits: plans
    ) { number in
      let split = plans.firstIndex { $0.plan.pieces.contains { $0.record == number } }
      return PlanRecord(
        parts.place(ofRecord: number), tokenCount: UInt32(parts.tokenCount(ofRecord: number)),
        disposition: split.map { .kept(split: $0) } ?? .rejected(.tooLong))
    }
    try FileSystem.makeDirectories(directory.file("rejected"))
    let name = DataSetName.rejected(number: 0)
    let text = Array("{\"file\":\"a\"}\n".utf8)
    return [
      .init(name: DataSetName.plan, summary),
      .init(name: name, try AtomicFile.write(text.span, to: directory.place(name))),
    ]
  }

  /// The rows of split `split`, from the records and the plan alone.
  func expectedRows(ofSplit split: Int) -> [Row] {
    let plan = plans[split].plan
    return (0..<plan.rowCount).map { number in
      var row = Row()
      for piece in plan.pieces(ofRow: number) {
        append(piece, to: &row)
      }
      while row.tokens.count < rowLength {
        row.tokens.append(padToken)
        row.labels.append(-100)
      }
      return row
    }
  }

  private func append(_ piece: RowPlan.Piece, to row: inout Row) {
    let record = sample.records[Int(piece.record)]
    let place = parts.place(ofRecord: Int(piece.record))
    for index in Int(piece.tokenStart)..<Int(piece.tokenStart + piece.tokenCount) {
      let isTrained = record.spans.contains {
        index >= Int($0.start) && index < Int($0.start + $0.count)
      }
      // What a continued piece begins with has nothing before it that could predict it.
      let isFirst = index == Int(piece.tokenStart) && index > 0
      row.tokens.append(record.tokens[index])
      row.labels.append(isTrained && !isFirst ? Int32(record.tokens[index]) : -100)
    }
    row.segments.append(
      .init(
        tokenCount: Int(piece.tokenCount),
        source: .init(file: place.file, line: place.line, tokenStart: piece.tokenStart)))
  }

  /// The rows of split `split` as the data set's reader gives them.
  func readRows(ofSplit split: Int) throws -> [Row] {
    let dataset = try Dataset(path)
    var block = RowBlock()
    var scratch = BlockScratch()
    return try (0..<dataset.manifest.splits[split].rowCount).map { number in
      let place = dataset.place(ofRow: number, split: split)
      try dataset.readBlock(at: place, into: &block, scratch: &scratch)
      return Row(block, place.row)
    }
  }
}

extension SampleDataSet.Row {
  init(_ block: borrowing RowBlock, _ row: Int) {
    block.tokens(ofRow: row, into: &tokens)
    block.labels(ofRow: row, into: &labels)
    segments = block.segments(ofRow: row)
  }
}

extension RowPlan {
  /// Some of the rows.
  func slice(_ rows: Range<Int>) -> RowPlan {
    var slice = RowPlan()
    for row in rows {
      slice.pieces += pieces(ofRow: row)
      slice.rowEnds.append(UInt32(slice.pieces.count))
    }
    return slice
  }
}
