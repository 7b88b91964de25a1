import ByteIO
import Glibc
import Records
import TestSupport
import Testing

@testable import Ingest

/// How the inputs are cut into encode tasks.
@Suite struct InputTaskTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Files of such lengths, in lines of one letter.
  private func files(_ byteCounts: [Int]) throws -> [InputFile] {
    try InputCatalog.list(
      byteCounts.enumerated().map { number, byteCount in
        let bytes = (0..<byteCount).map { $0 % 2 == 0 ? UInt8(ascii: "a") : UInt8(ascii: "\n") }
        return try directory.write(bytes, to: "f\(number)")
      })
  }

  /// Each task's ranges as text: the file, and what of it where that is not all.
  private func described(_ tasks: [InputTask]) -> [String] {
    tasks.map { task in
      task.ranges.map { range in
        range.isWhole
          ? "\(range.file)" : "\(range.file):\(range.start)-\(range.end.map { "\($0)" } ?? "")"
      }.joined(separator: " ")
    }
  }

  @Test func largeFilesAreCutAndSmallOnesShareATask() throws {
    for (byteCounts, expected) in [
      ([0], ["0"]), ([0, 0, 0], ["0 1 2"]), ([40], ["0"]), ([41], ["0:0-40", "0:40-"]),
      ([80], ["0:0-40", "0:40-"]), ([121], ["0:0-40", "0:40-80", "0:80-120", "0:120-"]),
      ([10, 20, 9], ["0 1 2"]), ([10, 30, 9], ["0 1", "2"]), ([39, 40, 1], ["0 1", "2"]),
      ([10, 50, 10, 10], ["0", "1:0-40", "1:40-", "2 3"]), ([50, 0], ["0:0-40", "0:40-", "1"]),
    ] {
      let tasks = try InputTasks.list(try files(byteCounts), unitByteCount: 10, unitsPerTask: 4)
      #expect(described(tasks) == expected, "\(byteCounts)")
      #expect(tasks.map(\.number) == Array(0..<UInt32(tasks.count)))
      #expect(tasks.storedByteCount(of: try files(byteCounts)) == byteCounts.reduce(0, +))
    }
  }

  @Test func whatHasNoBordersAtOffsetsIsOneTaskAFile() throws {
    let lines = Array(String(repeating: "{\"text\":\"some text\"}\n", count: 50).utf8)
    let array = Array(("[" + String(repeating: "{\"text\":\"a\"},", count: 40) + "{}]").utf8)
    let paths = [
      try directory.write(lines, to: "0"), try directory.write(gzip(lines), to: "1"),
      try directory.write(zstd(lines), to: "2"), try directory.write(array, to: "3"),
    ]
    var inputs = try InputCatalog.list(paths)
    inputs.append(InputFile(path: "-", byteCount: nil))
    inputs.append(inputs[0])
    let tasks = try InputTasks.list(inputs, unitByteCount: 15, unitsPerTask: 2)
    let cuts = stride(from: 0, to: lines.count, by: 30).map { start in
      "\(start)-\(start + 30 < lines.count ? "\(start + 30)" : "")"
    }
    #expect(
      described(tasks) == cuts.map { "0:" + $0 } + ["1", "2", "3", "4"] + cuts.map { "5:" + $0 })
    #expect(tasks.storedByteCount(of: inputs) == nil)
    #expect(tasks.filter { $0.ranges[0].file != 4 }.storedByteCount(of: inputs) != nil)
  }

  @Test func aTaskHasSoManyFilesAtMost() throws {
    let inputs = Array(repeating: try files([1])[0], count: InputTasks.maximumFileCount + 3)
    let tasks = try InputTasks.list(inputs, unitByteCount: 1 << 24)
    #expect(tasks.map(\.ranges.count) == [InputTasks.maximumFileCount, 3])
  }

  /// Files that are smaller than a task need not even be there.
  @Test func smallFilesAreNotLookedAt() throws {
    let gone = InputFile(path: directory.file("gone"), byteCount: 100)
    #expect(described(try InputTasks.list([gone], unitByteCount: 25, unitsPerTask: 4)) == ["0"])
    let tasks = try InputTasks.list([gone], unitByteCount: 24, unitsPerTask: 4)
    #expect(described(tasks) == ["0"])
  }

  @Test func moreTasksThanABuildHasAreRefused() throws {
    let path = try directory.write("{\"text\":\"a\"}\n", to: "large")
    let count = InputTasks.maximumCount
    #expect(truncate(path, count) == 0)
    let found = try InputTasks.list(
      try InputCatalog.list([path]), unitByteCount: 1, unitsPerTask: 1)
    #expect(found.count == count)
    #expect(truncate(path, count + 1) == 0)
    let error = #expect(throws: Fault.self) {
      try InputTasks.list(try InputCatalog.list([path]), unitByteCount: 1, unitsPerTask: 1)
    }
    #expect(error?.message.contains("--unit-size") == true)
  }

  /// A file is listed as lines, and is something else when a task in the middle of it is done.
  @Test func aRangeOfAFileThatHasNoneIsRefused() throws {
    let lines = Array(String(repeating: "{\"text\":\"a\"}\n", count: 30).utf8)
    let ranges = [
      InputTask.Range(file: 0, start: 20, end: nil), InputTask.Range(file: 0, start: 0, end: 20),
    ]
    for bytes in [gzip(lines), Array("[".utf8) + lines + Array("]".utf8)] {
      let inputs = try InputCatalog.list([try directory.write(bytes, to: "data")])
      for range in ranges {
        let error = #expect(throws: Fault.self) {
          try read(inputs, tasks: [InputTask(number: 0, ranges: [range])])
        }
        #expect(error?.kind == .input)
        #expect(error?.message.contains("expected plain JSON Lines") == true)
      }
    }
  }
}
