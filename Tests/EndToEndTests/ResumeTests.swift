import ByteIO
import Foundation
import TestSupport
import Testing

/// Builds that are killed, stopped or met by another: the same command goes on, and what comes
/// out is what one run left alone makes.
@Suite(.serialized) struct ResumeTests {
  /// A corpus of some three megabytes: real words in random order, duplicates and broken lines.
  private static func corpus(recordCount: Int = 6000, seed: UInt64 = 7) -> [UInt8] {
    let words = [
      "river", "the", "of", "a", "mountain", "glass", "seven", "walked", "slowly", "and", "blue",
      "under", "evening", "letters", "quietly", "naïve", "東京", "🙂", "3.14", "print(x)",
    ]
    var generator = SeededGenerator(seed: seed)
    var text = ""
    for record in 0..<recordCount {
      func sentence(_ limit: Int) -> String {
        (0..<Int.random(in: 3...limit, using: &generator)).map { _ in
          words.randomElement(using: &generator) ?? ""
        }.joined(separator: " ")
      }
      switch record % 97 {
      case 11: text += "{\"instruction\":\n"
      case 12: text += "\n"
      case 13: text += #"{"instruction":"The same question.","response":"The same answer."}"# + "\n"
      default:
        text += #"{"instruction":"\#(sentence(40))","response":"\#(sentence(150))"}"# + "\n"
      }
    }
    return Array(text.utf8)
  }

  private static func build(_ input: String, _ output: String) -> [String] {
    [
      "build", input, "--output", output, "--unit-size", "128KiB", "--rows-per-shard", "20",
      "--dedup", "exact", "--language", "en", "--quiet",
    ]
  }

  /// The number comes from `PREP_KILLS`; ten where it is not set.
  private static let killCount =
    ProcessInfo.processInfo.environment["PREP_KILLS"].flatMap(Int.init) ?? 10

