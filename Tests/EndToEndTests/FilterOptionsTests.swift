import ByteIO
import Foundation
import TestSupport
import Testing

/// The language filter's and the quality filter's options on whole builds: what is dropped and why,
/// what the report counts, and that a stopped build reports the same.
@Suite struct FilterOptionsTests {
  private static let lines = #"""
    {"instruction":"Tell me about the history of the city of Rome and of its people.","response":"The city was founded by the people who lived on the hills, and it is one of the oldest in the world."}
    {"instruction":"Translate this sentence into German: The house is old and the garden is large.","response":"Das Haus ist alt und der Garten ist groß, und wir haben ihn sehr gern."}
    {"instruction":"What is the capital of France and why is it known?","response":"Столица Франции — Париж, и он известен своими музеями и башней."}
    {"instruction":"Write a line again and again for me, as it is.","response":"same line here\nsame line here\nsame line here\nsame line here\nsame line here"}
    {"instruction":"Can you help me with this thing that I have to do?","response":"I'm sorry, but as an AI language model I cannot do that for you."}
    {"instruction":"Wie geht es dir heute, mein lieber Freund, und was machst du?","response":"I am doing well, and I hope that you are as well. What would you like to talk about?"}
    {"instruction":"What is the sum of two and of two?","response":"It is four."}

