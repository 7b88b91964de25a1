import ByteIO
import Foundation
import TestSupport
import Testing

/// What the command says of wrong use, of gates and of damage, and the exit status of each.
@Suite struct UsageTests {
  /// A file that is opened where standard error should be would get lines of progress.
  @Test func closedStreamsAreNoPlaceForFiles() throws {
    let directory = try TemporaryDirectory()
    let input = Fixtures.path("documents/instructions.jsonl")
    let whole = DataSetFiles(directory: directory.file("whole"))
    #expect(try Prep.run("build", input, "--output", whole.directory).status == 0)
    for closed in ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"] {
      let files = DataSetFiles(directory: directory.file("out"))
      let outcome = try Prep.run(
        "/bin/sh",
        [
          "-c", #"exec "$0" build "$1" --output "$2" --overwrite "# + closed, Prep.path, input,
          files.directory,
        ])
      #expect(outcome.status == 0, "\(closed): \(outcome.errors)")
      #expect(try files.contents() == whole.contents(), "\(closed)")
    }
    // No input is not an empty one.
    let outcome = try Prep.run(
      "/bin/sh",
      ["-c", #"exec "$0" build - --output "$1" 0<&-"#, Prep.path, directory.file("none")])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("standard input"), "\(outcome.errors)")
  }

  private static let line = #"{"instruction":"Name a colour.","response":"Blue."}"# + "\n"

  @Test(arguments: [
    ["build", "x.jsonl"], ["build", "--output", "out"], ["frobnicate"],
    ["build", "x.jsonl", "--output", "out", "--pack", "tight"],
    ["build", "x.jsonl", "--output", "out", "--sequence-length", "0"],
    ["build", "x.jsonl", "--output", "out", "--language", "klingon"],
    ["build", "x.jsonl", "--output", "out", "--language", "en,xx"],
    ["build", "x.jsonl", "--output", "out", "--unit-size", "many"],
    ["build", "x.jsonl", "--output", "out", "--max-rejected", "101%"],
    ["build", "x.jsonl", "--output", "out", "--validation", "-1"],
    ["build", "x.jsonl", "--output", "out", "--threads", "0"],
    ["build", "x.jsonl", "--output", "out", "--min-tokens", "9", "--max-tokens", "3"],
    ["inspect", "nowhere", "--row", "1", "--random", "2"],
  ])
  func wrongUseIsStatusTwo(arguments: [String]) throws {
    let directory = try TemporaryDirectory()
    let outcome = try Prep.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, directory.path, Prep.path] + arguments)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
    #expect(!FileSystem.exists(directory.file("out")))
  }

  @Test(arguments: [
    [], ["build"], ["stats"], ["inspect"], ["verify"], ["repack"], ["export"], ["encode"],
    ["decode"],
    ["language"], ["bench"], ["bench", "encode"],
  ])
  func helpIsForNewcomers(command: [String]) throws {
    let outcome = try Prep.run(command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("USAGE: prep"))
    #expect(outcome.text.contains("OVERVIEW"))
    #expect(outcome.errors.isEmpty)
  }

  @Test func configurationFileHoldsOptionsAndFlagsWin() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.line, to: "data.jsonl")
    let config = try directory.write(
      "sequence-length: 512\nrows-per-shard: 8\nkeep-parts: true\n", to: "prep.yaml")
    let files = DataSetFiles(directory: directory.file("out"))
    let outcome = try Prep.run(
      "build", input, "--output", files.directory, "--config", config, "--rows-per-shard", "9")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.statistics().rowLength == 512)
    #expect(FileSystem.exists(files.directory + "/work/build.json"))
    let manifest = String(
      decoding: try FileSystem.bytes(of: files.directory + "/manifest.json"), as: UTF8.self)
    #expect(manifest.contains(#""rows_per_shard": 9"#))
  }

  @Test func unknownKeyOfTheConfigurationIsAnErrorWithASuggestion() throws {
    let directory = try TemporaryDirectory()
    let config = try directory.write("sequense-length: 512\n", to: "prep.yaml")
    let outcome = try Prep.run(
      "build", "data.jsonl", "--output", directory.file("out"), "--config", config)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("sequense-length"), "\(outcome.errors)")
    #expect(outcome.errors.contains("sequence-length'"), "\(outcome.errors)")
    #expect(outcome.errors.contains("prep.yaml"), "\(outcome.errors)")
  }

  @Test func gateOnRejectedRecordsIsStatusThree() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.line + "{\n" + Self.line, to: "data.jsonl")
    let build = ["build", input, "--dedup", "none", "--output", directory.file("out")]
    for (limit, status) in [("0", 3), ("1", 0), ("33%", 3), ("34%", 0), ("off", 0)] {
      let outcome = try Prep.run(build + ["--overwrite", "--max-rejected", limit])
      #expect(outcome.status == status, "\(limit): \(outcome.errors)")
    }
    let outcome = try Prep.run(build + ["--overwrite", "--max-rejected", "0"])
    #expect(outcome.errors.contains("1 of 3 records"), "\(outcome.errors)")
    // The data set is there to be looked at.
    #expect(try Prep.run("verify", directory.file("out")).status == 0)
  }

  @Test func overlongRecordFailsWhereAskedTo() throws {
    let directory = try TemporaryDirectory()
    let long = String(repeating: "word ", count: 3000)
    let input = try directory.write(
      Self.line + #"{"instruction":"\#(long)","response":"x"}"# + "\n", to: "data.jsonl")
    let build = ["build", input, "--output", directory.file("out")]
    let outcome = try Prep.run(build + ["--overlong", "fail"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("data.jsonl:2"), "\(outcome.errors)")
    #expect(try Prep.run(build + ["--overwrite"]).status == 0)
    let rejected = try DataSetFiles(directory: directory.file("out")).rejected()
    #expect(rejected.map(\.reason) == ["too_long"])
    #expect(rejected.first?.raw?.contains("word word") == true)
  }

  @Test func damageIsStatusFourAndNamesThePlace() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.line, to: "data.jsonl")
    #expect(try Prep.run("build", input, "--output", directory.file("out")).status == 0)
    for name in ["shards/train-00000.shard", "plan", "report.json"] {
      let before = try FileSystem.bytes(of: directory.file("out/" + name))
      var bytes = before
      bytes[bytes.count / 2] ^= 0x10
      try directory.write(bytes, to: "out/" + name)
      let outcome = try Prep.run("verify", directory.file("out"))
      #expect(outcome.status == 4, "\(name): \(outcome.errors)")
      #expect((outcome.text + outcome.errors).contains(name), "\(outcome.text)\(outcome.errors)")
      try directory.write(before, to: "out/" + name)
    }
    #expect(try Prep.run("verify", directory.file("out")).status == 0)
  }

  @Test(arguments: [["stats"], ["inspect"], ["verify"], ["export", "--format", "jsonl"]])
  func whatIsNoDataSetIsSaidToBeNone(command: [String]) throws {
    let directory = try TemporaryDirectory()
    let outcome = try Prep.run([command[0], directory.path] + command.dropFirst())
    #expect(outcome.status == 1 || outcome.status == 4)
    #expect(outcome.errors.contains("manifest.json"), "\(outcome.errors)")
  }

  @Test func missingTokenizerSaysWhatToDo() throws {
    let outcome = try Prep.run(
      ["encode"], environment: ["XDG_CACHE_HOME": "/nowhere"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("make setup"), "\(outcome.errors)")
    #expect(outcome.errors.contains("prep setup"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--tokenizer"), "\(outcome.errors)")
  }

  @Test func setupNamesThePythonThatCannotDoIt() throws {
    let outcome = try Prep.run(["setup"], environment: ["PREP_PYTHON": "/nowhere/python"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/nowhere/python cannot be started"), "\(outcome.errors)")
  }

  @Test(arguments: ["date:\n", "language: []\n", "map: {}\n", "tokenizer: \"\"\n", "cap: []\n"])
  func emptyValueOfTheConfigurationTakesNoArgument(text: String) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.line, to: "data.jsonl")
    let config = try directory.write(text, to: "prep.yaml")
    let outcome = try Prep.run(
      "build", "--config", config, input, "--output", directory.file("out"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("prep.yaml:1"), "\(outcome.errors)")
    let flag = try Prep.run("build", "--date=", input, "--output", directory.file("out"))
    #expect(flag.status == 2)
    #expect(flag.errors.contains("--date expects a value"), "\(flag.errors)")
  }
}
