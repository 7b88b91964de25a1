import ByteIO
import Foundation
import TestSupport
import Testing

/// The same input bytes give the same data set, however they are read and by however many.
@Suite struct DeterminismTests {
  private static let input = Fixtures.path("documents/instructions.jsonl")
  private static let options = [
    "--language", "en", "--dedup", "exact", "--unit-size", "4KiB", "--sequence-length", "256",
    "--rows-per-shard", "4", "--validation", "5",
  ]

  private static func build(
    _ inputs: [String], in directory: TemporaryDirectory, _ name: String,
    _ more: [String] = [], input: [UInt8]? = nil
  ) throws -> DataSetFiles {
    let files = DataSetFiles(directory: directory.file(name))
    let outcome = try Prep.run(
      ["build"] + inputs + ["--output", files.directory] + options + more, input: input)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return files
  }

  @Test(arguments: [2, 3, 8])
  func threadCountChangesNoByte(threadCount: Int) throws {
    let directory = try TemporaryDirectory()
    let one = try Self.build([Self.input], in: directory, "one", ["--threads", "1"])
    let many = try Self.build(
      [Self.input], in: directory, "many", ["--threads", "\(threadCount)"])
    #expect(try one.contents() == many.contents())
  }

  @Test(arguments: ["gzip", "zstd", "standard input"])
  func wayOfReadingChangesNoShard(way: String) throws {
    let directory = try TemporaryDirectory()
    let bytes = try FileSystem.bytes(of: Self.input)
    let plain = try Self.build([Self.input], in: directory, "plain").contents()
    let other: DataSetFiles
    switch way {
    case "gzip":
      let file = try directory.write(try Compressed.gzip(Self.input), to: "data")
      other = try Self.build([file], in: directory, "other")
    case "zstd":
      let file = try directory.write(try Compressed.zstd(bytes), to: "data")
      other = try Self.build([file], in: directory, "other")
    default:
      other = try Self.build(["-"], in: directory, "other", input: bytes)
    }
    let contents = try other.contents()
    #expect(contents.keys.sorted() == plain.keys.sorted())
    // The input's name and kind stand in the manifest, and its name beside rejected records.
    for (name, bytes) in plain where name != "manifest.json" && !name.hasPrefix("rejected/") {
      #expect(contents[name] == bytes, "\(name)")
    }
  }

  private static func inputHash(_ files: DataSetFiles) throws -> JSONValue {
    let bytes = try FileSystem.bytes(of: files.directory + "/manifest.json")
    return try JSONReader(parsing: bytes.span).value.member("input_hash")
  }

  /// Neither units nor tasks, threads or the way of reading change the input's hash; each change does.
  @Test func theInputsHashIsThatOfItsBytes() throws {
    let directory = try TemporaryDirectory()
    let bytes = try FileSystem.bytes(of: Self.input)
    let gzip = try directory.write(try Compressed.gzip(Self.input), to: "data.gz")
    let zstd = try directory.write(try Compressed.zstd(bytes), to: "data.zst")
    var hashes: Set<String> = []
    for (number, input) in [Self.input, Self.input, gzip, zstd, "-"].enumerated() {
      let size = ["100", "4KiB", "300", "1MiB", "2000"][number]
      let files = try Self.build(
        [input], in: directory, "\(number)", ["--unit-size", size, "--threads", "\(1 + number)"],
        input: input == "-" ? bytes : nil)
      hashes.insert("\(try Self.inputHash(files))")
    }
    #expect(hashes.count == 1)
    let last = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
    let changed = bytes[..<last] + [UInt8(ascii: "!")] + bytes[(last + 1)...]
    for (number, other) in [bytes + [0x0A], Array(changed)].enumerated() {
      let input = try directory.write(other, to: "other-\(number)")
      let files = try Self.build([input], in: directory, "changed-\(number)")
      hashes.insert("\(try Self.inputHash(files))")
    }
    #expect(hashes.count == 3)
  }

