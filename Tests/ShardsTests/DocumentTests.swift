import ByteIO
import Records
import TestSupport
import Testing

@testable import Shards

@Suite("Receipts")
struct ReceiptTests {
  @Test("of parts survive a round trip and name each reason with its count")
  func parts() throws {
    let directory = try TemporaryDirectory()
    let unit = Sample(seed: 1, linesPerSegment: 60).units[1]
    let receipt = try unit.writePart(directory.file("part"))
    try receipt.write(to: directory.place("receipt"))
    let read = try PartReceipt(readingFrom: directory.file("receipt"))
    #expect(read == receipt)
    #expect(read.counts.records == UInt64(unit.records.count))
    #expect(read.counts.tokens == unit.records.reduce(0) { $0 + UInt64($1.tokens.count) })
    #expect(
      read.counts.trainedTokens == unit.records.reduce(0) { $0 + UInt64($1.trainedTokenCount) })
    for reason in RejectionReason.allCases {
      let expected = unit.rejections.count { $0.reason == reason }
      #expect((read.counts.rejections.first { $0.reason == reason }?.count ?? 0) == expected)
    }
    let bytes = try FileSystem.bytes(of: directory.file("part"))
    #expect(read.fileByteCount == UInt64(bytes.count))
    #expect(read.fileHash == Hash128(of: bytes.span))
  }

  @Test("of shards survive a round trip")
  func shards() throws {
    let data = try SampleDataSet()
    for shard in data.manifest.shards {
      try shard.write(to: data.directory.place("receipt"))
      #expect(try ShardSummary(readingFrom: data.directory.file("receipt")) == shard)
    }
  }

  @Test("with a member missing or out of its range are refused")
  func malformed() throws {
    let directory = try TemporaryDirectory()
    let receipt = try Sample(seed: 1).units[0].writePart(directory.file("part"))
    for (index, member) in receipt.json.members.enumerated() {
      var members = receipt.json.members
      members.remove(at: index)
      #expect(throws: JSONError.self) { try PartReceipt(Self.reader(.object(members))) }
      members.insert(.init(member.key, .integer(-1)), at: index)
      #expect(throws: JSONError.self) { try PartReceipt(Self.reader(.object(members))) }
    }
  }

  private static func reader(_ value: JSONValue) throws -> JSONReader {
    try JSONReader(parsing: Array(JSONWriter.line(value).utf8).span)
  }
}

@Suite("Manifests")
struct ManifestTests {
  private let data: SampleDataSet
  private let value: JSONValue

  init() throws {
    data = try SampleDataSet()
    value = data.manifest.json
  }

