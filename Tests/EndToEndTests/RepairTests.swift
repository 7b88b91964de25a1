import ByteIO
import Foundation
import TestSupport
import Testing

/// Damaged data sets that `prep verify --repair` makes whole again, and those that it refuses.
@Suite struct RepairTests {
  private static let source = Fixtures.path("documents/instructions.jsonl")
  private static let options = [
    "--language", "en", "--dedup", "exact", "--unit-size", "4KiB", "--sequence-length", "256",
    "--rows-per-shard", "12", "--validation", "5", "--overlong", "truncate", "--quiet",
  ]

  /// A data set in a directory of its own, beside its input.
  private struct Sample {
    let directory: TemporaryDirectory
    let files: DataSetFiles
    let input: String
    let whole: [String: [UInt8]]

    init(
      _ name: String = "data.jsonl", _ bytes: [UInt8]? = nil, from standardInput: Bool = false,
      _ more: [String] = []
    ) throws {
      directory = try TemporaryDirectory()
      let bytes = try bytes ?? FileSystem.bytes(of: RepairTests.source)
      input = try directory.write(bytes, to: name)
      files = DataSetFiles(directory: directory.file("out"))
      let outcome = try Prep.run(
        ["build", standardInput ? "-" : input, "--output", files.directory] + RepairTests.options
          + more, input: standardInput ? bytes : nil)
      try #require(outcome.status == 0, "\(outcome.errors)")
      whole = try files.contents()
    }

    /// Changes a bit in the middle of a file.
    func damage(_ name: String) throws {
      var bytes = try #require(whole[name])
      bytes[bytes.count / 2] ^= 0x10
      try directory.write(bytes, to: "out/" + name)
    }

    func remove(_ name: String) throws {
      try FileSystem.removeFile(files.directory + "/" + name)
    }

    func repair(
      _ inputs: [String] = [], input: [UInt8]? = nil, environment: [String: String] = [:]
    ) throws -> Prep.Outcome {
      try Prep.run(
        ["verify", files.directory] + inputs + ["--repair"], input: input,
        environment: environment)
    }

    /// Whether every byte is as it was built, with nothing beside it.
    func expectWhole() throws {
      let found = try files.contents()
      #expect(found.keys.sorted() == whole.keys.sorted())
      for (name, bytes) in whole { #expect(found[name] == bytes, "\(name)") }
      #expect(!FileSystem.exists(files.directory + "/work") || whole["work/kept"] != nil)
    }
  }

  @Test func soundDataSetIsLeftAlone() throws {
    let sample = try Sample()
    let outcome = try sample.repair()
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("good"), "\(outcome.text)")
    try sample.expectWhole()
  }

  @Test func everyFileButTheManifestIsMadeAgainFromTheSource() throws {
    let sample = try Sample()
    for name in sample.whole.keys.sorted() where name != "manifest.json" {
      try sample.damage(name)
      let outcome = try sample.repair()
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
      #expect(outcome.text.contains("\(name): repaired"), "\(outcome.text)")
      try sample.expectWhole()
    }
  }

  @Test func allFilesAtOnceAreMadeAgain() throws {
    let sample = try Sample()
    for name in sample.whole.keys where name != "manifest.json" { try sample.remove(name) }
    let outcome = try sample.repair()
    #expect(outcome.status == 0, "\(outcome.errors)")
    try sample.expectWhole()
  }

  @Test func keptPartsNeedNoSource() throws {
    let sample = try Sample("data.jsonl", nil, ["--keep-parts"])
    try FileSystem.removeFile(sample.input)
    for name in ["shards/train-00001.shard", "plan", "report.json", "rejected/00000.jsonl"] {
      try sample.damage(name)
    }
    let outcome = try sample.repair()
    #expect(outcome.status == 0, "\(outcome.errors)")
    try sample.expectWhole()
  }

