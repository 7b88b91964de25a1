import ByteIO
import TestSupport
import Testing

/// Files whose names are not UTF-8, as old archives unpack to: each is built, reported and repaired
/// as the file it is.
@Suite struct NameTests {
  /// `caf` and the byte E9, as `FileName` has it, and a name that shows alike when it is repaired.
  private static let latin = "caf\u{EFE9}.jsonl"
  private static let replaced = "caf\u{FFFD}.jsonl"

  private static func record(_ text: String) -> String { #"{"text":"\#(text)"}"# + "\n" }

  /// Runs `prep` with arguments of any bytes, which `Foundation` cannot pass: a shell does.
  private static func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Prep.Outcome {
    let words = arguments.map { argument in
      "\"$(printf '"
        + FileName.bytes(of: argument).map { byte in
          let digits = String(byte, radix: 8)
          return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined() + "')\""
    }
    return try Prep.run(
      "/bin/sh", ["-c", "exec \"$0\" " + words.joined(separator: " "), Prep.path],
      environment: environment)
  }

  @Test func namesThatDifferInBytesAreTwoFiles() throws {
    let directory = try TemporaryDirectory()
    for (name, count) in [(Self.latin, 3), (Self.replaced, 1)] {
      let text = (0..<count).map { Self.record("\(name.utf8.count) \($0)") }.joined() + "no JSON\n"
      try directory.write(text, to: "in/" + name)
    }
    // Two forms of one letter are two files, too.
    for name in ["\u{E9}.jsonl", "e\u{301}.jsonl"] {
      try directory.write(Self.record("\(name.utf8.count)"), to: "in/" + name)
    }
    let files = DataSetFiles(directory: directory.file("out"))
    let outcome = try Prep.run("build", directory.file("in"), "--output", files.directory)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.statistics().recordsKept == 6)
    let named = try files.records().map(\.file)
    #expect(named.filter { $0.hasSuffix("/" + Self.latin) }.count == 3)
    #expect(named.filter { $0.hasSuffix("/" + Self.replaced) }.count == 1)
    #expect(try files.rejected().map(\.file).contains { $0.hasSuffix("/" + Self.latin) })
    let listed = try Prep.run("inspect", files.directory, "--rejected", "all")
    #expect(listed.text.contains(#"caf\xE9.jsonl:4"#), "\(listed.text)")

    for (name, bytes) in [("\u{E9}.jsonl", "8"), ("e\u{301}.jsonl", "9")] {
      let found = try Self.run("inspect", files.directory, "--source", name + ":1", "--no-color")
      #expect(found.text.contains(bytes), "\(found.text)\(found.errors)")
    }
    let found = try Self.run("inspect", files.directory, "--source", Self.latin + ":3")
    #expect(found.status == 0, "\(found.errors)")

    // A shard is made again from the very files.
    let whole = try files.contents()
    try FileSystem.removeFile(files.directory + "/shards/train-00000.shard")
    let repair = try Prep.run("verify", files.directory, "--repair")
    #expect(repair.status == 0, "\(repair.errors)")
    #expect(try files.contents() == whole)
  }

  @Test func everyOptionThatNamesAFileTakesAnyName() throws {
    let directory = try TemporaryDirectory()
    let path = { (name: String) in directory.file("\u{EFFF}" + name) }
    try directory.write(Self.record("Hello there, all of you."), to: "\u{EFFF}in.jsonl")
    try directory.write(Self.record("A validation text of its own."), to: "\u{EFFF}own.jsonl")
    try directory.write("sorry\n", to: "\u{EFFF}patterns")
    _ = try directory.copy(Fixtures.tokenizerPath, to: "\u{EFFF}tokenizer.model")
    let outcome = try Self.run(
      "build", path("in.jsonl"), "--output", path("out"), "--validation-file", path("own.jsonl"),
      "--reject-patterns", path("patterns"), "--tokenizer", path("tokenizer.model"),
      "--language", "en", "--language-report", path("report.jsonl"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = try FileSystem.names(in: directory.path)
    #expect(names.allSatisfy { $0.hasPrefix("\u{EFFF}") }, "\(names)")
    for command in ["stats", "verify", "inspect"] {
      #expect(try Self.run(command, path("out")).status == 0)
    }
    let exported = try Self.run(
      "export", path("out"), "--format", "npy", "--output", path("arrays"))
    #expect(exported.status == 0, "\(exported.errors)")
    #expect(FileSystem.exists(path("arrays/train/input_ids.npy")))
    let fed = try Self.run(
      "feed", path("out"), "--batch-size", "1", "--save-state", path("state"))
    #expect(fed.status == 0, "\(fed.errors)")
    #expect(FileSystem.exists(path("state")))
    let missing = try Self.run("stats", path("nowhere"))
    #expect(missing.errors.contains(#"/\xFFnowhere"#), "\(missing.errors)")
  }

  /// What names no file is text.
  @Test func valuesThatNameNoFileMustBeUTF8() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      #"{"instruction":"Say it.","response":"It."}"# + "\n", to: "in.jsonl")
    let output = directory.file("out")
    for option in ["--system", "--where", "--map", "--date", "--cap"] {
      let outcome = try Self.run("build", input, "--output", output, option, "a\u{EFE9}=1")
      #expect(outcome.status == 2, "\(option): \(outcome.errors)")
      #expect(outcome.errors.contains(#"a\xE9=1"#), "\(outcome.errors)")
    }
    // A scalar of the private use area is UTF-8, whatever `FileName` uses it for.
    let text = FileName.text(of: "a\u{EFE9}".utf8)
    #expect(try Self.run("build", input, "--output", output, "--system", text).status == 0)
    let manifest = String(
      decoding: try FileSystem.bytes(of: output + "/manifest.json"), as: UTF8.self)
    #expect(manifest.contains(#""system": "a\#u{EFE9}""#), "\(manifest)")
  }

  /// Another normal form is another option: work of the one is not taken for that of the other.
  @Test func optionsThatDifferInFormAreOtherOptions() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      #"{"instruction":"Say it.","response":"It."}"# + "\n", to: "in.jsonl")
    let output = directory.file("out")
    #expect(try Prep.run("build", input, "--output", output, "--system", "\u{E9}").status == 0)
    let other = try Prep.run("build", input, "--output", output, "--system", "e\u{301}")
    #expect(other.status == 2)
    #expect(other.errors.contains("options.system"), "\(other.errors)")
  }
}
