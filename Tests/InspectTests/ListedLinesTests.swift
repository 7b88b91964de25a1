import ByteIO
import TestSupport
import Testing

@testable import Inspect

/// Lines of a file that is read a chunk at a time, against those of its bytes at once.
@Suite struct ListedLinesTests {
  /// What the lines are, found in all bytes at once.
  private func expected(_ bytes: [UInt8]) -> [[UInt8]] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    return lines.last?.isEmpty == true ? lines.dropLast() : lines
  }

  private func lines(of bytes: [UInt8]) throws -> [[UInt8]] {
    let directory = try TemporaryDirectory()
    try directory.write(bytes, to: "lines")
    var lines = try ListedLines(
      directory.place("lines"), byteCount: UInt64(bytes.count), hash: Hash128(of: bytes.span))
    var found: [[UInt8]] = []
    while try lines.next() {
      let text = lines.text
      found.append(text.indices.map { text[$0] })
      #expect(lines.number == found.count)
    }
    return found
  }

  @Test(arguments: ["", "\n", "a", "a\n", "\n\na", "a\r\n\nb\n\n"])
  func shortFilesHaveTheLinesOfTheirBytes(_ text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try lines(of: bytes) == expected(bytes))
  }

  @Test func linesMayLieAcrossChunks() throws {
    var random = SeededGenerator(seed: 1)
    let chunk = 256 << 10
    for byteCount in [chunk - 1, chunk, chunk + 1, 3 * chunk] {
      var bytes = [UInt8](repeating: 0x61, count: byteCount)
      for place in [chunk - 1, chunk, chunk + 1] where place < byteCount {
        if Bool.random(using: &random) { bytes[place] = 0x0A }
      }
      for _ in 0..<5 { bytes[Int.random(in: 0..<byteCount, using: &random)] = 0x0A }
      #expect(try lines(of: bytes) == expected(bytes))
    }
  }
}