  /// The manifest knows a list of patterns by its hash alone: whoever has the parts needs no more.
  @Test func keptPartsNeedNoListOfPatterns() throws {
    let directory = try TemporaryDirectory()
    let patterns = try directory.write("as an AI\n/\\bbefore\\b/\n", to: "patterns.txt")
    let names = ["shards/train-00001.shard", "plan", "report.json", "rejected/00000.jsonl"]
    let kept = try Sample(
      "data.jsonl", nil, ["--reject-patterns", patterns, "--keep-parts"])
    let other = try Sample("data.jsonl", nil, ["--reject-patterns", patterns])
    #expect(kept.whole["plan"] != (try Sample().whole["plan"]), "the patterns drop something")
    try FileSystem.removeFile(patterns)
    try FileSystem.removeFile(kept.input)
    for name in names {
      try kept.damage(name)
      try other.damage(name)
    }
    let outcome = try kept.repair()
    #expect(outcome.status == 0, "\(outcome.errors)")
    try kept.expectWhole()

    let before = try other.files.contents()
    let refused = try other.repair()
    #expect(refused.status == 4)
    #expect(refused.errors.contains("options.reject_patterns"), "\(refused.errors)")
    #expect(refused.errors.contains("parts were not kept"), "\(refused.errors)")
    #expect(try other.files.contents() == before)
  }

  @Test(arguments: ["gzip", "zstd", "array", "pretty array", "standard input"])
  func otherWaysOfReadingAreRepaired(way: String) throws {
    let bytes = try FileSystem.bytes(of: Self.source)
    let lines = bytes.split(separator: 0x0A).filter {
      (try? JSONSerialization.jsonObject(with: Data($0))) is [String: Any]
    }
    let sample: Sample
    switch way {
    case "gzip": sample = try Sample("data", try Compressed.gzip(Self.source))
    case "zstd": sample = try Sample("data", try Compressed.zstd(bytes))
    case "array":
      sample = try Sample("data", Array("[".utf8) + lines.joined(separator: [0x2C]) + [0x5D])
    case "pretty array":
      let spread = lines.map { line in line.flatMap { $0 == 0x7B ? [$0, 0x0A] : [$0] } }
      sample = try Sample(
        "data", Array("[\n".utf8) + spread.joined(separator: [0x2C, 0x0A]) + [0x5D])
    default: sample = try Sample("data", bytes, from: true)
    }
    let shards = sample.whole.keys.filter { $0.hasSuffix(".shard") }.sorted()
    try #require(shards.count > 2)
    for name in [shards[1], shards[shards.count - 1]] {
      try sample.damage(name)
      if way == "standard input" {
        let refused = try sample.repair()
        #expect(refused.status == 4)
        #expect(refused.errors.contains("standard input"), "\(refused.errors)")
      }
      let outcome = try sample.repair(way == "standard input" ? [sample.input] : [])
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
      try sample.expectWhole()
      guard way == "standard input" else { continue }
      try sample.damage(name)
      #expect(try sample.repair(["-"], input: bytes).status == 0)
      try sample.expectWhole()
    }
  }

  @Test func movedInputIsNamed() throws {
    let sample = try Sample()
    let moved = sample.directory.file("elsewhere.jsonl")
    try FileSystem.rename(sample.input, to: moved)
    try sample.damage("shards/train-00000.shard")
    let refused = try sample.repair()
    #expect(refused.status == 4)
    #expect(refused.errors.contains("where the inputs are now"), "\(refused.errors)")
    #expect(try sample.repair([moved, moved]).status == 4)
    #expect(try sample.repair([moved]).status == 0)
    try sample.expectWhole()
  }