  @Test func killedBuildsEndInTheBytesOfOneLeftAlone() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(), to: "data.jsonl")
    let whole = DataSetFiles(directory: directory.file("whole"))
    let started = ContinuousClock.now
    let first = try Prep.run(Self.build(input, whole.directory))
    #expect(first.status == 0, "\(first.errors)")
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    let expected = try whole.contents()
    #expect(expected.keys.count { $0.hasSuffix(".shard") } > 3)

    var generator = SeededGenerator(seed: 0xDEAD)
    var interruptedCount = 0
    for kill in 0..<Self.killCount {
      let files = DataSetFiles(directory: directory.file("killed-\(kill)"))
      let command = Self.build(input, files.directory)
      let process = try Prep.start(command, in: directory)
      Thread.sleep(forTimeInterval: Double.random(in: 0...seconds, using: &generator))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { interruptedCount += 1 }
      if FileSystem.exists(files.directory + "/manifest.json") {
        // Whatever stands under its final name is whole at any moment.
        #expect(try Prep.run("verify", files.directory).status == 0)
      }
      let again = try Prep.run(command)
      #expect(again.status == 0, "kill \(kill): \(again.errors)")
      #expect(try files.contents() == expected, "kill \(kill)")
    }
    #expect(interruptedCount > 0)
  }

  @Test func manyKillsOfOneBuildLoseNothing() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(), to: "data.jsonl")
    let whole = DataSetFiles(directory: directory.file("whole"))
    #expect(try Prep.run(Self.build(input, whole.directory)).status == 0)
    let files = DataSetFiles(directory: directory.file("out"))
    for milliseconds in [150, 200, 250, 300, 350] {
      let process = try Prep.start(Self.build(input, files.directory), in: directory)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try Prep.run(Self.build(input, files.directory)).status == 0)
    #expect(try files.contents() == whole.contents())
  }

  /// In tasks of 32 KiB, some of which were done before the kill, by other numbers of threads.
  @Test func killedBuildsOfManyTasksGoOnWithOtherThreads() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 1000), to: "data.jsonl")
    let small = ["--unit-size", "512"]
    let whole = DataSetFiles(directory: directory.file("whole"))
    #expect(try Prep.run(Self.build(input, whole.directory) + small).status == 0)
    let files = DataSetFiles(directory: directory.file("out"))
    let command = Self.build(input, files.directory) + small
    for (number, part) in ["00000-00040", "00002-00003", "00007-00000"].enumerated() {
      let killed = try Prep.run(
        command + ["--threads", "\(1 + number)"],
        environment: ["PREP_FAIL_POINT": "rename@\(part).json:1:kill"])
      #expect(killed.status > 128, "\(killed.errors)")
    }
    let names = try FileSystem.names(in: files.work + "/parts")
    #expect(names.contains("00006-00000.json") && !names.contains("00007-00000.json"))
    #expect(try Prep.run(command + ["--threads", "4"]).status == 0)
    #expect(try files.contents() == whole.contents())
  }

  @Test func interruptedBuildSaysSoAndGoesOn() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 20_000), to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    for signal in [SIGINT, SIGTERM] {
      let process = try Prep.start(Self.build(input, files.directory), in: directory)
      // The build has begun once it has said what it is.
      while !FileSystem.exists(files.work + "/build.json"), process.isRunning {
        Thread.sleep(forTimeInterval: 0.01)
      }
      Foundation.kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 130)
      let errors = String(
        decoding: try FileSystem.bytes(of: directory.file("errors")), as: UTF8.self)
      #expect(errors.contains("the same command goes on"), "\(errors)")
      #expect(!FileSystem.exists(files.directory + "/manifest.json"))
    }
    #expect(try Prep.run(Self.build(input, files.directory)).status == 0)
    #expect(try files.leftovers() == [])
  }

  /// A build stopped in the middle, whose work is there.
  private struct Stopped {
    let directory: TemporaryDirectory
    let input: String
    let files: DataSetFiles

    init() throws {
      directory = try TemporaryDirectory()
      input = try directory.write(ResumeTests.corpus(recordCount: 20_000), to: "data.jsonl")
      files = DataSetFiles(directory: directory.file("out"))
      let process = try Prep.start(ResumeTests.build(input, files.directory), in: directory)
      while !FileSystem.exists(files.work + "/parts/00000-00002.json"), process.isRunning {
        Thread.sleep(forTimeInterval: 0.01)
      }
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      try #require(process.terminationReason == .uncaughtSignal)
    }
  }

  @Test func otherOptionsAreRefusedWithTheDifference() throws {
    let stopped = try Stopped()
    let outcome = try Prep.run(
      ResumeTests.build(stopped.input, stopped.files.directory) + ["--sequence-length", "1024"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("sequence_length: then 2048, now 1024"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--overwrite"), "\(outcome.errors)")
  }

  private static func document(_ path: String) throws -> JSONValue {
    let bytes = try FileSystem.bytes(of: path)
    return try JSONReader(parsing: bytes.span).value
  }

  /// `value` with another text at a path of keys.
  private static func changed(
    _ value: JSONValue, at path: ArraySlice<String>, to text: String
  ) -> JSONValue {
    guard let key = path.first else { return .string(text) }
    return .object(
      value.members.map { member in
        member.key == key
          ? .init(key, changed(member.value, at: path.dropFirst(), to: text)) : member
      })
  }

  /// Everything beside options that a build's bytes depend on.
  private static let versions = [
    ["tool", "version"], ["libraries", "zstd"], ["libraries", "icu"], ["libraries", "cld2"],
    ["tokenizer", "sha256"], ["tokenizer", "behaviour_hash"], ["template", "version"],
  ]

  @Test func workOfOtherVersionsIsRefusedWithTheDifference() throws {
    let stopped = try Stopped()
    let path = stopped.files.work + "/build.json"
    let before = try FileSystem.bytes(of: path)
    let identity = try Self.document(path)
    let build = Self.build(stopped.input, stopped.files.directory)
    for member in Self.versions {
      let other = JSONWriter.pages(Self.changed(identity, at: member[...], to: "other"))
      try FileSystem.write(Array(other.utf8), to: path)
      let outcome = try Prep.run(build)
      #expect(outcome.status == 2, "\(member): \(outcome.errors)")
      #expect(
        outcome.errors.contains("\(member.joined(separator: ".")): then \"other\", now"),
        "\(outcome.errors)")
      #expect(outcome.errors.contains("--overwrite"), "\(outcome.errors)")
    }
    // What was done is still there, and the build it belongs to goes on with it.
    try FileSystem.write(before, to: path)
    #expect(FileSystem.exists(stopped.files.work + "/parts/00000-00002.part"))
    #expect(try Prep.run(build).status == 0)
  }

  @Test func dataSetOfOtherVersionsIsRefusedWithTheDifference() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 50), to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    let build = Self.build(input, files.directory)
    #expect(try Prep.run(build).status == 0)
    let path = files.directory + "/manifest.json"
    let manifest = try Self.document(path)
    for member in Self.versions {
      // A hash must look like one.
      let text =
        member[0] == "tokenizer"
        ? String(repeating: "0", count: member[1] == "sha256" ? 64 : 32)
        : "other"
      let other = Seal.manifest(Self.changed(manifest, at: member[...], to: text))
      try FileSystem.write(other, to: path)
      let outcome = try Prep.run(build)
      #expect(outcome.status == 2, "\(member): \(outcome.errors)")
      #expect(
        outcome.errors.contains("\(member.joined(separator: ".")): then \"\(text.prefix(40))"),
        "\(outcome.errors)")
      #expect(try FileSystem.bytes(of: path) == other)
    }
    #expect(try Prep.run(build + ["--overwrite"]).status == 0)
    #expect(try Self.document(path) == manifest)
  }

  @Test func changedInputIsRefused() throws {
    let stopped = try Stopped()
    try stopped.directory.write(Self.corpus(recordCount: 20_000, seed: 8), to: "data.jsonl")
    let build = Self.build(stopped.input, stopped.files.directory)
    let outcome = try Prep.run(build)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("data.jsonl"), "\(outcome.errors)")
    #expect(outcome.errors.contains("not those read before"), "\(outcome.errors)")
    #expect(try Prep.run(build + ["--overwrite"]).status == 0)
  }

  @Test func changedInputOfAFinishedDataSetIsRefused() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 50), to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    let build = Self.build(input, files.directory)
    #expect(try Prep.run(build).status == 0)
    let before = try files.contents()
    try directory.write(Self.corpus(recordCount: 51), to: "data.jsonl")
    let outcome = try Prep.run(build)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("input_hash"), "\(outcome.errors)")
    #expect(try files.contents() == before)
  }

  @Test func secondProcessOnTheSameOutputIsRefused() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 20_000), to: "data.jsonl")
    let build = Self.build(input, directory.file("out"))
    let process = try Prep.start(build, in: directory)
    while !FileSystem.exists(DataSetFiles(directory: directory.file("out")).work + "/build.json"),
      process.isRunning
    {
      Thread.sleep(forTimeInterval: 0.01)
    }
    let second = try Prep.run(build)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(second.status == 2)
    #expect(second.errors.contains("another process"), "\(second.errors)")
    // A killed process holds no lock.
    #expect(try Prep.run(build).status == 0)
  }

  @Test func directoryWithOtherFilesIsLeftAlone() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 10), to: "data.jsonl")
    let mine = try directory.write("mine", to: "out/thesis.tex")
    for options in [[], ["--overwrite"]] {
      let outcome = try Prep.run(Self.build(input, directory.file("out")) + options)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("thesis.tex"), "\(outcome.errors)")
      #expect(try FileSystem.bytes(of: mine) == Array("mine".utf8))
    }
  }

  @Test(arguments: ["shards/mine.mds", "work/thesis.txt", "rejected/x", "plan"])
  func filesThatHappenToHaveOurNamesAreLeftAlone(name: String) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 10), to: "data.jsonl")
    let mine = try directory.write("mine", to: "out/" + name)
    for options in [[], ["--overwrite"]] {
      let outcome = try Prep.run(Self.build(input, directory.file("out")) + options)
      #expect(outcome.status == 2)
      #expect(try FileSystem.bytes(of: mine) == Array("mine".utf8))
    }
  }

  @Test func outputAndInputMayNotLieInEachOther() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 30), to: "in/data.jsonl")
    let inside = try Prep.run(Self.build(directory.file("in"), directory.file("in/out")))
    #expect(inside.status == 2)
    #expect(inside.errors.contains("lies in the input"), "\(inside.errors)")
    let output = directory.file("out")
    #expect(try Prep.run(Self.build(input, output)).status == 0)
    let before = try DataSetFiles(directory: output).contents()
    let own = try Prep.run(
      Self.build(output + "/rejected/00000.jsonl", output + "/") + ["--overwrite"])
    #expect(own.status == 2)
    #expect(own.errors.contains("lies in the output"), "\(own.errors)")
    #expect(try DataSetFiles(directory: output).contents() == before)
  }

  @Test func workOfABuildThatWasKilledAfterItsManifestIsTidiedAway() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.corpus(recordCount: 30), to: "data.jsonl")
    let output = directory.file("out")
    let build = Self.build(input, output)
    #expect(try Prep.run(build + ["--keep-parts"]).status == 0)
    #expect(try Prep.run(build).status == 0)
    #expect(FileSystem.exists(output + "/work"))
    // Without the mark that parts are to stay, this is what such a kill leaves.
    try FileSystem.removeFile(DataSetFiles(directory: output).work + "/kept")
    #expect(try Prep.run(build).status == 0)
    #expect(!FileSystem.exists(output + "/work"))
    let kept = try Prep.run(build + ["--keep-parts"])
    #expect(kept.status == 2)
    #expect(kept.errors.contains("keep_parts"), "\(kept.errors)")
  }
}
