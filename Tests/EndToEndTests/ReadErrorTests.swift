import ByteIO
import TestSupport
import Testing

/// A disk that will not give back what is on it: an error that names the file, the status of a
/// fault of the system, and nothing lost once the disk is well again.
@Suite struct ReadErrorTests {
  private static let source = Fixtures.path("documents/instructions.jsonl")
  private static let refusal = "Input/output error (errno 5)"

  private static func failing(_ rule: String) -> [String: String] {
    ["PREP_FAIL_POINT": "read@\(rule):EIO"]
  }

  private static func build(_ input: String, _ output: String) -> [String] {
    [
      "build", input, "--output", output, "--unit-size", "4KiB", "--sequence-length", "256",
      "--rows-per-shard", "12", "--overlong", "truncate", "--quiet",
    ]
  }

  @Test(arguments: ["plain", "gzip", "zstd", "standard input"])
  func sourceThatCannotBeReadEndsTheBuildAndLosesNothing(way: String) throws {
    let directory = try TemporaryDirectory()
    let bytes = try FileSystem.bytes(of: Self.source)
    let stored =
      switch way {
      case "gzip": try Compressed.gzip(Self.source)
      case "zstd": try Compressed.zstd(bytes)
      default: bytes
      }
    let path = try directory.write(stored, to: "data")
    let (input, name, pipe) =
      way == "standard input" ? ("-", "standard input", bytes) : (path, path, nil)
    let whole = DataSetFiles(directory: directory.file("whole"))
    #expect(try Prep.run(Self.build(input, whole.directory), input: pipe).status == 0)

    let files = DataSetFiles(directory: directory.file("out"))
    var failureCount = 0
    // Whichever read it is; the first may be one that only looks what the file is.
    for number in 1...30 {
      let outcome = try Prep.run(
        Self.build(input, files.directory), input: pipe,
        environment: Self.failing("\(name):\(number)"))
      guard outcome.status != 0 else { break }
      #expect(outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains(name), "\(outcome.errors)")
      #expect(outcome.errors.contains(Self.refusal), "\(outcome.errors)")
      #expect(!FileSystem.exists(files.directory + "/manifest.json"))
      failureCount += 1
    }
    #expect(failureCount > 0)
    #expect(try Prep.run(Self.build(input, files.directory), input: pipe).status == 0)
    #expect(try files.contents() == whole.contents())
  }

  @Test func validationSetThatCannotBeReadEndsTheBuild() throws {
    let directory = try TemporaryDirectory()
    let own = try directory.write(
      #"{"instruction":"Mine?","response":"Mine."}"# + "\n", to: "own.jsonl")
    let output = directory.file("out")
    let command = Self.build(Self.source, output) + ["--validation-file", own]
    let outcome = try Prep.run(command, environment: Self.failing("own.jsonl:1+"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("own.jsonl"), "\(outcome.errors)")
    #expect(outcome.errors.contains(Self.refusal), "\(outcome.errors)")
    #expect(!FileSystem.exists(output + "/manifest.json"))
    #expect(try Prep.run(command).status == 0)
  }

  @Test(arguments: ["00000-00003.part", "tokenizer.model"])
  func whatABuildReadsBesideItsInputIsNamed(file: String) throws {
    let directory = try TemporaryDirectory()
    let output = directory.file("out")
    let command = Self.build(Self.source, output)
    let outcome = try Prep.run(command, environment: Self.failing("\(file):1+"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(file), "\(outcome.errors)")
    #expect(outcome.errors.contains(Self.refusal), "\(outcome.errors)")
    #expect(try Prep.run(command).status == 0)
    #expect(try Prep.run("verify", output).status == 0)
  }

  /// A unit whose part cannot be read is done again; one whose receipt cannot be read, too.
  @Test(arguments: ["00000-00001.part", "00000-00001.json"])
  func finishedWorkThatCannotBeReadIsDoneAgain(file: String) throws {
    let directory = try TemporaryDirectory()
    let whole = DataSetFiles(directory: directory.file("whole"))
    #expect(try Prep.run(Self.build(Self.source, whole.directory)).status == 0)
    let files = DataSetFiles(directory: directory.file("out"))
    let command = Self.build(Self.source, files.directory)
    let killed = try Prep.run(command, environment: ["PREP_FAIL_POINT": "rename@.shard:1:kill"])
    #expect(killed.status > 128)
    let outcome = try Prep.run(command, environment: Self.failing("\(file):1"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.contents() == whole.contents())
  }

  @Test func readersOfADataSetSayWhatTheyCannotRead() throws {
    let directory = try TemporaryDirectory()
    let output = directory.file("out")
    #expect(try Prep.run(Self.build(Self.source, output)).status == 0)
    let sound = try Prep.run("export", output, "--format", "jsonl")
    for rule in ["manifest.json:1+", "train-00000.shard:1+", "train-00001.shard:3+"] {
      let name = String(rule.prefix { $0 != ":" })
      for command in [
        ["export", output, "--format", "jsonl"], ["feed", output, "--batch-size", "4", "--digest"],
      ] {
        let outcome = try Prep.run(command, environment: Self.failing(rule))
        #expect(outcome.status == 1, "\(command[0]): \(outcome.errors)")
        #expect(outcome.errors.contains(name), "\(command[0]): \(outcome.errors)")
        #expect(outcome.errors.contains(Self.refusal), "\(command[0]): \(outcome.errors)")
        if command[0] == "export" { #expect(sound.output.starts(with: outcome.output)) }
      }
      // Verification goes on to the other files, and has failed.
      let outcome = try Prep.run(["verify", output], environment: Self.failing(rule))
      #expect(outcome.status == 4, "\(outcome.errors)")
      #expect(outcome.text.contains(name), "\(outcome.text)")
      #expect(outcome.text.contains(Self.refusal), "\(outcome.text)")
    }
    let refused = try Prep.run(
      ["stats", output], environment: Self.failing("report.json:1+"))
    #expect(refused.status == 1)
    #expect(refused.errors.contains("report.json"), "\(refused.errors)")
  }

  @Test func repairWithoutItsSourceSaysWhyAndChangesNothing() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(try FileSystem.bytes(of: Self.source), to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    #expect(try Prep.run(Self.build(input, files.directory)).status == 0)
    let whole = try files.contents()
    try FileSystem.removeFile(files.directory + "/shards/train-00001.shard")
    let before = try files.contents()
    let repair = ["verify", files.directory, "--repair"]
    let outcome = try Prep.run(repair, environment: Self.failing("data.jsonl:1+"))
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("data.jsonl"), "\(outcome.errors)")
    #expect(outcome.errors.contains(Self.refusal), "\(outcome.errors)")
    #expect(try files.contents() == before)
    #expect(try Prep.run(repair).status == 0)
    #expect(try files.contents() == whole)
  }
}
