import ByteIO
import TestSupport
import Testing

/// Values that a stranger may have written, under hashes that are right: errors, never a crash.
///
/// `make hostile-test` tries many more.
@Suite struct HostileValuesTests {
  private let directory: TemporaryDirectory
  private let set: String

  init() throws {
    directory = try TemporaryDirectory()
    set = directory.file("out")
    let outcome = try Prep.run(
      "build", Fixtures.path("documents/instructions.jsonl"), "--output", set, "--quiet")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func read(_ name: String) throws -> JSONValue {
    let bytes = try FileSystem.bytes(of: set + "/" + name)
    return try JSONReader(parsing: bytes.span).value
  }

  private func write(_ value: JSONValue, _ name: String) throws {
    try directory.write(Array(JSONWriter.pages(value).utf8), to: "out/" + name)
  }

  /// The document with its member `key` replaced.
  private func replacing(_ key: String, by value: JSONValue, in document: JSONValue) -> JSONValue {
    .object(
      document.members.map { (member: JSONValue.Member) -> JSONValue.Member in
        member.key == key ? JSONValue.Member(key, value) : member
      })
  }

  @Test(arguments: ["seconds", "peak_rss_bytes"])
  func figuresOfARunLogThatNoRunCanHave(_ key: String) throws {
    let log = try read("run-log.json")
    let values: [JSONValue] = [
      .number(1e300), .number(-1e300), .integer(-1), .integer(.max), .unsigned(.max), "long",
    ]
    for value in values {
      try write(replacing(key, by: value, in: log), "run-log.json")
      for arguments in [["stats", set], ["stats", set, "--json"]] {
        let outcome = try Prep.run(arguments)
        #expect(outcome.status == 1, "\(value)")
        #expect(outcome.errors.contains("run-log.json: \(key): expected a number from 0"))
      }
    }
    for rubbish in ["{", "", "[]", "\u{1B}]0;title"] {
      try FileSystem.write(Array(rubbish.utf8), to: set + "/run-log.json")
      let outcome = try Prep.run("stats", set)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let note = "note: the times and memory of the run are not shown: \(set)/run-log.json: "
      #expect(outcome.errors.hasPrefix(note), "\(outcome.errors)")
      #expect(!outcome.errors.contains("Fault"), "\(outcome.errors)")
      #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
      #expect(!outcome.errors.contains("\u{1B}"))
    }
    try write(replacing(key, by: .number(1e-300), in: log), "run-log.json")
    #expect(try Prep.run("stats", set).status == 0)
  }

  @Test func numbersOfAReportThatNoDataSetCanHave() throws {
    let report = try read("report.json")
    let manifest = try read("manifest.json")
    let values: [JSONValue] = [.integer(.max), .integer(.min), .unsigned(.max), .number(1e300)]
    for member in report.members {
      guard case .integer = member.value else { continue }
      for value in values {
        try writeReport(replacing(member.key, by: value, in: report), manifest)
        let outcome = try Prep.run("stats", set)
        #expect(outcome.status <= 1, "\(member.key): \(outcome.errors)")
      }
    }
    let many = JSONValue.object(
      (0..<9).map { JSONValue.Member("reason\($0)", JSONValue.integer(1 << 49)) })
    try writeReport(replacing("records_rejected", by: many, in: report), manifest)
    let outcome = try Prep.run("stats", set)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("records_rejected"))
  }

