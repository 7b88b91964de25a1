import ByteIO
import Shards

extension ExportFormat {
  /// MosaicML Streaming's format.
  static let mds = ExportFormat(
    name: "mds",
    help: "SPLIT/index.json and shards of int32 arrays for mosaicml-streaming.",
    contents: .rowsOrRecords,
    product: .directory(
      DirectoryProduct(files: ["*.mds", "index.json"]) {
        (task, target) throws(Fault) in
        try task.write(to: try MDSWriter(task, in: target.folder))
      }))
}

/// Writes MosaicML Streaming's format, MDS version 2 (streaming.base.format.mds), uncompressed, with
/// an xxh3-128 of each shard.
///
/// A folder a split: `index.json` and `shard.NNNNN.mds`. Columns of rows: `input_ids` and `labels`,
/// int32 arrays of the row's length, and `segment_lengths`, an int32 array; of records: `input_ids`,
/// `labels`, `file` and `line`. One shard of 64 MiB is held in memory for each split.
private final class MDSWriter: ExampleWriter {
  private final class Split {
    let directory: FilePlace
    /// Samples of the shard under way.
    var samples = ByteBuffer()
    /// Where each of them ends, from the first one's start.
    var ends: [UInt32] = []
    /// The index's entries of the shards that are written.
    var shards: [JSONValue] = []

    init(_ directory: FilePlace) throws(Fault) {
      self.directory = directory
      try directory.makeDirectories()
    }
  }

  private struct Column {
    var name: String
    var encoding: String
    /// Bytes of a value; nil where they vary.
    var byteCount: Int?
  }

  /// The size that streaming's own writer takes unless told otherwise.
  private static let shardByteCount = 1 << 26

  private var splits: [Int: Split] = [:]
  private let order: [Int]
  private let isOfRecords: Bool
  private let columns: [Column]

  init(_ task: ExportTask, in folder: Folder) throws(Fault) {
    let manifest = task.manifest
    order = task.splits
    isOfRecords = task.isOfRecords
    let row = "ndarray:int32:\(manifest.rowLength)"
    // In the order of their names, as the format asks.
    columns =
      isOfRecords
      ? [
        Column(name: "file", encoding: "str"), Column(name: "input_ids", encoding: "ndarray:int32"),
        Column(name: "labels", encoding: "ndarray:int32"),
        Column(name: "line", encoding: "int", byteCount: 8),
      ]
      : [
        Column(name: "input_ids", encoding: row, byteCount: 4 * manifest.rowLength),
        Column(name: "labels", encoding: row, byteCount: 4 * manifest.rowLength),
        Column(name: "segment_lengths", encoding: "ndarray:int32"),
      ]
    for number in order {
      splits[number] = try Split(folder.place(manifest.splits[number].name))
    }
  }

  func write(_ example: borrowing Example) throws(Fault) {
    guard let split = splits[example.split] else { return }
    let before = split.samples.count
    append(example, to: &split.samples)
    // The sample that would make the shard too large begins the next one.
    if !split.ends.isEmpty, fileByteCount(split) > Self.shardByteCount {
      let sample = Self.bytes(of: split.samples, from: before)
      split.samples.truncate(to: before)
      try finishShard(of: split)
      split.samples.append(sample.span)
    }
    split.ends.append(UInt32(split.samples.count))
  }

  func finish() throws(Fault) {
    for number in order {
      guard let split = splits[number] else { continue }
      if !split.ends.isEmpty { try finishShard(of: split) }
      let index = JSONWriter.line(["shards": .array(split.shards), "version": JSONValue(2)])
      _ = try AtomicFile.write(Array(index.utf8).span, to: split.directory.place("index.json"))
    }
  }

  private static func bytes(of buffer: borrowing ByteBuffer, from start: Int) -> [UInt8] {
    // SAFETY: the bytes are copied within the call.
    buffer.span.extracting(start...).withUnsafeBufferPointer(Array.init)
  }

  /// A sample: the lengths of values that vary, then all values.
  private func append(_ example: borrowing Example, to bytes: inout ByteBuffer) {
    if isOfRecords {
      let path = Array(example.file.utf8)
      let shape = Self.shape(example.tokens.count)
      let arrayByteCount = UInt32(shape.count + 4 * example.tokens.count)
      Self.append([UInt32(path.count), arrayByteCount, arrayByteCount], to: &bytes)
      bytes.append(path.span)
      bytes.append(shape.span)
      Self.append(example.tokens, to: &bytes)
      bytes.append(shape.span)
      Self.append(example.labels, to: &bytes)
      Self.append([Int64(example.line)], to: &bytes)
    } else {
      let shape = Self.shape(example.segmentLengths.count)
      Self.append([UInt32(shape.count + 4 * example.segmentLengths.count)], to: &bytes)
      Self.append(example.tokens, to: &bytes)
      Self.append(example.labels, to: &bytes)
      bytes.append(shape.span)
      Self.append(example.segmentLengths.map { Int32($0) }, to: &bytes)
    }
  }

  /// The shape of an array of one dimension: a byte of 4 · dimensions + width, and its length as an
  /// integer of 1, 2 or 4 bytes, the fewest that hold it (widths 0, 1 and 2).
  private static func shape(_ count: Int) -> [UInt8] {
    let width = count < 1 << 8 ? 0 : count < 1 << 16 ? 1 : 2
    return [UInt8(4 + width)] + (0..<(1 << width)).map { UInt8(count >> (8 * $0) & 0xFF) }
  }

  private static func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: [Number], to bytes: inout ByteBuffer
  ) {
    // SAFETY: the bytes are copied within the call.
    numbers.withUnsafeBytes { bytes.append($0) }
  }

  /// The length of the shard's file with one sample more than `ends` has.
  private func fileByteCount(_ split: Split) -> Int {
    4 + 4 * (split.ends.count + 2) + configurationText.utf8.count + split.samples.count
  }

  /// A shard: how many samples, where each begins and the last ends, the configuration, samples.
  private func finishShard(of split: Split) throws(Fault) {
    let digits = String(split.shards.count)
    let name = "shard.\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).mds"
    let start = UInt32(4 + 4 * (split.ends.count + 1) + configurationText.utf8.count)
    let file = try ExportFile(split.directory.place(name))
    try file.append([UInt32(split.ends.count)])
    try file.append([start] + split.ends.map { start + $0 })
    try file.append(configurationText)
    try file.append(split.samples)
    let summary = try file.commit()
    let written: JSONValue = [
      "basename": .string(name), "bytes": JSONValue(Int(summary.byteCount)),
      "hashes": ["xxh3_128": .string(summary.hash.description)],
    ]
    split.shards.append(
      .object(
        configuration + [
          .init("raw_data", written), .init("samples", JSONValue(split.ends.count)),
          .init("zip_data", .null),
        ]))
    split.samples.removeAll()
    split.ends.removeAll(keepingCapacity: true)
  }

  private lazy var configurationText = JSONWriter.line(.object(configuration))

  /// What a shard and its entry of the index say of how samples are written.
  private var configuration: [JSONValue.Member] {
    [
      .init("column_encodings", .array(columns.map { .string($0.encoding) })),
      .init("column_names", .array(columns.map { .string($0.name) })),
      .init("column_sizes", .array(columns.map { $0.byteCount.map { JSONValue($0) } ?? .null })),
      .init("compression", .null), .init("format", "mds"), .init("hashes", ["xxh3_128"]),
      .init("size_limit", JSONValue(Self.shardByteCount)), .init("version", JSONValue(2)),
    ]
  }
}