  /// Whichever task a record is in, it is the same one: all but the plan, which lists units.
  @Test(arguments: ["50", "300", "1KiB"])
  func numberOfTasksChangesNoRecord(unitSize: String) throws {
    let directory = try TemporaryDirectory()
    let one = try Self.build([Self.input], in: directory, "one").contents()
    let many = try Self.build(
      [Self.input], in: directory, "many", ["--unit-size", unitSize, "--threads", "3"]
    ).contents()
    #expect(one.keys.sorted() == many.keys.sorted())
    for (name, bytes) in one where name.hasPrefix("rejected/") || name == "report.json" {
      #expect(many[name] == bytes, "\(name)")
    }
  }

  /// Pieces through a pipe, and reads that give half of what is asked for.
  @Test(arguments: ["7", "4096", "65537", "half"])
  func sizeOfReadsChangesNoShard(size: String) throws {
    let directory = try TemporaryDirectory()
    let plain = try Self.build([Self.input], in: directory, "plain").contents()
    let files = DataSetFiles(directory: directory.file("other"))
    let build = ["build", "--output", files.directory] + Self.options
    let outcome: Prep.Outcome
    if size == "half" {
      outcome = try Prep.run(
        build + [Self.input], environment: ["PREP_FAIL_POINT": "read:1+:short"])
    } else {
      let script = #"input=$1; size=$2; shift 2; dd if="$input" bs="$size" status=none | "$0" "$@""#
      outcome = try Prep.run(
        "/bin/bash", ["-c", script, Prep.path, Self.input, size] + build + ["-"])
    }
    #expect(outcome.status == 0, "\(outcome.errors)")
    let contents = try files.contents()
    for (name, bytes) in plain
    where size == "half" || (name != "manifest.json" && !name.hasPrefix("rejected/")) {
      #expect(contents[name] == bytes, "\(name)")
    }
  }

  /// The number comes from `PREP_REPEATS`; two where it is not set.
  private static let repeatCount =
    ProcessInfo.processInfo.environment["PREP_REPEATS"].flatMap(Int.init) ?? 2

  /// Builds again and again, two at once, while as many processes as there are cores do nothing but
  /// take time from them.
  @Test func buildsUnderLoadAreAllTheSame() throws {
    let directory = try TemporaryDirectory()
    let loads = (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      // Not longer than the test, whatever ends it.
      process.arguments = ["-c", "while kill -0 $PPID; do :; done"]
      return process
    }
    defer {
      for process in loads where process.isRunning {
        // Not SIGTERM, which the threads that tests run on block, and so what they start.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
    }
    for process in loads { try process.run() }
    let first = try Self.build([Self.input], in: directory, "0", ["--threads", "1"]).contents()
    for number in 1...Self.repeatCount {
      let threads = ["--threads", "\(1 + 3 * number % 8)"]
      let pair = ["a", "b"].map { directory.file("\(number)-\($0)") }
      let script =
        #"out=$1; other=$2; shift 2; "$0" "$@" --output "$out" & "#
        + #""$0" "$@" --output "$other" && wait $!"#
      let outcome = try Prep.run(
        "/bin/bash",
        ["-c", script, Prep.path] + pair + ["build", Self.input] + Self.options + threads)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for path in pair {
        #expect(try DataSetFiles(directory: path).contents() == first, "\(threads)")
      }
    }
  }

  @Test func filesOfADirectoryAreReadInOrderAsOneInput() throws {
    let directory = try TemporaryDirectory()
    let lines = try FileSystem.bytes(of: Self.input)
      .split(separator: 0x0A, omittingEmptySubsequences: false)
    let whole = try Self.build([Self.input], in: directory, "whole")
    for (number, line) in lines.enumerated() {
      try directory.write(Array(line), to: "many/\(number / 10)/\(1000 + number).jsonl")
    }
    let many = try Self.build([directory.file("many")], in: directory, "out")
    #expect(
      try many.records().map(\.inputIds).sorted { $0.lexicographicallyPrecedes($1) }
        == whole.records().map(\.inputIds).sorted { $0.lexicographicallyPrecedes($1) })
    #expect(try many.records().allSatisfy { $0.line == 1 })
    #expect(try many.statistics().recordsIn == whole.statistics().recordsIn)
  }
}