  /// Tables are as wide as their widest name, and as long as there are names.
  @Test func namesOfAReportThatAreLongOrMany() throws {
    let report = try read("report.json")
    let manifest = try read("manifest.json")
    let long = "a" + String(repeating: "\u{301}\u{323}", count: 50_000)
    let names = (0..<2000).map { "n\($0)" } + [long]
    let counts = JSONValue.object(names.map { .init($0, 1) })
    let stages = JSONValue.array(
      names.map { ["after": .string($0), "records": 1, "tokens": 1] })
    var hostile = replacing("funnel", by: stages, in: report)
    for key in [
      "records_rejected", "quality_rules", "length_percentiles", "forms", "rejected_forms",
      "special_token_hits",
    ] {
      hostile = replacing(key, by: counts, in: hostile)
    }
    hostile = replacing("languages", by: [long: counts], in: hostile)
    let split: JSONValue = ["records": 1, "rows": 1, "tokens": 1]
    let others = JSONValue.object(names.map { .init($0, split) })
    hostile = replacing("splits", by: others, in: hostile)
    hostile = replacing("sources", by: others, in: hostile)
    try writeReport(hostile, manifest)
    let outcome = try Prep.run("stats", set)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("and 1,961 more (see --json)"))
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count < 500)
    #expect(lines.allSatisfy { $0.unicodeScalars.count < 500 })
  }

  /// Writes a report, and the manifest with its hash.
  private func writeReport(_ report: JSONValue, _ manifest: JSONValue) throws {
    try write(report, "report.json")
    let bytes = try FileSystem.bytes(of: set + "/report.json")
    let listed = try #require(manifest.members.first { $0.key == "files" }?.value)
    guard case .array(let files) = listed else { return }
    let sealed = files.map { (file: JSONValue) -> JSONValue in
      guard file.members.first?.value == JSONValue.string("report.json") else { return file }
      return replacing(
        "hash", by: .string(Hash128(of: bytes.span).description),
        in: replacing("byte_count", by: JSONValue(bytes.count), in: file))
    }
    try directory.write(
      Seal.manifest(replacing("files", by: .array(sealed), in: manifest)),
      to: "out/manifest.json")
  }

  /// Replaces the listing of rejected records, of which the manifest then says so many bytes and
  /// that hash.
  private func listRejected(
    byteCount: Int, hash: Hash128, write: (_ name: String) throws -> Void
  ) throws {
    let manifest = try read("manifest.json")
    let listed = try #require(manifest.members.first { $0.key == "files" }?.value)
    guard case .array(let files) = listed else { return }
    let name = "rejected/00000.jsonl"
    let others = files.filter { $0.member("name") != .string(name) }
    let file: JSONValue = [
      "name": .string(name), "byte_count": JSONValue(byteCount), "hash": .string(hash.description),
    ]
    try write("out/" + name)
    try directory.write(
      Seal.manifest(replacing("files", by: .array(others + [file]), in: manifest)),
      to: "out/manifest.json")
  }

  @Test func rejectedListingOfNothingButLineEnds() throws {
    let bytes = [UInt8](repeating: 0x0A, count: 2_000_000)
    try listRejected(byteCount: bytes.count, hash: Hash128(of: bytes.span)) {
      try directory.write(bytes, to: $0)
    }
    for arguments in [["--rejected", "all"], ["--source", "instructions.jsonl:100000"]] {
      let outcome = try Prep.run(["inspect", set] + arguments)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("rejected/00000.jsonl:1: "), "\(outcome.errors)")
    }
  }

  @Test func rejectedListingThatIsLargerThanAllMemory() throws {
    let byteCount = 200 << 30
    try listRejected(byteCount: byteCount, hash: Hash128(low: 0, high: 0)) {
      try directory.makeHole($0, byteCount: byteCount)
    }
    for arguments in [["--rejected", "all"], ["--source", "instructions.jsonl:100000"]] {
      let outcome = try Prep.run(["inspect", set] + arguments)
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains(
          "rejected/00000.jsonl:1: expected a line of at most 67108864 bytes"),
        "\(outcome.errors)")
    }
  }

  @Test func rejectedListingOfOtherBytes() throws {
    let text = Array(#"{"reason":"json"}"#.utf8)
    for byteCount in [text.count - 1, text.count, text.count + 1] {
      try listRejected(byteCount: byteCount, hash: Hash128(low: 1, high: 2)) {
        try directory.write(text, to: $0)
      }
      let outcome = try Prep.run("inspect", set, "--rejected", "all")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("its bytes are not those the manifest was written for"))
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func depthOfNestingThatNoBuildTakes() throws {
    let manifest = try read("manifest.json")
    let options = try #require(manifest.members.first { $0.key == "options" }?.value)
    for depth in [0, 4097, Int(Int32.max) + 1, Int.max] {
      let changed = replacing("max_depth", by: JSONValue(depth), in: options)
      try directory.write(
        Seal.manifest(replacing("options", by: changed, in: manifest)), to: "out/manifest.json")
      var shard = try FileSystem.bytes(of: set + "/shards/train-00000.shard")
      shard[400] ^= 1
      try directory.write(shard, to: "out/shards/train-00000.shard")
      let outcome = try Prep.run("verify", set, "--repair")
      #expect(outcome.status == 4 || outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains("options.max_depth is not an integer from 1 to 4096"))
      shard[400] ^= 1
      try directory.write(shard, to: "out/shards/train-00000.shard")
    }
  }

  /// No hash covers a receipt: what it says is compared with its part.
  @Test(arguments: [
    ("records", 1 << 33), ("records", 1 << 45), ("records", 1), ("unit_byte_count", Int.max),
    ("unit_byte_count", 1 << 45), ("unit_byte_count", 12), ("part_byte_count", Int.max),
    ("unit", 4_000_000_000), ("rejections", -1),
  ])
  func receiptsThatTheirPartsContradict(member: String, value: Int) throws {
    let kept = directory.file("kept")
    let built = try Prep.run(
      "build", Fixtures.path("documents/instructions.jsonl"), "--output", kept, "--quiet",
      "--unit-size", "2KiB", "--keep-parts")
    try #require(built.status == 0, "\(built.errors)")
    for unit in 0..<3 {
      let name = "work/parts/00000-0000\(unit).json"
      let bytes = try FileSystem.bytes(of: kept + "/" + name)
      let receipt = try JSONReader(parsing: bytes.span).value
      let changed = JSONWriter.pages(replacing(member, by: JSONValue(value), in: receipt))
      try FileSystem.write(Array(changed.utf8), to: kept + "/" + name)
    }
    let new = directory.file("new")
    let repacked = try Prep.run("repack", kept, "--output", new)
    #expect(repacked.status == 1, "\(repacked.errors)")
    #expect(!FileSystem.exists(new + "/manifest.json"))
    #expect(!FileSystem.exists(new + "/shards"))
    try FileSystem.write(Array("{}".utf8), to: kept + "/report.json")
    // The parts are of no use any more; the source is.
    let repaired = try Prep.run("verify", kept, "--repair")
    #expect([0, 1, 4].contains(repaired.status), "\(repaired.status) \(repaired.errors)")
  }

  /// A report is never longer than what `stats` reads.
  @Test func moreSourcesThanAReportLists() throws {
    let lines =
      (0..<12_000).map { #"{"text":"a","source":"page \#($0)"}"# }
      + [#"{"text":"b","source":"\#(String(repeating: "x", count: 5_000))"}"#]
    let input = try directory.write(lines.joined(separator: "\n"), to: "pages.jsonl")
    let many = directory.file("many")
    let built = try Prep.run("build", input, "--output", many, "--template", "none")
    #expect(built.status == 0, "\(built.errors)")
    let bytes = try FileSystem.bytes(of: many + "/report.json")
    let report = try JSONReader(parsing: bytes.span)
    #expect(try report["sources"].members().count == 10_000)
    #expect(try report["other_sources"]["sources"].integer() == 2_001)
    #expect(try report["other_sources"]["records"].integer() == 2_001)
    let stats = try Prep.run("stats", many)
    #expect(stats.status == 0, "\(stats.errors)")
    #expect(stats.text.contains("and 9,988 more (see --json)"), "\(stats.text)")
    #expect(stats.text.contains("and 2,001 that the report only adds up"), "\(stats.text)")
  }

  @Test(arguments: ["libraries", "options"])
  func membersByTheTenThousand(_ member: String) throws {
    let manifest = try read("manifest.json")
    let own = try #require(manifest.members.first { $0.key == member }?.value)
    let many = (0..<20_000).map { JSONValue.Member("name \($0)", "1") }
    let changed = replacing(member, by: .object(own.members + many), in: manifest)
    try directory.write(Seal.manifest(changed), to: "out/manifest.json")
    let outcome = try Prep.run(
      "build", Fixtures.path("documents/instructions.jsonl"), "--output", set)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("  \(member).name 0: then \"1\", now null\n"))
    #expect(outcome.errors.contains("  and 19900 more\nuse the same command"))
    #expect(outcome.errors.count { $0 == "\n" } == 103)
  }
}
