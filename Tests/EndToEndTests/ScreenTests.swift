import ByteIO
import TestSupport
import Testing

/// What a person sees on a terminal.
@Suite struct ScreenTests {
  /// What a run writes to a terminal of so many columns, standard output and error together.
  private static func screen(
    _ arguments: [String], columnCount: Int = 80, environment: [String: String] = [:]
  )
    throws -> (status: Int, text: String)
  {
    let directory = try TemporaryDirectory()
    let quoted = ([Prep.path] + arguments).map { "'" + $0.replacing("'", with: #"'\''"#) + "'" }
    let command = "stty cols \(columnCount) raw; " + quoted.joined(separator: " ")
    let outcome = try Prep.run(
      "/usr/bin/script", ["-qec", command, "-E", "never", directory.file("typescript")],
      environment: ["TERM": "xterm"].merging(environment) { $1 })
    return (outcome.status, outcome.text)
  }

  /// The lines of progress, each of which takes the place of the one before.
  private static func progress(_ text: String) -> [Substring] {
    text.split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false).dropLast().filter {
      !$0.isEmpty
    }
  }

  @Test(arguments: [80, 40, 20]) func progressFitsTheScreenAndIsCleared(columnCount: Int) throws {
    let directory = try TemporaryDirectory()
    let line = #"{"instruction":"Say \#(String(repeating: "it ", count: 300)).","response":"It."}"#
    let input = try directory.write(String(repeating: line + "\n", count: 40_000), to: "data.jsonl")
    let (status, text) = try Self.screen(
      ["build", input, "--output", directory.file("out"), "--threads", "1"],
      columnCount: columnCount)
    #expect(status == 0)
    let lines = Self.progress(text)
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.count < columnCount, "\(line)")
      #expect(!line.contains("\u{1B}"), "\(line)")
    }
    // The summary begins in a line that was cleared.
    #expect(text.contains("\r\u{1B}[K" + directory.file("out") + ": the data set is done"))
  }

  @Test func aLogOfJSONOrADumbTerminalHasNoLineThatIsRewritten() throws {
    let directory = try TemporaryDirectory()
    let build = ["build", Fixtures.path("documents"), "--output", directory.file("out")]
    for (more, term) in [(["--log-format", "json"], "xterm"), (["--overwrite"], "dumb")] {
      let (status, text) = try Self.screen(build + more, environment: ["TERM": term])
      #expect(status == 0)
      #expect(!text.contains("\u{1B}"), "\(text)")
    }
  }

  /// no-color.org: whatever the variable holds.
  @Test func noCommandColoursWhereNoColorIsSet() throws {
    let directory = try TemporaryDirectory()
    let input = Fixtures.path("documents/instructions.jsonl")
    let output = directory.file("out")
    let commands = [
      ["--help"], ["build", "--help"],
      ["build", input, "--output", output, "--keep-parts", "--quiet"], ["stats", output],
      ["inspect", output], ["inspect", output, "--ids"],
      ["inspect", output, "--rejected", "all"], ["inspect", output, "--source", input + ":1"],
      ["verify", output, "--quiet"], ["stats", output, "--json"],
      ["repack", output, "--output", output + "2", "--seed", "1", "--quiet"],
      ["export", output, "--format", "csv", "--quiet"], ["feed", output, "--batch-size", "1"],
      ["encode", input], ["language", input], ["plan-memory"], ["bench", "encode", input],
      ["stats", output + "x"], ["nosuch"],
    ]
    for command in commands {
      let text = try Self.screen(command, environment: ["NO_COLOR": "1"]).text
      #expect(!text.contains("\u{1B}["), "\(command)")
    }
    // That the same test would see colours.
    let colours = try Self.screen(["stats", output], environment: ["NO_COLOR": ""])
    #expect(colours.text.contains("\u{1B}[1m"))
    #expect(try !Self.screen(["stats", output, "--no-color"]).text.contains("\u{1B}["))
  }
}
