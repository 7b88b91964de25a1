import ByteIO
import TestSupport
import Testing

/// `--map`, `--system` and `--where`, on the command line and in the configuration file.
@Suite struct RecordOptionsTests {
  private static let lines = #"""
    {"q":"One?","a":{"text":"1"},"score":7}
    {"q":"Two?","a":{"text":"2"},"score":6}
    {"q":"Three?","a":{"text":"3"}}
    """#
  private static let options = [
    "--map", "instruction=q", "--map", "response=a.text", "--system", "Count.", "--where",
    "score >= 7",
  ]

  @Test func recordsAreReadAsTheOptionsSay() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.lines, to: "input.jsonl")
    let built = try Prep.run(["build", input, "--output", directory.file("out")] + Self.options)
    #expect(built.status == 0, "\(built.errors)")
    let files = DataSetFiles(directory: directory.file("out"))
    #expect(try files.rejected().map(\.reason) == ["excluded", "excluded"])
    let records = try files.records()
    #expect(records.map(\.line) == [1])

    let plain = try directory.write(
      #"{"messages":[{"role":"system","content":"Count."},{"role":"user","content":"One?"},"#
        + #"{"role":"assistant","content":"1"}]}"#, to: "plain.jsonl")
    #expect(try Prep.run("build", plain, "--output", directory.file("plain")).status == 0)
    let expected = try DataSetFiles(directory: directory.file("plain")).records()
    #expect(records.map(\.inputIds) == expected.map(\.inputIds))
    #expect(records.map(\.labels) == expected.map(\.labels))
  }

  @Test func theConfigurationFileSaysTheSame() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.lines, to: "input.jsonl")
    let configuration = try directory.write(
      "map: {instruction: q, response: a.text}\nsystem: Count.\nwhere: score >= 7\n",
      to: "prep.yaml")
    let output = directory.file("out")
    #expect(try Prep.run(["build", input, "--output", output] + Self.options).status == 0)
    // The same build: nothing is left to do, and nothing is to be overwritten.
    let again = try Prep.run("build", input, "--output", output, "--config", configuration)
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test(arguments: [["--where", "score >= 6"], ["--system", "Other."], ["--map", "source=q"]])
  func theyArePartOfTheBuildsIdentity(_ other: [String]) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.lines, to: "input.jsonl")
    let base = ["build", input, "--output", directory.file("out")]
    let fields = ["--map", "instruction=q", "--map", "response=a.text"]
    #expect(try Prep.run(base + fields).status == 0)
    let second = try Prep.run(base + fields + other)
    #expect(second.status != 0)
    #expect(second.errors.contains(String(other[0].dropFirst(2))), "\(second.errors)")
  }

  @Test(
    arguments: [
      (["--where", "score >="], "--where: expected a number"),
      (["--map", "respons=a"], "--map: there is no field 'respons'"),
      (["--system", " "], "--system expects a text"),
    ])
  func whatIsWrongWithThemIsWrongUsage(_ options: [String], _ message: String) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.lines, to: "input.jsonl")
    let built = try Prep.run(["build", input, "--output", directory.file("out")] + options)
    #expect(built.status == 2)
    #expect(built.errors.contains(message), "\(built.errors)")
  }
}