  /// Files whose lines no damaged shard holds need not be there.
  @Test func onlyTheInputsOfADamagedShardAreNeeded() throws {
    let directory = try TemporaryDirectory()
    for number in 0..<6 {
      let line = #"{"instruction":"Number \#(number)?","response":"\#(number) it is."}"# + "\n"
      try directory.write(line, to: "in/\(number).jsonl")
    }
    let files = DataSetFiles(directory: directory.file("out"))
    let built = try Prep.run(
      "build", directory.file("in"), "--output", files.directory, "--sequence-length", "64",
      "--rows-per-shard", "1", "--pack", "none", "--shuffle", "off", "--quiet")
    try #require(built.status == 0, "\(built.errors)")
    let whole = try files.contents()
    for number in [0, 1, 2, 4, 5] {
      try FileSystem.removeFile(directory.file("in/\(number).jsonl"))
    }
    try FileSystem.removeFile(files.directory + "/shards/train-00003.shard")
    let outcome = try Prep.run("verify", files.directory, "--repair")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.contents() == whole)
    try FileSystem.removeFile(files.directory + "/shards/train-00002.shard")
    #expect(try Prep.run("verify", files.directory, "--repair").status == 4)
  }

  @Test(arguments: ["a letter", "length", "a broken line", "an empty file"])
  func changedSourceIsRefusedAndNothingChanges(change: String) throws {
    let sample = try Sample()
    try sample.damage("shards/train-00000.shard")
    var bytes = try FileSystem.bytes(of: sample.input)
    switch change {
    case "a letter":
      // In every line: whichever the shard holds.
      for index in bytes.indices where bytes[index] == UInt8(ascii: "e") {
        bytes[index] = UInt8(ascii: "i")
      }
    case "a broken line":
      for index in bytes.indices where bytes[index] == UInt8(ascii: "}") {
        bytes[index] = UInt8(ascii: " ")
      }
    case "length": bytes += Array("\n".utf8)
    default: bytes = []
    }
    try sample.directory.write(bytes, to: "data.jsonl")
    let before = try sample.files.contents()
    let outcome = try sample.repair()
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("changed"), "\(outcome.errors)")
    #expect(outcome.errors.contains("data.jsonl"), "\(outcome.errors)")
    #expect(try sample.files.contents() == before)
  }

  @Test func damagedManifestIsRefused() throws {
    let sample = try Sample()
    try sample.damage("manifest.json")
    try sample.damage("shards/train-00000.shard")
    let before = try sample.files.contents()
    let outcome = try sample.repair()
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("manifest.json"), "\(outcome.errors)")
    #expect(try sample.files.contents() == before)
  }

  @Test func killedRepairHarmsNothing() throws {
    let sample = try Sample()
    var killCount = 0
    for point in ["create", "write", "sync", "rename", "sync-directory"] {
      for number in [1, 4] {
        try sample.damage("shards/train-00001.shard")
        try sample.damage("plan")
        let environment = ["PREP_FAIL_POINT": "\(point):\(number):kill"]
        let outcome = try sample.repair(environment: environment)
        if outcome.status > 130 { killCount += 1 }
        let now = try sample.files.contents()
        for (name, bytes) in sample.whole
        where name != "plan" && name != "shards/train-00001.shard" {
          #expect(now[name] == bytes, "\(name) after \(point):\(number)")
        }
        #expect(try sample.repair().status == 0)
        try sample.expectWhole()
      }
    }
    #expect(killCount > 5)
  }

  @Test func refusedWriteLeavesAllAsItIs() throws {
    let sample = try Sample()
    try sample.damage("shards/train-00001.shard")
    let before = try sample.files.contents()
    let outcome = try sample.repair(environment: ["PREP_FAIL_POINT": "write:1+:ENOSPC"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("No space left"), "\(outcome.errors)")
    #expect(try sample.files.contents() == before)
  }

  @Test func jsonSaysWhatWasRepaired() throws {
    struct Report: Decodable {
      var good: Bool
      var repaired: [String]
    }
    let sample = try Sample()
    try sample.damage("shards/train-00001.shard")
    let outcome = try Prep.run("verify", sample.files.directory, "--repair", "--json")
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output))
    #expect(report.good)
    #expect(report.repaired == ["shards/train-00001.shard"])
    #expect(try Prep.run("verify", sample.files.directory, "data.jsonl").status == 2)
  }
}
