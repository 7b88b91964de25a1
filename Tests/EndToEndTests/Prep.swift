import ByteIO
import Foundation
import TestSupport

/// Runs the built `prep` as a user does.
enum Prep {
  /// What a run left behind.
  struct Outcome {
    /// The exit status; 128 + the signal's number where one ended the process, as a shell says it.
    var status: Int
    var output: [UInt8]
    var errors: String

    /// The standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The binary under test: `PREP_BINARY`, or the one that was built with these tests.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["PREP_BINARY"] { return path }
    let products = FileSystem.directory(of: CommandLine.arguments[0])
    let beside = products + "/prep"
    return FileSystem.exists(beside) ? beside : Fixtures.repositoryRoot + "/.build/debug/prep"
  }()

  /// Runs `prep` to its end.
  static func run(
    _ arguments: [String], input: [UInt8]? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(path, arguments, input: input, environment: environment)
  }

  /// Runs `prep` to its end.
  static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Runs any program to its end.
  ///
  /// Streams go through files, which never fill up as pipes do.
  static func run(
    _ program: String, _ arguments: [String], input: [UInt8]? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let directory = try TemporaryDirectory()
    let process = try process(
      program, arguments, input: input, environment: environment, in: directory)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: Int(process.terminationStatus)
        + (process.terminationReason == .uncaughtSignal ? 128 : 0),
      output: try FileSystem.bytes(of: directory.file("output")),
      errors: String(decoding: try FileSystem.bytes(of: directory.file("errors")), as: UTF8.self))
  }

  /// Starts `prep` and does not wait for it; its streams go to files in `directory`.
  static func start(
    _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:]
  ) throws -> Process {
    let process = try process(path, arguments, input: nil, environment: environment, in: directory)
    try process.run()
    return process
  }

  private static func process(
    _ program: String, _ arguments: [String], input: [UInt8]?, environment: [String: String],
    in directory: TemporaryDirectory
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let inputPath = try directory.write(input ?? [], to: "input")
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
    for name in ["output", "errors"] { try directory.write([], to: name) }
    process.standardOutput = FileHandle(forWritingAtPath: directory.file("output"))
    process.standardError = FileHandle(forWritingAtPath: directory.file("errors"))
    return process
  }
}