  /// The value with what stands at `path` replaced; a number in a path counts elements.
  private static func replacing(
    _ value: JSONValue, _ path: ArraySlice<String>, by change: (JSONValue) -> JSONValue?
  ) -> JSONValue? {
    guard let key = path.first else { return change(value) }
    switch value {
    case .object(var members):
      for index in members.indices where members[index].key == key {
        guard let new = replacing(members[index].value, path.dropFirst(), by: change) else {
          members.remove(at: index)
          return .object(members)
        }
        members[index].value = new
      }
      return .object(members)
    case .array(var elements):
      guard let index = Int(key) else { return value }
      if let new = replacing(elements[index], path.dropFirst(), by: change) {
        elements[index] = new
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return value
    }
  }

  /// The error of the manifest in which what stands at `path` is replaced and all is sealed anew.
  private func error(_ path: String, _ new: JSONValue?) -> Fault? {
    let parts = path.split(separator: ".").map(String.init)
    let changed = Self.replacing(value, parts[...]) { _ in new } ?? value
    do {
      try data.directory.write(Seal.manifest(changed), to: DataSetName.manifest)
      _ = try Dataset(data.path)
      return nil
    } catch {
      return error as? Fault
    }
  }

  @Test("survive a round trip")
  func roundTrip() throws {
    let read = try Manifest(readingFrom: data.directory.file(DataSetName.manifest))
    #expect(read == data.manifest)
    #expect(read.json == value)
    #expect(Seal.manifest(value) == Array(JSONWriter.pages(value).utf8))
  }

  @Test("find a changed bit, wherever it is")
  func bitFlips() throws {
    let data = try SampleDataSet(linesPerSegment: 3, validationCount: 0)
    let original = try FileSystem.bytes(of: data.directory.file(DataSetName.manifest))
    var random = SeededGenerator(seed: 8)
    for index in original.indices {
      var changed = original
      changed[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try data.directory.write(changed, to: DataSetName.manifest)
      let damage = DatasetVerifier.verify(data.path)
      #expect(damage.map(\.kind) == [.manifest], "byte \(index)")
    }
    for count in stride(from: 0, to: original.count, by: 7) {
      try data.directory.write(original[..<count], to: DataSetName.manifest)
      #expect(DatasetVerifier.verify(data.path).map(\.kind) == [.manifest])
    }
  }

  @Test("written otherwise are sound to a reader and damaged to the verifier")
  func otherBytes() throws {
    let line = Array(JSONWriter.line(value).utf8)
    try data.directory.write(line, to: DataSetName.manifest)
    #expect(throws: Never.self) { try Dataset(data.path) }
    #expect(DatasetVerifier.verify(data.path).map(\.kind) == [.manifest])
  }

  @Test("lead to no file outside the data set")
  func names() throws {
    let names = [
      "../train-00000.shard", "/etc/passwd", "shards/../../x-00000.shard",
      "shards/train-00000.shard/", "shards//train-00000.shard", "shards/train-00000.shard\u{0}",
      "shards/train-0.shard", "shards/train-000000.shard", "shards/Train-00000.shard",
      "shards/validation-00000.shard", "shards/-00000.shard", "shards/.shard", "",
      "shards/train-00000.shar\u{0301}d", "shards/train-00001.shard", "shards/train-0000０.shard",
      "shards\\train-00000.shard",
    ]
    for name in names {
      #expect(error("shards.0.name", .string(name))?.kind == .malformed, "\(name)")
    }
    for name in names + [
      "rejected/../plan", "rejected/0.jsonl", "work/x", "manifest.json", "plan/",
    ] {
      #expect(error("files.0.name", .string(name))?.kind == .malformed, "\(name)")
    }
    for name in ["", "..", "a/b", "abcdefghijklmnopq", "é", "0a", "a.b"] {
      #expect(error("splits.0.name", .string(name))?.kind == .malformed, "\(name)")
    }
  }

  @Test("that contradict themselves are refused, although their hash is right")
  func contradictions() throws {
    #expect(error("none", nil) == nil)
    let bad: [(String, JSONValue?)] = [
      ("format", "other"), ("version", 2), ("version", 0), ("dataset_id", nil),
      ("dataset_id", "00000000000000000000000000000000"), ("shards.0", nil), ("shards.1", nil),
      ("shards", []), ("splits.0", nil), ("splits", []), ("splits.0.rows", 1),
      ("splits.1.tokens", 5), ("splits.1.trained_tokens", 5), ("splits.1.padding_tokens", 5),
      ("shards.0.rows", 6), ("shards.1.rows", 8), ("shards.0.rows", 0),
      ("shards.0.rows", .integer(1 << 24 + 1)), ("shards.1.first_row", 8),
      ("shards.1.first_row", .integer(.max)), ("shards.0.first_row", .unsigned(.max)),
      ("shards.0.tokens", .integer(1 << 60)), ("shards.0.tokens", 1),
      ("shards.0.padding_tokens", .integer(1 << 45)), ("shards.0.trained_tokens", 100_000),
      ("shards.0.byte_count", -1), ("shards.0.decoded_hash", "0"),
      ("shards.0.split", "validation"), ("row_length", 0), ("row_length", 1_048_577),
      ("row_length", 47), ("rows_per_block", 0), ("rows_per_block", 4_194_304),
      ("rows_per_shard", 0), ("rows_per_shard", 6), ("rows_per_shard", 8),
      ("pad_token", 131_072), ("pad_token", -1), ("tokenizer.sha256", "AB"),
      ("tokenizer.token_count", 131_073), ("files.0.byte_count", -1), ("options", []),
      ("inputs", 1), ("tool", "x"), ("libraries.zstd", 1), ("template", nil),
    ]
    for (path, new) in bad {
      #expect(error(path, new)?.kind == .malformed, "\(path)")
    }
    for member in value.members where member.key != "manifest_hash" {
      #expect(error(member.key, nil)?.kind == .malformed, "\(member.key)")
    }
  }

  @Test("with names that stand twice are refused")
  func duplicates() throws {
    let files = value.member("files")
    guard case .array(let elements) = files else { return }
    #expect(error("files", .array(elements + elements))?.kind == .malformed)
    let splits = (0..<257).map { number -> JSONValue in
      [
        "name": .string("s\(number)"), "rows": 0, "tokens": 0, "trained_tokens": 0,
        "padding_tokens": 0,
      ]
    }
    guard case .array(let own) = value.member("splits") else { return }
    #expect(error("splits", .array(own + splits))?.kind == .malformed)
    #expect(error("splits", .array(own + splits.prefix(254))) == nil)
    #expect(error("splits", .array(own + own))?.kind == .malformed)
  }

  @Test("longer or fuller than a manifest may be are refused before they are taken in")
  func limits() throws {
    let path = data.directory.file(DataSetName.manifest)
    try data.directory.makeHole(DataSetName.manifest, byteCount: 1 << 40)
    let error = #expect(throws: Fault.self) { try Manifest(readingFrom: path) }
    #expect(error?.kind == .malformed)
    // Four million values and one: each would cost many times its two bytes.
    var elements = Array(",0".utf8)
    for _ in 0..<22 { elements += elements }
    try data.directory.write([0x5B, 0x30] + elements + [0x5D], to: DataSetName.manifest)
    #expect(throws: Fault.self) { try Manifest(readingFrom: path) }
  }
}
