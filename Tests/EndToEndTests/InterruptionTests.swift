import ByteIO
import Foundation
import TestSupport
import Testing

/// The first Ctrl-C or SIGTERM ends `prep`, whatever it waits for.
@Suite struct InterruptionTests {
  /// A running `prep` whose input gives nothing and whose output nobody reads.
  private struct Running {
    let directory: TemporaryDirectory
    let process: Process
    /// Kept open, so that the other end waits.
    let input = Pipe()
    let output = Pipe()

    init(
      _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:]
    ) throws {
      self.directory = directory
      process = Process()
      process.executableURL = URL(fileURLWithPath: Prep.path)
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = input
      process.standardOutput = output
      try directory.write([], to: "errors")
      process.standardError = FileHandle(forWritingAtPath: directory.file("errors"))
      try process.run()
    }

    func wait(until isTrue: () -> Bool) {
      while !isTrue(), process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
    }

    /// Sends `signal`, once, and gives the status that came of it; SIGKILL comes to who stays.
    func end(by signal: Int32) -> Int32 {
      kill(process.processIdentifier, signal)
      let limit = Date(timeIntervalSinceNow: 60)
      wait { limit.timeIntervalSinceNow < 0 }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      return process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus
    }

    func errors() throws -> String {
      String(decoding: try FileSystem.bytes(of: directory.file("errors")), as: UTF8.self)
    }
  }

  private static let record = #"{"instruction":"Say it.","response":"It."}"# + "\n"

  @Test(arguments: ["fifo", "standard input", "endless", "long line"], [SIGINT, SIGTERM])
  func aBuildThatWaitsForItsInputEnds(wait: String, signal: Int32) throws {
    let directory = try TemporaryDirectory()
    var input = directory.file("input")
    switch wait {
    case "fifo": try directory.makePipe("input")
    case "standard input": input = "-"
    case "endless": input = "/dev/zero"
    default: try directory.makeHole("input", byteCount: 8 << 30)
    }
    let output = directory.file("out")
    let running = try Running(
      ["build", input, "--output", output, "--quiet", "--no-space-check"], in: directory)
    running.wait { FileSystem.exists(output + "/work/build.json") }
    Thread.sleep(forTimeInterval: 0.3)
    #expect(running.process.isRunning)
    #expect(running.end(by: signal) == 130)
    let errors = try running.errors()
    #expect(errors.contains("the same command goes on"), "\(errors)")
    #expect(!FileSystem.exists(output + "/manifest.json"))
  }

  /// A summary that nobody takes: the data set is whole by then, and stays.
  @Test func aBuildThatNobodyReadsEnds() throws {
    let directory = try TemporaryDirectory()
    let text = (0..<2000).map { number in
      #"{"text":"\#(number)","source":"a source of a long name, number \#(number)"}"# + "\n"
    }.joined()
    let input = try directory.write(text, to: "data.jsonl")
    let output = directory.file("out")
    let running = try Running(
      ["build", input, "--output", output, "--quiet", "--json"], in: directory)
    running.wait { FileSystem.exists(output + "/manifest.json") }
    Thread.sleep(forTimeInterval: 0.5)
    #expect(running.end(by: SIGTERM) == 130)
    #expect(try Prep.run("verify", output).status == 0)
  }

  @Test func aFeedThatNobodyReadsEnds() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.record, to: "data.jsonl")
    let output = directory.file("out")
    #expect(
      try Prep.run("build", input, "--output", output, "--sequence-length", "64").status == 0)
    for more in [["--digest"], ["--pace", "60000"]] {
      let running = try Running(
        ["feed", output, "--batch-size", "1", "--batches", "1000000"] + more, in: directory)
      Thread.sleep(forTimeInterval: 1)
      #expect(running.end(by: SIGTERM) == 130)
    }
  }

  /// What has no work to go on with ends by the signal, as any program does.
  @Test func commandsWithoutWorkOfTheirOwnEnd() throws {
    let directory = try TemporaryDirectory()
    try directory.makePipe("pipe")
    let text = (0..<20_000).map { #"{"text":"number \#($0)"}"# + "\n" }.joined()
    let input = try directory.write(text, to: "data.jsonl")
    let output = directory.file("out")
    #expect(try Prep.run("build", input, "--output", output).status == 0)
    for command in [
      ["encode", "-"], ["language", "-"],
      ["encode", directory.file("pipe")], ["decode", "-"],
      ["bench", "encode", directory.file("pipe")],
    ] {
      let running = try Running(command, in: directory)
      Thread.sleep(forTimeInterval: 1)
      #expect(running.process.isRunning, "\(command)")
      #expect(running.end(by: SIGTERM) == 128 + SIGTERM, "\(command)")
    }
  }

  /// An export leaves nothing half done beside its place, whatever it waits for.
  @Test(arguments: [[], ["--unpacked"]], [SIGINT, SIGTERM])
  func anExportTidiesUp(more: [String], signal: Int32) throws {
    let directory = try TemporaryDirectory()
    let text = (0..<60_000).map { #"{"text":"number \#($0)"}"# + "\n" }.joined()
    let input = try directory.write(text, to: "data.jsonl")
    let output = directory.file("out")
    #expect(
      try Prep.run("build", input, "--output", output, "--sequence-length", "4096").status == 0)
    // Nobody reads.
    let blocked = try Running(["export", output, "--format", "jsonl"] + more, in: directory)
    Thread.sleep(forTimeInterval: 1)
    #expect(blocked.process.isRunning)
    #expect(blocked.end(by: signal) == 130)
    // In the middle of a file or a directory: some end before the signal comes.
    for (format, name) in [("jsonl", "e.jsonl"), ("megatron", "e"), ("mds", "m")] {
      let before = try FileSystem.names(in: directory.path).sorted()
      let place = directory.file(name)
      let running = try Running(
        ["export", output, "--format", format, "--output", place] + more, in: directory)
      running.wait { (try? FileSystem.names(in: directory.path).count) != before.count }
      let start = ContinuousClock.now
      let status = running.end(by: signal)
      // On a machine that is busy with other things the timer may come first, by design.
      let isTimely = ContinuousClock.now - start < .milliseconds(600)
      let after = try FileSystem.names(in: directory.path).sorted()
      let errors = try running.errors()
      #expect(status == 130 || status == 0, "\(format): \(errors)")
      guard isTimely || status == 0 else { continue }
      #expect(after == (status == 0 ? (before + [name]).sorted() : before), "\(format)")
    }
  }

  /// A stranger's manifest may name what gives no end of bytes, or none.
  @Test(arguments: ["fifo", "device"])
  func aRepairReadsFilesOnly(what: String) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.record, to: "data.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    #expect(try Prep.run("build", input, "--output", files.directory).status == 0)
    try FileSystem.removeFile(input)
    if what == "fifo" {
      try directory.makePipe("data.jsonl")
    } else {
      symlink("/dev/zero", input)
    }
    for name in ["shards/train-00000.shard", "report.json"] {
      try FileSystem.removeFile(files.directory + "/" + name)
      let outcome = try Prep.run("verify", files.directory, "--repair")
      #expect(outcome.status == 4)
      #expect(outcome.errors.contains("it is not a regular file"), "\(outcome.errors)")
    }
  }
}
