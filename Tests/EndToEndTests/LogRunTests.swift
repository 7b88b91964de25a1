import ByteIO
import Foundation
import TestSupport
import Testing

/// What long work says on standard error, and how far an interrupted one says that it was.
@Suite struct LogRunTests {
  private struct Entry: Decodable {
    var time: String
    var level: String
    var event: String
    var message: String
    var stage: String?
    var done: Int?
    var total: Int?
    var records: Int?
    var rejected: Int?
    var kind: String?
    var status: Int?
  }

  private static let fixture = Fixtures.path("documents/instructions.jsonl")

  private static func entries(_ errors: String) throws -> [Entry] {
    try DataSetFiles.lines(Array(errors.utf8), of: Entry.self)
  }

  @Test func aLogOfJSONHoldsNothingElseAndEndsWithTheCounts() throws {
    let directory = try TemporaryDirectory()
    let output = directory.file("out")
    let commands = [
      ["build", Self.fixture, "--output", output, "--keep-parts"],
      ["repack", output, "--output", directory.file("other"), "--seed", "1"],
      ["verify", output], ["verify", output, "--repair"],
      ["export", output, "--format", "npy", "--output", directory.file("arrays")],
    ]
    for command in commands {
      let outcome = try Prep.run(command + ["--log-format", "json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let entries = try Self.entries(outcome.errors)
      let last = try #require(entries.last, "\(command)")
      #expect(entries.allSatisfy { $0.event == "progress" && $0.level == "info" })
      #expect(last.total == nil || last.done == last.total, "\(command): \(outcome.errors)")
    }
    let report = try DataSetFiles(directory: output).statistics()
    let build = try Self.entries(
      try Prep.run(commands[0] + ["--log-format=json", "--overwrite"]).errors)
    #expect(build.last?.stage == "done")
    #expect(build.last?.records == report.recordsIn)
    #expect(build.last?.rejected == report.recordsRejected.values.reduce(0, +))
    let quiet = try Prep.run(commands[2] + ["--log-format", "json", "--quiet"])
    #expect(quiet.errors.isEmpty)
  }

  @Test(arguments: [
    (["build", "missing.jsonl", "--output", "out"], "input", 1),
    (["build", "--output", "out"], "usage", 2), (["verify"], "usage", 2),
    (["build", "x", "--output", "out", "--nosuch"], "usage", 2),
    (["build", "x", "--output="], "usage", 2),
    (["build", "x", "--output", "out", "--config", "missing.yaml"], "file", 1),
  ])
  func aFaultIsTheLastLine(command: [String], kind: String, status: Int) throws {
    let directory = try TemporaryDirectory()
    let outcome = try Prep.run(
      "/bin/sh",
      ["-c", #"cd "$0" && exec "$@""#, directory.path, Prep.path] + command + ["--log-format=json"])
    #expect(outcome.status == status, "\(outcome.errors)")
    let last = try #require(try Self.entries(outcome.errors).last)
    #expect(last.event == "fault")
    #expect(last.level == "error")
    #expect(last.kind == kind)
    #expect(last.status == status)
  }

  /// A configuration may ask for it too.
  @Test func aConfigurationAsksForTheFormat() throws {
    let directory = try TemporaryDirectory()
    let config = try directory.write("log-format: json\n", to: "prep.yaml")
    let outcome = try Prep.run(
      "build", directory.file("missing"), "--output", directory.file("out"), "--config", config)
    #expect(try Self.entries(outcome.errors).last?.event == "fault")
  }

  /// In a pipe that is no screen there is nothing to say of work that is soon done.
  @Test func textIsQuietInPipes() throws {
    let directory = try TemporaryDirectory()
    let outcome = try Prep.run("build", Self.fixture, "--output", directory.file("out"))
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }

  /// Half of the input is there, and the rest does not come.
  @Test(arguments: ["text", "json"], [SIGINT, SIGTERM])
  func anInterruptedBuildSaysHowFarItWas(format: String, signal: Int32) throws {
    let directory = try TemporaryDirectory()
    let input = directory.file("pipe")
    try directory.makePipe("pipe")
    let output = directory.file("out")
    let arguments = [
      "build", input, "--output", output, "--unit-size", "64KiB", "--log-format", format, "--quiet",
    ]
    let process = try Prep.start(arguments, in: directory)
    // Opened for both, so that neither end waits for the other.
    let writer = try #require(FileHandle(forUpdatingAtPath: input))
    let line = #"{"instruction":"Say it.","response":"It."}"# + "\n"
    try writer.write(contentsOf: Data(String(repeating: line, count: 4000).utf8))
    while !FileSystem.exists(output + "/work/parts/00000-00000.json"), process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
    }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let errors = String(
      decoding: try FileSystem.bytes(of: directory.file("errors")), as: UTF8.self)
    let message = try #require(
      format == "text" ? errors : try Self.entries(errors).last?.message, "\(errors)")
    #expect(message.contains(/interrupted while reading, at [0-9,]+ records/), "\(message)")
    #expect(message.contains("the same command goes on from here"), "\(message)")
    if format == "json" {
      let last = try #require(try Self.entries(errors).last)
      #expect(last.kind == "interrupted")
      #expect(last.stage == "reading")
      #expect((last.records ?? 0) > 0)
    }
  }
}
