import ByteIO
import TestSupport

@testable import GPUFeeder
@testable import Shards

/// A small data set on disk, and what its rows hold, from the same random numbers.
final class TestDataSet: Sendable {
  struct Row: Equatable {
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    var positions: [Int32] = []
    /// 1 for tokens of segments, 0 for padding.
    var mask: [Int32] = []
  }

  static let padToken: UInt32 = 128_004

  let directory: TemporaryDirectory
  let rows: [Row]
  let rowLength: Int
  let rowsPerShard: Int
  let rowsPerBlock: Int

  var path: String { directory.path }

  init(
    rowCount: Int, rowLength: Int = 37, rowsPerBlock: Int = 4, rowsPerShard: Int = 18,
    seed: UInt64 = 1
  ) throws {
    directory = try TemporaryDirectory()
    self.rowLength = rowLength
    self.rowsPerBlock = rowsPerBlock
    self.rowsPerShard = rowsPerShard
    var random = SeededGenerator(seed: seed)
    var rows: [Row] = []
    var shards: [ShardSummary] = []
    for start in stride(from: 0, to: rowCount, by: rowsPerShard) {
      let count = min(rowsPerShard, rowCount - start)
      let number = shards.count
      let header = ShardHeader(
        split: "train", firstRow: UInt64(start), rowCount: count, rowLength: rowLength,
        rowsPerBlock: rowsPerBlock, padToken: Self.padToken, tokenizerHash: .none,
        configHash: .none)
      let name = DataSetName.shard(split: "train", number: number)
      try FileSystem.makeDirectories(directory.file("shards"))
      var writer = try ShardWriter(directory.place(name), header: header, level: 3)
      for block in 0..<header.blockCount {
        var sidecar = Sidecar()
        var tokens: [UInt32] = []
        for _ in header.rows(ofBlock: block) {
          rows.append(Self.row(rowLength, &sidecar, number: rows.count, &random))
          tokens += rows[rows.count - 1].tokens
        }
        var planes: [UInt8] = []
        _ = TokenPlanes.append(tokens.span, to: &planes)
        var fields = ByteFields()
        sidecar.append(to: &fields)
        try writer.append(planes: planes.span, sidecarBytes: fields.bytes.span, sidecar)
      }
      shards.append(try writer.finish(name: name))
    }
    self.rows = rows
    let manifest = Manifest(
      toolVersion: "0", libraries: [],
      tokenizer: .init(
        fileHash: .none, behaviourHash: Hash128(low: 0, high: 0), tokenCount: 128_256),
      template: .init(name: "none", version: "1", date: ""), options: [], inputs: [],
      inputHash: Hash128(low: 0, high: 0), rowLength: rowLength, rowsPerBlock: rowsPerBlock,
      rowsPerShard: rowsPerShard, padToken: Self.padToken, splitNames: ["train"], shards: shards,
      files: [])
    try directory.write(JSONWriter.pages(manifest.json), to: DataSetName.manifest)
  }

  /// A row of a few segments with trained runs, now and then full, now and then without a label.
  private static func row(
    _ length: Int, _ sidecar: inout Sidecar, number: Int, _ random: inout SeededGenerator
  ) -> Row {
    var row = Row()
    sidecar.rowSegmentCounts.append(0)
    sidecar.rowSpanCounts.append(0)
    let content = Bool.random(using: &random) ? length : Int.random(in: 1...length, using: &random)
    var trainedEnd = 0
    while row.tokens.count < content {
      let count = Int.random(in: 1...(content - row.tokens.count), using: &random)
      let start = row.tokens.count
      for position in 0..<count {
        row.tokens.append(UInt32.random(in: 0..<(1 << 17), using: &random))
        row.labels.append(-100)
        row.positions.append(Int32(position))
        row.mask.append(1)
      }
      sidecar.rowSegmentCounts[sidecar.rowSegmentCounts.count - 1] += 1
      sidecar.tokenCounts.append(UInt32(count))
      sidecar.files.append(0)
      sidecar.lines.append(UInt64(number + 1))
      sidecar.tokenStarts.append(0)
      let first = start + Int.random(in: 0...count, using: &random)
      guard first < start + count else { continue }
      let last = Int.random(in: first..<(start + count), using: &random)
      // What would predict a segment's first token is another record's.
      for index in first...last where index > start {
        row.labels[index] = Int32(row.tokens[index])
      }
      sidecar.gaps.append(UInt32(first - trainedEnd))
      sidecar.runs.append(UInt32(last + 1 - first))
      sidecar.rowSpanCounts[sidecar.rowSpanCounts.count - 1] += 1
      trainedEnd = last + 1
    }
    for position in 0..<(length - content) {
      row.tokens.append(padToken)
      row.labels.append(-100)
      row.positions.append(Int32(position))
      row.mask.append(0)
    }
    return row
  }

  /// What a row of padding holds; its first token is not masked.
  var padding: Row {
    Row(
      tokens: [UInt32](repeating: Self.padToken, count: rowLength),
      labels: [Int32](repeating: -100, count: rowLength),
      positions: (0..<rowLength).map(Int32.init),
      mask: [1] + [Int32](repeating: 0, count: rowLength - 1))
  }
}
