import ByteIO
import Pipeline
import Planner
import Records
import TestSupport
import Testing

/// What stands in `rejected/`.
@Suite struct RejectedTests {
  private static func rejected(_ build: TestBuild) throws -> [JSONReader] {
    try FileSystem.bytes(of: build.output + "/rejected/00000.jsonl").split(separator: 0x0A).map {
      try JSONReader(parsing: Array($0).span)
    }
  }

  @Test func placeOfEachLineIsItsPlaceInTheFile() throws {
    let text = TestBuild.records(200)
    let build = try TestBuild(text)
    try build.run()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rejected = try Self.rejected(build)
    #expect(rejected.count == 9)
    for record in rejected {
      let line: Int = try record["line"].integer()
      let offset: Int = try record["byte_offset"].integer()
      #expect(String(lines[line - 1]) == (try record["raw"].string()))
      let before = lines[..<(line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
      #expect(offset == before)
    }
  }

  @Test func longLineIsCutAtACharacter() throws {
    // 65,536 bytes are kept: an odd number of two-byte characters after one byte does not fit.
    let long = "{" + String(repeating: "é", count: 40_000)
    let build = try TestBuild(long + "\n")
    try build.run()
    let record = try #require(try Self.rejected(build).first)
    let raw = try record["raw"].string()
    #expect(try record["raw_is_cut"].boolean())
    #expect(raw.utf8.count == 65_535)
    #expect(long.hasPrefix(raw))
    let byteCount: Int = try record["byte_count"].integer()
    #expect(byteCount == long.utf8.count)
  }

  @Test func duplicatesOverUnitsAndFilesNameTheFirst() throws {
    let build = try TestBuild(TestBuild.records(100))
    build.options.inputs.append(
      try build.directory.write(TestBuild.records(100), to: "second.jsonl"))
    build.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    try build.run()
    let duplicates = try Self.rejected(build).filter {
      try $0["reason"].string() == RejectionReason.duplicate.rawValue
    }
    // All sound lines of the second file, and the repeated one within the first.
    let soundPerFile = (0..<100).count { $0 % 23 != 7 }
    let repeated = (0..<100).count { $0 % 23 == 9 }
    #expect(duplicates.count == soundPerFile + repeated - 1)
    for record in duplicates {
      let winner = try record["winner"]
      #expect(try winner["file"].string() == build.options.inputs[0])
      if try record["file"].string() == build.options.inputs[1] {
        let line: Int = try record["line"].integer()
        let first: Int = try winner["line"].integer()
        #expect(line % 23 == 10 ? first == 10 : first == line)
      }
    }
  }
}
