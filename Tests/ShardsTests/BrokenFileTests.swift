import ByteIO
import TestSupport
import Testing

@testable import Shards

/// One line of the table of broken files: what must be said of a file.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  var name: String
  var kind: String
  var place: String
  var text: String

  var path: String { Fixtures.path("shards/broken/" + name) }
  var testDescription: String { name }

  /// The lines of `fixtures/shards/broken/errors.tsv`.
  static let all: [BrokenFile] = {
    let bytes = (try? FileSystem.bytes(of: Fixtures.path("shards/broken/errors.tsv"))) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return BrokenFile(name: fields[0], kind: fields[1], place: fields[2], text: fields[3])
    }
  }()

  /// Makes sure that `read` fails as the table says.
  func expect(_ read: () throws -> Void) {
    let error = #expect(throws: Fault.self, "\(name)", performing: read)
    #expect(error?.kind.rawValue == kind, "\(name)")
    #expect(error?.message == "\(path), \(place) (\(kind)): \(text)", "\(name)")
  }
}

@Suite("Broken files")
struct BrokenFileTests {
  @Test("that are shards give the error of the table", arguments: BrokenFile.named(".shard"))
  func shards(_ broken: BrokenFile) {
    broken.expect { try Self.readShard(broken.path) }
  }

  @Test("that are plans give the error of the table", arguments: BrokenFile.named(".plan"))
  func plans(_ broken: BrokenFile) {
    broken.expect { try PlanFileTests.readAll(broken.path) }
  }

  @Test(
    "that are manifests give the error of the table",
    arguments: BrokenFile.named(".manifest.json"))
  func manifests(_ broken: BrokenFile) {
    broken.expect { _ = try Manifest(readingFrom: broken.path) }
  }

  /// Sound manifests in the place of the golden data set's own, which they do not fit.
  @Test(
    "that are manifests of other files give the damage of the table",
    arguments: BrokenFile.named(".of-golden.json"))
  func dataSets(_ broken: BrokenFile) throws {
    _ = try Manifest(readingFrom: broken.path)
    let directory = try TemporaryDirectory()
    let golden = Fixtures.path("shards/golden/")
    for folder in ["shards/", "rejected/"] {
      for name in try FileSystem.names(in: golden + folder) {
        _ = try directory.copy(golden + folder + name, to: folder + name)
      }
    }
    for name in ["plan", "report.json"] { _ = try directory.copy(golden + name, to: name) }
    _ = try directory.copy(broken.path, to: DataSetName.manifest)
    let found = DatasetVerifier.verify(directory.path)
    let damage = try #require(found.first { $0.kind.rawValue == broken.kind })
    #expect(damage.file == broken.place)
    #expect(damage.description.hasSuffix(broken.text), "\(damage)")
  }

  @Test("are made of sound ones")
  func sound() throws {
    #expect(BrokenFile.all.count > 120)
    try Self.readShard(Fixtures.path("shards/broken/sound.shard"))
    try PlanFileTests.readAll(Fixtures.path("shards/broken/sound.plan"))
  }

  @Test("made by hand from the text alone are read as they were meant")
  func handMade() throws {
    let reader = try ShardReader(path: Fixtures.path("shards/broken/sound.shard"))
    #expect(reader.header.split == "train")
    #expect(reader.rowCount == 3)
    var block = RowBlock()
    var scratch = BlockScratch()
    try reader.readBlock(0, into: &block, scratch: &scratch)
    let first = SampleDataSet.Row(block, 0)
    #expect(
      first.tokens
        == [128000, 9906, 1917, 0, 128009, 128000, 9906, 1917, 0, 128009, 65535, 65536])
    #expect(
      first.labels
        == [-100, -100, 1917, 0, 128009, -100, -100, 1917, 0, 128009, 65535, -100])
    #expect(first.segments.map(\.source.line) == [1, 2])
    let second = SampleDataSet.Row(block, 1)
    #expect(second.tokens == [128000, 1, 2, 3, 4] + [UInt32](repeating: 128_004, count: 7))
    #expect(
      second.segments == [.init(tokenCount: 5, source: .init(file: 1, line: 7, tokenStart: 4))])
    #expect(block.trainedSpans(ofRow: 1) == [1..<3])
    try reader.readBlock(1, into: &block, scratch: &scratch)
    #expect(SampleDataSet.Row(block, 0).tokens.prefix(3) == [131_071, 7, 128_004])
  }

  /// Reads a shard as `prep verify` does, but for what the manifest says of it.
  private static func readShard(_ path: String) throws {
    let reader = try ShardReader(path: path)
    let manifest = try Manifest(readingFrom: Fixtures.path("shards/golden/manifest.json"))
    var verifier = ShardVerifier(directory: "", manifest: manifest)
    if let fault = verifier.read(reader).faults.first { throw fault.error }
  }
}

extension BrokenFile {
  static func named(_ ending: String) -> [BrokenFile] {
    all.filter { $0.name.hasSuffix(ending) }
  }
}
