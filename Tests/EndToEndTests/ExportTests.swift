import ByteIO
import Export
import TestSupport
import Testing

/// Exports in other tools' formats, byte by byte: what must stand in each file is put together here
/// from the formats' own descriptions, of the rows that an independent reader found in the golden
/// data set.
@Suite struct ExportTests {
  private static let golden = Fixtures.path("shards/golden")
  /// The formats that make a directory; ParquetTests has the one that Python writes.
  private static let formats = ExportFormats.all.filter { !$0.isFile }.map(\.name)
    .filter { $0 != "parquet" }

  private struct Export {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
      directory = try TemporaryDirectory()
      path = directory.file("export")
    }

    func run(
      _ format: String, of dataSet: String = ExportTests.golden, _ more: [String] = [],
      environment: [String: String] = [:]
    ) throws -> Prep.Outcome {
      try Prep.run(
        ["export", dataSet, "--format", format, "--output", path] + more, environment: environment)
    }

    func contents() throws -> [String: [UInt8]] { try DataSetFiles(directory: path).contents() }

    /// What is in the directory beside the export: what a failure left behind.
    func leftovers() throws -> [String] { try FileSystem.names(in: directory.path) }
  }

  private static func rows(_ split: String) throws -> [DataSetFiles.Row] {
    try DataSetFiles.lines(
      try FileSystem.bytes(of: Fixtures.path("shards/golden-rows.jsonl")),
      of: DataSetFiles.Row.self
    ).filter { $0.split == split }
  }

  private static func records(_ split: String) throws -> [DataSetFiles.Record] {
    let arguments = ["export", golden, "--format", "jsonl", "--unpacked", "--split", split]
    return try DataSetFiles.lines(try Prep.run(arguments).output, of: DataSetFiles.Record.self)
  }

  /// Little-endian integers of `byteCount` bytes each.
  private static func integers(_ values: [Int], _ byteCount: Int) -> [UInt8] {
    values.flatMap { value in
      (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
  }

  /// The running sums of `counts`, from 0 on.
  private static func starts(_ counts: [Int]) -> [Int] {
    counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// Makes sure that the files are these, and no others are there.
  private static func expect(_ found: [String: [UInt8]], _ expected: [String: [UInt8]]) {
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (name, bytes) in expected { #expect(found[name] == bytes, "\(name)") }
  }

  /// A `.npy` file of version 1.0 with a header of 128 bytes, which is what so short a text takes.
  private static func npy(_ type: String, _ shape: String, _ data: [UInt8]) -> [UInt8] {
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(text.utf8)
      + [UInt8](repeating: 0x20, count: 117 - text.utf8.count) + [0x0A] + data
  }

  @Test func npyFilesAreArraysWithTheHeaderOfNumPy() throws {
    let export = try Export()
    #expect(try export.run("npy").status == 0)
    var expected: [String: [UInt8]] = [:]
    for split in ["train", "validation"] {
      let rows = try Self.rows(split)
      let lengths = rows.map(\.segmentLengths)
      let count = lengths.joined().count
      let shape = "(\(rows.count), 12)"
      expected[split + "/input_ids.npy"] = Self.npy(
        "<i4", shape, Self.integers(rows.flatMap(\.inputIds), 4))
      expected[split + "/labels.npy"] = Self.npy(
        "<i4", shape, Self.integers(rows.flatMap(\.labels), 4))
      expected[split + "/segment_lengths.npy"] = Self.npy(
        "<i4", "(\(count),)", Self.integers(Array(lengths.joined()), 4))
      expected[split + "/segment_offsets.npy"] = Self.npy(
        "<i8", "(\(rows.count + 1),)", Self.integers(Self.starts(lengths.map(\.count)), 8))
    }
    Self.expect(try export.contents(), expected)
  }

  /// `.bin` and `.idx` of documents, each of sequences of so many tokens.
  private static func megatron(
    _ documents: [(ids: [Int], labels: [Int], lengths: [Int])], _ split: String
  ) -> [String: [UInt8]] {
    let lengths = documents.flatMap(\.lengths)
    let starts = starts(documents.map(\.lengths.count))
    let index =
      Array("MMIDIDX\0\0".utf8) + integers([1], 8) + [4]
      + integers([lengths.count, starts.count], 8) + integers(lengths, 4)
      + integers(Self.starts(lengths).dropLast().map { 4 * $0 }, 8) + integers(starts, 8)
    func tokens(_ values: [Int], _ lengths: [Int]) -> ArraySlice<Int> {
      values.prefix(lengths.reduce(0, +))
    }
    return [
      split + "_input_ids.bin": integers(documents.flatMap { tokens($0.ids, $0.lengths) }, 4),
      split + "_input_ids.idx": index,
      split + "_labels.bin": integers(documents.flatMap { tokens($0.labels, $0.lengths) }, 4),
      split + "_labels.idx": index,
    ]
  }

  @Test func megatronDocumentsAreRowsWithoutPaddingAndSequencesTheirSegments() throws {
    let export = try Export()
    let outcome = try export.run("megatron")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("no loss mask"))
    var expected: [String: [UInt8]] = [:]
    for split in ["train", "validation"] {
      let documents = try Self.rows(split).map { ($0.inputIds, $0.labels, $0.segmentLengths) }
      expected.merge(Self.megatron(documents, split)) { $1 }
    }
    Self.expect(try export.contents(), expected)
  }

  @Test func megatronDocumentsOfRecordsAreOneSequenceEach() throws {
    let export = try Export()
    #expect(try export.run("megatron", ["--unpacked", "--split", "train"]).status == 0)
    let documents = try Self.records("train").map { ($0.inputIds, $0.labels, [$0.inputIds.count]) }
    try #require(documents.count > 3)
    Self.expect(try export.contents(), Self.megatron(documents, "train"))
  }

  /// `index.json` and the only shard of samples with these columns.
  private static func mds(
    _ samples: [[UInt8]], encodings: String, names: String, sizes: String, _ split: String
  ) -> [String: [UInt8]] {
    let columns =
      #""column_encodings":\#(encodings),"column_names":\#(names),"column_sizes":\#(sizes),"#
      + #""compression":null,"format":"mds","hashes":["xxh3_128"],"size_limit":67108864,"version":2"#
    let header = 4 + 4 * (samples.count + 1) + columns.utf8.count + 2
    let shard =
      integers([samples.count], 4) + integers(starts(samples.map(\.count)).map { header + $0 }, 4)
      + Array("{\(columns)}".utf8) + samples.joined()
    let hash = Hash128(of: shard.span)
    let index =
      #"{"shards":[{\#(columns),"raw_data":{"basename":"shard.00000.mds","bytes":\#(shard.count),"#
      + #""hashes":{"xxh3_128":"\#(hash)"}},"samples":\#(samples.count),"zip_data":null}],"version":2}"#
    return [split + "/shard.00000.mds": shard, split + "/index.json": Array(index.utf8)]
  }

  /// An array as MDS holds it: a byte of 4 · dimensions + width, its length, its values.
  private static func array(_ values: [Int]) -> [UInt8] {
    (values.count < 256 ? [4, UInt8(values.count)] : [5] + integers([values.count], 2))
      + integers(values, 4)
  }

  @Test func mdsSamplesAreRows() throws {
    let export = try Export()
    #expect(try export.run("mds").status == 0)
    var expected: [String: [UInt8]] = [:]
    for split in ["train", "validation"] {
      let samples = try Self.rows(split).map { row in
        let lengths = Self.array(row.segmentLengths)
        return Self.integers([lengths.count], 4) + Self.integers(row.inputIds + row.labels, 4)
          + lengths
      }
      expected.merge(
        Self.mds(
          samples, encodings: #"["ndarray:int32:12","ndarray:int32:12","ndarray:int32"]"#,
          names: #"["input_ids","labels","segment_lengths"]"#, sizes: "[48,48,null]", split)
      ) { $1 }
    }
    Self.expect(try export.contents(), expected)
  }

  @Test func mdsSamplesOfRecordsNameTheirPlace() throws {
    let export = try Export()
    #expect(try export.run("mds", ["--unpacked", "--split", "train"]).status == 0)
    let records = try Self.records("train")
    let samples = records.map { record in
      let (ids, labels) = (Self.array(record.inputIds), Self.array(record.labels))
      return Self.integers([record.file.utf8.count, ids.count, labels.count], 4)
        + Array(record.file.utf8) + ids + labels + Self.integers([record.line], 8)
    }
    Self.expect(
      try export.contents(),
      Self.mds(
        samples, encodings: #"["str","ndarray:int32","ndarray:int32","int"]"#,
        names: #"["file","input_ids","labels","line"]"#, sizes: "[null,null,null,8]", "train"))
  }

  @Test(arguments: formats)
  func exportThatFailsLeavesNothing(format: String) throws {
    let export = try Export()
    for (rule, status) in [
      ("create:2:EIO", 1), ("write:2+:ENOSPC", 1), ("sync:2:EIO", 1), ("rename:1+:EROFS", 1),
      ("read@train-00001.shard:3+:EIO", 1),
    ] {
      let outcome = try export.run(format, environment: ["PREP_FAIL_POINT": rule])
      #expect(outcome.status == status, "\(rule): \(outcome.errors)")
      #expect(outcome.errors.contains("cannot"), "\(rule): \(outcome.errors)")
      #expect(try export.leftovers() == [], "\(rule)")
    }
  }

  @Test(arguments: formats)
  func exportOfADamagedDataSetLeavesNothing(format: String) throws {
    let export = try Export()
    for (name, bytes) in try DataSetFiles(directory: Self.golden).contents() {
      var bytes = bytes
      if name == "shards/train-00001.shard" { bytes[bytes.count / 3] ^= 1 }
      try export.directory.write(bytes, to: "set/" + name)
    }
    let outcome = try export.run(format, of: export.directory.file("set"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("train-00001.shard"), "\(outcome.errors)")
    #expect(try export.leftovers() == ["set"])
  }

  @Test(arguments: formats)
  func killedExportIsFollowedByAnother(format: String) throws {
    let whole = try Export()
    #expect(try whole.run(format).status == 0)
    let export = try Export()
    for rule in ["write:2:kill", "rename:1:kill", "rename:3:kill"] {
      let outcome = try export.run(format, environment: ["PREP_FAIL_POINT": rule])
      #expect(outcome.status > 128, "\(rule)")
      let leftovers = try export.leftovers()
      #expect(leftovers.count == 1, "\(rule): \(leftovers)")
      #expect(leftovers[0].hasPrefix("export.") && leftovers[0].hasSuffix(".prep-export"))
    }
    #expect(try export.run(format).status == 0)
    Self.expect(try export.contents(), try whole.contents())
    #expect(try export.leftovers() == ["export"])
  }
}