    """#
  private static let patterns =
    "# refusals\nas an ai language model\n/\\bcannot (help|assist)\\b/\n"

  /// What `stats --json` says of filters.
  private struct Filters: Decodable {
    struct Stage: Decodable {
      var after: String
      var records: Int
      var percentOfInput: Double
      var percentOfPrevious: Double
    }
    var qualityRules: [String: Int]
    var funnel: [Stage]
  }

  /// A line of `--language-report`.
  private struct Borderline: Decodable, Equatable {
    var line: Int
    var field: String
    var language: String
    var decision: String
  }

  /// A build of `lines` in `directory` with the language filter and `options`.
  private func build(
    _ directory: TemporaryDirectory, _ options: [String], to name: String = "out"
  ) throws -> (outcome: Prep.Outcome, files: DataSetFiles) {
    let input = try directory.write(Self.lines, to: "data.jsonl")
    let output = directory.file(name)
    let outcome = try Prep.run(["build", input, "--output", output, "--language", "en"] + options)
    return (outcome, DataSetFiles(directory: output))
  }

  @Test func everyDropHasItsRuleAndTheReportAddsUp() throws {
    let directory = try TemporaryDirectory()
    let patterns = try directory.write(Self.patterns, to: "patterns.txt")
    let (outcome, files) = try build(
      directory,
      [
        "--language-policy", "translation", "--reject-patterns", patterns,
        "--max-repeated-lines", "30%", "--min-tokens", "60",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")

    #expect(try files.records().map(\.line).sorted() == [1, 2])
    let rejected = try files.rejected()
    #expect(
      rejected.map { "\($0.line) \($0.reason)" }
        == ["3 language", "4 quality", "5 quality", "6 language", "7 too_short"])
    #expect(rejected[0].detail.contains("response is ru"), "\(rejected[0].detail)")
    #expect(rejected[1].detail.contains("repeated"), "\(rejected[1].detail)")
    #expect(rejected[2].detail.contains("as an ai language model"), "\(rejected[2].detail)")
    #expect(rejected[3].detail.contains("prompt is de"), "\(rejected[3].detail)")

    let statistics = try files.statistics()
    #expect(statistics.recordsRejected == ["language": 2, "quality": 2, "too_short": 1])
    #expect(statistics.languages == ["en": ["en": 1, "de": 1]])
    let json = try Prep.run("stats", files.directory, "--json").output
    let filters = try DataSetFiles.decoder.decode(Filters.self, from: Data(json))
    #expect(filters.qualityRules.values.reduce(0, +) == 2)
    #expect(filters.qualityRules["pattern line 2 'as an ai language model'"] == 1)
    #expect(filters.qualityRules["repeated lines"] == 1)
    let funnel = Dictionary(uniqueKeysWithValues: filters.funnel.map { ($0.after, $0) })
    #expect(funnel["read"]?.records == 7)
    #expect(funnel["language"]?.records == 5)
    #expect(funnel["quality"]?.records == 3)
    #expect(funnel["length"]?.records == 2)
    #expect(funnel["language"]?.percentOfPrevious == 71.43)
    #expect(funnel["quality"]?.percentOfInput == 42.86)
    #expect(filters.funnel.last?.records == statistics.recordsKept)
  }

  @Test func withoutTheTranslationPolicyAnAnswerAskedForIsForeignToo() throws {
    let directory = try TemporaryDirectory()
    let (outcome, files) = try build(directory, [])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try files.rejected().map(\.line) == [2, 3, 6])
    #expect(try files.statistics().recordsRejected == ["language": 3])
  }

  @Test func promptsDoNotCountWhereOnlyTheResponseIsAskedFor() throws {
    let directory = try TemporaryDirectory()
    let (_, files) = try build(directory, ["--language-fields", "response"])
    #expect(try files.rejected().map(\.line) == [2, 3])
    #expect(try files.statistics().languages["de"] == ["en": 1])
  }

  @Test func theLanguageReportNamesTheNearestTexts() throws {
    let directory = try TemporaryDirectory()
    let report = directory.file("borderline.jsonl")
    let (outcome, _) = try build(
      directory, ["--language-policy", "translation", "--language-report", report])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let texts = try Self.borderline(report)
    #expect(
      texts == [
        Borderline(line: 6, field: "prompt 1", language: "de", decision: "drop"),
        Borderline(line: 3, field: "response 1", language: "ru", decision: "drop"),
        Borderline(line: 7, field: "prompt 1", language: "en", decision: "keep"),
        Borderline(line: 2, field: "response 1", language: "de", decision: "keep"),
      ])
  }

  @Test func aStoppedBuildWritesTheSameLanguageReport() throws {
    let directory = try TemporaryDirectory()
    let whole = directory.file("whole.jsonl")
    let resumed = directory.file("resumed.jsonl")
    // Units of one line, so that some are done and some are not.
    let options = ["--unit-size", "200", "--language-report"]
    #expect(try build(directory, options + [whole], to: "whole").outcome.status == 0)
    let input = directory.file("data.jsonl")
    let stopped = try Prep.run(
      ["build", input, "--output", directory.file("out"), "--language", "en", "--threads", "1"]
        + options + [resumed],
      environment: ["PREP_FAIL_POINT": "rename:7:kill"])
    #expect(stopped.status == 137, "\(stopped.status) \(stopped.errors)")
    #expect(!FileSystem.exists(resumed))
    let (again, files) = try build(directory, options + [resumed])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try FileSystem.bytes(of: resumed) == FileSystem.bytes(of: whole))
    #expect(
      try files.contents() == DataSetFiles(directory: directory.file("whole")).contents())
  }

  @Test(arguments: [
    (["--reject-patterns", "nowhere.txt"], 1, "cannot open nowhere.txt"),
    (["--language-engine", "fasttext:nowhere.bin"], 1, "cannot open nowhere.bin"),
    (["--language-engine", "fasttext:data.jsonl"], 1, "data.jsonl: not a model"),
    (["--language-engine", "guess"], 2, "guess"),
    (["--language-policy", "sometimes"], 2, "sometimes"),
    (["--max-repeated-lines", "130%"], 2, "130%"),
    (["--max-lines", "0"], 2, "--max-lines expects 1 to "),
    (["--language-confidence", "2"], 2, "confidence"),
    (["--language-report", ""], 2, "--language-report"),
  ])
  func whatIsWrongIsSaidBeforeAnyWork(
    _ options: [String], _ status: Int, _ message: String
  ) throws {
    let directory = try TemporaryDirectory()
    try directory.write(Self.lines, to: "data.jsonl")
    let outcome = try Prep.run(
      "/bin/sh",
      ["-c", #"cd "$0" && exec "$@""#, directory.path, Prep.path, "build", "data.jsonl"]
        + ["--output", "out", "--language", "en"] + options)
    #expect(outcome.status == status, "\(outcome.status) \(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!FileSystem.exists(directory.file("out")))
  }

  @Test func optionsOfAFilterThatIsOffContradict() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(Self.lines, to: "data.jsonl")
    let output = directory.file("out")
    for options in [
      ["--language-policy", "translation"], ["--language-engine", "cld2"],
      ["--language-report", directory.file("report.jsonl")],
    ] {
      let outcome = try Prep.run(["build", input, "--output", output] + options)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("need --language"), "\(outcome.errors)")
    }
    #expect(!FileSystem.exists(output))
  }

  @Test func aPatternThatIsNoExpressionIsNamedByItsLine() throws {
    let directory = try TemporaryDirectory()
    let patterns = try directory.write("sorry\n/(unclosed/\n", to: "patterns.txt")
    let (outcome, files) = try build(directory, ["--reject-patterns", patterns])
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("patterns.txt:2"), "\(outcome.errors)")
    #expect(!FileSystem.exists(files.directory))
  }

  private static func borderline(_ path: String) throws -> [Borderline] {
    try FileSystem.bytes(of: path).split(separator: 0x0A).map {
      try JSONDecoder().decode(Borderline.self, from: Data($0))
    }
  }
}
