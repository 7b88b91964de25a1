import ByteIO
import Foundation
import TestSupport
import Testing

/// What becomes of broken input: a message with the place, the right exit status, and nothing
/// lost, crashed or half-written.
@Suite struct BadInputTests {
  private static let good = #"{"instruction":"Name a colour.","response":"Blue."}"#

  /// Builds a data set of `input` in a directory of its own.
  private struct Built {
    let directory: TemporaryDirectory
    let input: String
    let outcome: Prep.Outcome
    let files: DataSetFiles

    init(_ bytes: [UInt8], name: String = "data.jsonl", options: [String] = []) throws {
      directory = try TemporaryDirectory()
      input = try directory.write(bytes, to: name)
      files = DataSetFiles(directory: directory.file("out"))
      outcome = try Prep.run(
        ["build", input, "--output", files.directory, "--dedup", "none"] + options)
    }

    init(_ lines: String..., options: [String] = []) throws {
      try self.init(Array(lines.joined(separator: "\n").utf8), options: options)
    }

    /// Makes sure that the build ended well, with `kept` records and exactly these rejected.
    func expect(
      kept: Int, rejected: [(line: Int, reason: String)],
      _ location: SourceLocation = #_sourceLocation
    ) throws {
      #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: location)
      let found = try files.rejected()
      #expect(
        found.map { "\($0.line) \($0.reason)" } == rejected.map { "\($0.line) \($0.reason)" },
        sourceLocation: location)
      let statistics = try files.statistics()
      #expect(statistics.recordsKept == kept, sourceLocation: location)
      #expect(statistics.recordsIn == kept + rejected.count, sourceLocation: location)
    }

