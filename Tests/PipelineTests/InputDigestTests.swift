import ByteIO
import Ingest
import Records
import Shards
import TestSupport
import Testing

@testable import Pipeline

/// The input's hash depends on the bytes of each file, and on nothing else.
@Suite struct InputDigestTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private static let first = Array(TestBuild.records(50).utf8)
  private static let second = Array((TestBuild.records(30, from: 50) + "\n").utf8)

  /// The digest of files of these bytes.
  private func digest(_ files: [[UInt8]]) throws -> Hash128 {
    let paths = try files.enumerated().map { try directory.write($1, to: "\($0)") }
    return try InputDigest.of(try InputCatalog.list(paths), stop: StopFlag())
  }

  /// The definition, of a whole file at once.
  @Test func isTheHashOfNumberLengthAndHashOfEachFile() throws {
    var bytes: [UInt8] = []
    func append(_ word: UInt64) {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    for (number, file) in [(0, Self.first), (2, Self.second)] {
      var hash = PlacedHash()
      hash.add(file.span, at: 0)
      append(UInt64(number))
      append(UInt64(file.count))
      append(UInt64(truncatingIfNeeded: hash.sum))
      append(UInt64(truncatingIfNeeded: hash.sum >> 64))
    }
    #expect(try digest([Self.first, [], Self.second, []]) == Hash128(of: bytes.span))
  }

  @Test func unitsTasksAndThreadsDoNotMatter() throws {
    let expected = try digest([Self.first, Self.second])
    let inputs = try InputCatalog.list([directory.file("0"), directory.file("1")])
    for (unitByteCount, unitsPerTask, threadCount) in [
      (1, 1000, 1), (100, 1, 3), (512, 3, 2), (1000, 1, 1), (1 << 20, 64, 2),
    ] {
      let build = try TestBuild("")
      build.options.reading.unitByteCount = unitByteCount
      build.options.threadCount = threadCount
      let output = OutputDirectory(build.output)
      try output.folder.make()
      try output.parts.makeDirectories()
      let receipts = try EncodeStage(
        options: build.options, output: output, vocabulary: build.tokenizer.vocabulary,
        progress: Progress(), stop: StopFlag()
      ).run(
        inputs,
        try InputTasks.list(inputs, unitByteCount: unitByteCount, unitsPerTask: unitsPerTask)
      ).receipts
      #expect(InputDigest.of(receipts) == expected, "units of \(unitByteCount)")
      #expect(InputDigest.of(receipts.shuffled()) == expected)
      #expect(InputDigest.of(receipts.dropLast()) != expected)
    }
  }

  @Test func anyChangeMatters() throws {
    let expected = try digest([Self.first, Self.second])
    var seen: Set<Hash128> = [expected]
    func expectOther(_ files: [[UInt8]], _ what: Comment) throws {
      let isNew = seen.insert(try digest(files)).inserted
      #expect(isNew, what)
    }
    for index in stride(from: 0, to: Self.first.count, by: 97) {
      var changed = Self.first
      changed[index] ^= 1
      try expectOther([changed, Self.second], "byte \(index)")
    }
    var lines = Self.first.split(separator: 0x0A)
    lines.swapAt(3, 4)
    try expectOther(
      [Array(lines.joined(separator: [0x0A])) + [0x0A], Self.second], "two lines swapped")
    try expectOther([Self.first, Self.second.dropLast()], "an empty line less at the end")
    try expectOther([Self.first, Self.second + [0x0A]], "an empty line more")
    try expectOther([Self.first, Self.second + [0]], "a zero more")
    try expectOther([[0x0A] + Self.first, Self.second], "an empty line before")
    try expectOther([Self.second, Self.first], "files swapped")
    try expectOther([Self.first + Self.second], "files joined")
    try expectOther([Self.first], "a file less")
    try expectOther([Self.first, [], Self.second], "an empty file between")
    try expectOther(
      [Self.first.dropLast(), [0x0A] + Self.second], "a byte moved to the next file")
    #expect(try digest([Self.first, Self.second, []]) == expected)
  }
}
