import ByteIO
import Foundation
import TestSupport
import Testing

/// An input that changes while a build reads it: an error, and no data set.
@Suite struct ChangingInputTests {
  private static let text = (0..<2000).map { number in
    #"{"text":"number \#(10_000 + number)"}"# + "\n"
  }

  /// Runs a slowed build of `input`, changes it in the middle, and gives the errors.
  private static func errors(
    building input: String, in directory: TemporaryDirectory, change: () throws -> Void
  ) throws -> (status: Int32, errors: String) {
    let output = directory.file("out")
    let process = try Prep.start(
      ["build", input, "--output", output, "--unit-size", "1KiB", "--threads", "2", "--quiet"],
      in: directory, environment: ["PREP_FAIL_POINT": "sync@.part:1+:delay"])
    while !FileSystem.exists(output + "/work/parts/00000-00004.json"), process.isRunning {
      Thread.sleep(forTimeInterval: 0.005)
    }
    try change()
    process.waitUntilExit()
    #expect(!FileSystem.exists(output + "/manifest.json"))
    return (
      process.terminationStatus,
      String(decoding: try FileSystem.bytes(of: directory.file("errors")), as: UTF8.self)
    )
  }

  @Test(arguments: ["replaced", "reordered", "touched", "linked"], ["plain", "gzip", "zstd"])
  func isFound(how: String, stored: String) throws {
    let directory = try TemporaryDirectory()
    func store(_ lines: [String]) throws -> [UInt8] {
      let bytes = Array(lines.joined().utf8)
      switch stored {
      case "gzip": return try Compressed.gzip(try directory.write(bytes, to: "scratch"))
      case "zstd": return try Compressed.zstd(bytes)
      default: return bytes
      }
    }
    let input = try directory.write(try store(Self.text), to: "data")
    let other = try store(Self.text.reversed())
    let (status, errors) = try Self.errors(building: input, in: directory) {
      switch how {
      case "replaced":
        try directory.write(other, to: "new")
        try FileSystem.rename(directory.file("new"), to: input)
      case "reordered": try directory.overwrite(other, of: "data")
      case "linked": link(input, directory.file("linked"))
      default: utimes(input, nil)
      }
    }
    #expect(status == 1, "\(errors)")
    #expect(errors.contains("\(input) changed while it was being read"), "\(errors)")
    #expect(errors.contains("run the same command again"))
  }

  /// One that was read to its end long ago, and one of a validation set.
  @Test(arguments: ["a", "own"])
  func isFoundInAnyInput(name: String) throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.text[0], to: "in/a")
    try directory.write(Self.text.joined(), to: "in/b")
    let own = try directory.write(#"{"text":"a validation text"}"# + "\n", to: "in/own")
    let output = directory.file("out")
    let process = try Prep.start(
      [
        "build", directory.file("in/a"), directory.file("in/b"), "--validation-file", own,
        "--output", output, "--unit-size", "1KiB", "--quiet",
      ], in: directory, environment: ["PREP_FAIL_POINT": "sync@.part:1+:delay"])
    while !FileSystem.exists(output + "/work/parts/00000-00004.json"), process.isRunning {
      Thread.sleep(forTimeInterval: 0.005)
    }
    utimes(directory.file("in/" + name), nil)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(!FileSystem.exists(output + "/manifest.json"))
    // Bytes that are the same are the same input: the work is not lost.
    #expect(
      try Prep.run(
        "build", directory.file("in/a"), directory.file("in/b"), "--validation-file", own,
        "--output", output, "--unit-size", "1KiB", "--quiet"
      ).status == 0)
  }
}