    /// Makes sure that the build failed with this status and said so, and left no data set.
    func expectFailure(
      status: Int, _ words: [String], _ location: SourceLocation = #_sourceLocation
    ) throws {
      #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: location)
      for word in words {
        #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: location)
      }
      #expect(!FileSystem.exists(files.directory + "/manifest.json"), sourceLocation: location)
    }
  }

  @Test func malformedLineIsRejectedWithItsPlaceAndBytes() throws {
    let broken = #"{"instruction":"Name a colour.","response":"#
    let built = try Built(Self.good, broken, Self.good)
    try built.expect(kept: 2, rejected: [(2, "malformed_json")])
    let record = try #require(try built.files.rejected().first)
    #expect(record.file == built.input)
    #expect(record.byteOffset == Self.good.utf8.count + 1)
    #expect(record.byteCount == broken.utf8.count)
    #expect(record.raw == broken)
  }

  @Test func invalidUTF8IsRejectedAndItsBytesAreKept() throws {
    let broken = Array(#"{"instruction":"a\#u{E9}"#.utf8.dropLast()) + [0xC3, 0x28, 0x22, 0x7D]
    let built = try Built(Array(Self.good.utf8) + [0x0A] + broken)
    try built.expect(kept: 1, rejected: [(2, "invalid_utf8")])
    let record = try #require(try built.files.rejected().first)
    #expect(record.raw == nil)
    #expect(Data(base64Encoded: record.rawBase64 ?? "").map { Array($0) } == broken)
  }

  @Test func byteOrderMarkIsSkipped() throws {
    let built = try Built([0xEF, 0xBB, 0xBF] + Array(Self.good.utf8))
    try built.expect(kept: 1, rejected: [])
  }

  @Test func lineEndsOfEveryKindAndBlankLinesAreNoRecords() throws {
    let built = try Built(
      Array("\(Self.good)\r\n\r\n  \t\n\(Self.good)\n\n{\r\n\(Self.good)".utf8))
    try built.expect(kept: 3, rejected: [(6, "malformed_json")])
    #expect(try built.files.records().map(\.line) == [1, 4, 7])
  }

  @Test func fieldsThatAreNullMissingEmptyOrOfAnotherTypeAreNamed() throws {
    let built = try Built(
      #"{"instruction":"Name a colour.","response":null}"#,
      #"{"instruction":"Name a colour."}"#,
      #"{"instruction":"Name a colour.","response":7}"#,
      #"{"instruction":"Name a colour.","response":""}"#,
      #"{"question":"Name a colour.","response":"Blue."}"#,
      #"["not","an","object"]"#,
      Self.good)
    try built.expect(
      kept: 1,
      rejected: [
        (1, "missing_field"), (2, "missing_field"), (3, "wrong_type"), (4, "empty_field"),
        (5, "missing_field"), (6, "not_an_object"),
      ])
    for record in try built.files.rejected().prefix(4) {
      #expect(record.detail.contains("response"), "\(record.detail)")
    }
  }

  @Test func loneSurrogatesAreRejected() throws {
    let built = try Built(
      #"{"instruction":"Name a colour.","response":"\ud800"}"#,
      #"{"instruction":"Name a colour.","response":"\ud83d\ude00"}"#)
    try built.expect(kept: 1, rejected: [(1, "invalid_utf8")])
  }

  /// The memory is that of a line which is still allowed, of a unit and of the vocabulary.
  @Test(arguments: [("64MiB", 200 << 20), ("1MiB", 90 << 20)])
  func lineOfAHundredMegabytesIsRejectedNotHeld(maxLine: String, byteLimit: Int) throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("long.jsonl")
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data((Self.good + "\n{\"instruction\":\"").utf8))
    let piece = Data(repeating: 0x61, count: 1_000_000)
    for _ in 0..<100 { try file.write(contentsOf: piece) }
    try file.write(contentsOf: Data(("\",\"response\":\"x\"}\n" + Self.good + "\n").utf8))
    try file.close()
    let files = DataSetFiles(directory: directory.file("out"))
    let outcome = try Prep.run(
      "build", path, "--output", files.directory, "--dedup", "none", "--threads", "1",
      "--max-line", maxLine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rejected = try files.rejected()
    #expect(rejected.map(\.reason) == ["oversized_line"])
    #expect(rejected.first?.line == 2)
    #expect(rejected.first?.byteCount ?? 0 > 100_000_000)
    #expect(rejected.first?.rawIsCut == true)
    #expect(try files.records().map(\.line) == [1, 3])
    #expect(try files.statistics().peakRssBytes < byteLimit)
  }

  @Test func truncatedCompressedFilesAreNamed() throws {
    let text = Array(String(repeating: Self.good + "\n", count: 500).utf8)
    let directory = try TemporaryDirectory()
    let plain = try directory.write(text, to: "plain.jsonl")
    let gzip = try Compressed.gzip(plain)
    let zstd = try Compressed.zstd(text)
    for (kind, bytes) in [("gzip", gzip), ("zstd", zstd)] {
      // Told by its first bytes: the name says nothing.
      try Built(bytes).expect(kept: 500, rejected: [])
      try Built(Array(bytes.dropLast(bytes.count / 2)))
        .expectFailure(status: 1, ["data.jsonl", kind, "truncated"])
    }
  }

  @Test func emptyFileGivesAnEmptyDataSet() throws {
    let built = try Built([UInt8]())
    #expect(built.outcome.status == 3)
    #expect(built.outcome.errors.contains("the input holds no records"))
    #expect(try built.files.statistics().recordsIn == 0)
    #expect(try built.files.rows().isEmpty)
    #expect(try Prep.run("verify", built.files.directory).status == 0)
  }

  @Test func missingFileIsNamed() throws {
    let directory = try TemporaryDirectory()
    let outcome = try Prep.run(
      "build", directory.file("none.jsonl"), "--output", directory.file("out"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(directory.file("none.jsonl")))
    #expect(outcome.errors.contains("No such file"))
    #expect(!FileSystem.exists(directory.file("out/manifest.json")))
  }

  @Test func directoryThatMayNotBeReadIsNamed() throws {
    let directory = try TemporaryDirectory()
    let locked = directory.file("locked")
    try directory.write(Self.good, to: "locked/data.jsonl")
    let prep = try directory.copy(Prep.path, to: "prep")
    let tokenizer = try directory.copy(Fixtures.tokenizerPath, to: "tokenizer.model")
    for (path, mode) in [(directory.path, 0o777), (prep, 0o755), (tokenizer, 0o644), (locked, 0)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: locked)
    }
    let build = [
      prep, "build", locked, "--output", directory.file("out"), "--tokenizer", tokenizer,
    ]
    // Root may read everything: there the test runs as nobody.
    let outcome =
      getuid() == 0
      ? try Prep.run("/usr/bin/setpriv", ["--reuid=65534", "--clear-groups"] + build)
      : try Prep.run(prep, Array(build.dropFirst()))
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(locked), "\(outcome.errors)")
    #expect(outcome.errors.contains("Permission denied"), "\(outcome.errors)")
  }

  @Test func fullDiskIsSaidAndLeavesNothingHalfWritten() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      (0..<20_000).map { #"{"instruction":"Name a colour.","response":"Blue \#($0)."}"# }
        .joined(separator: "\n"), to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    let build = ["build", input, "--output", files.directory]
    // A limit on the length of files (in blocks of 1,024 bytes) fails writes as a full disk does.
    let outcome = try Prep.run(
      "/bin/bash",
      ["-c", #"trap "" XFSZ; ulimit -f 300; exec "$0" "$@""#, Prep.path] + build)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
    #expect(outcome.errors.contains(files.directory), "\(outcome.errors)")
    #expect(!FileSystem.exists(files.directory + "/manifest.json"))
    #expect(try files.contents().keys.allSatisfy { !$0.hasSuffix(".tmp") })
    // With room again, the same command ends what was begun.
    #expect(try Prep.run(build).status == 0)
    #expect(try files.records().count == 20_000)
    #expect(try Prep.run("verify", files.directory).status == 0)
  }

  @Test func outputThatCannotBeWrittenIsAnError() throws {
    let built = try Built(Self.good)
    let outcome = try Prep.run(
      "/bin/bash",
      ["-c", #"exec "$0" "$@" > /dev/full"#, Prep.path, "stats", built.files.directory])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
  }
}
