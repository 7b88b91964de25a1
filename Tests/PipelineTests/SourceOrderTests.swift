import ByteIO
import Pipeline
import TestSupport
import Testing

/// The order of sources in the report.
@Suite struct SourceOrderTests {
  /// The sources that the report of a build of records of these sources names, in its order.
  private static func reported(_ sources: [String]) throws -> [String] {
    let lines = sources.map { source in
      JSONWriter.line(
        ["instruction": "Who?", "response": "I.", "source_dataset": .string(source)]) + "\n"
    }
    let build = try TestBuild(lines.joined())
    try build.run()
    let bytes = try FileSystem.bytes(of: build.output + "/report.json")
    return try JSONReader(parsing: bytes.span)["sources"].members().map(\.key)
  }

  @Test func sourcesStandInTheOrderOfTheirUTF8() throws {
    let sources = ["b", "é", "a", "", "😀", "\u{FB03}", "ab", "e\u{301}", "B"]
    let sorted = sources.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(try Self.reported(sources).map { Array($0.utf8) } == sorted)
  }

  /// To bring the marks into an order would take minutes.
  ///
  /// Names of this length are added up.
  @Test func namesOfManyMarksAreCompared() throws {
    let long = "a" + String(repeating: "\u{301}\u{323}", count: 300_000)
    #expect(try Self.reported([long + "\u{323}", "b", long + "\u{301}"]) == ["b"])
  }
}
