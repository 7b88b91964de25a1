import ByteIO
import Foundation
import TestSupport
import Testing

/// Conversations with tools, row for row as the stock chat template renders them.
@Suite struct ToolTests {
  private struct Row: Decodable, Equatable {
    var line: Int
    var input_ids: [Int]
    var labels: [Int]
  }

  private static func rows(_ bytes: [UInt8]) throws -> [Row] {
    try bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Row.self, from: Data($0))
    }
  }

  @Test func rowsAreThoseOfTheStockTemplate() throws {
    let directory = try TemporaryDirectory()
    let built = try Prep.run(
      "build", Fixtures.path("tools/conversations.jsonl"), "--output", directory.file("out"))
    #expect(built.status == 0, "\(built.errors)")
    let exported = try Prep.run(
      "export", directory.file("out"), "--format", "jsonl", "--unpacked")
    let expected = try Self.rows(FileSystem.bytes(of: Fixtures.path("tools/golden.jsonl")))
    #expect(expected.count == 7)
    #expect(try Self.rows(exported.output) == expected)
    let rejected = try DataSetFiles(directory: directory.file("out")).rejected()
    #expect(rejected.map(\.line) == [7, 8])
    #expect(rejected.map(\.reason) == ["template_error", "template_error"])
  }
}
