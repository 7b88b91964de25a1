import ByteIO
import Foundation
import TestSupport
import Testing

/// The commands beside `build`, as scripts call them.
@Suite struct CommandTests {
  private static func built(in directory: TemporaryDirectory) throws -> String {
    let output = directory.file("out")
    let outcome = try Prep.run(
      "build", Fixtures.path("documents/instructions.jsonl"), "--output", output,
      "--language", "en", "--dedup", "exact")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return output
  }

  @Test func encodeAndDecodeAreEachOthersReverse() throws {
    let text = "Grüße, 東京! <|eot_id|>\n\t def f(x): return x  # 🙂\n"
    let encoded = try Prep.run(["encode"], input: Array(text.utf8))
    #expect(encoded.status == 0)
    #expect(encoded.text.hasPrefix("["))
    #expect(encoded.text.hasSuffix("]\n"))
    let decoded = try Prep.run(["decode"], input: encoded.output)
    #expect(decoded.output == Array(text.utf8))
  }

  @Test func encodeKnowsTheIds() throws {
    let outcome = try Prep.run(["encode"], input: Array("Hello, world!".utf8))
    #expect(outcome.text == "[9906,11,1917,0]\n")
  }

  @Test func jsonLinesAreOneTextALine() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("\"a\\nb\"\n\"\"\n\"Hello, world!\"\n", to: "texts.jsonl")
    let encoded = try Prep.run("encode", file, "--json-lines")
    let lines = encoded.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1] == "[]")
    #expect(lines[2] == "[9906,11,1917,0]")
    let decoded = try Prep.run(["decode", "--json-lines"], input: encoded.output)
    #expect(decoded.text == "\"a\\nb\"\n\"\"\n\"Hello, world!\"\n")
  }

  @Test func idOutsideTheVocabularyIsAnError() throws {
    let outcome = try Prep.run(["decode"], input: Array("[1,2,999999]".utf8))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("999999"), "\(outcome.errors)")
  }

  @Test func languageAnswersLineByLine() throws {
    struct Answer: Decodable {
      var language: String
      var confidence: Double
      var decision: String
      var why: String
    }
    let texts = [
      "How do I bake bread at home without a machine?", "Как испечь хлеб дома без машины?", "7",
    ]
    let input = try texts.map {
      String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n"
    }.joined()
    let outcome = try Prep.run(
      ["language", "--json-lines", "--wanted", "en"], input: Array(input.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answers = try DataSetFiles.lines(outcome.output, of: Answer.self)
    #expect(answers.map(\.language) == ["en", "ru", "und"])
    #expect(answers.map(\.decision) == ["keep", "drop", "keep"])
    #expect(answers.allSatisfy { !$0.why.isEmpty && (0...1).contains($0.confidence) })
  }

  @Test func benchEncodePrintsItsFigures() throws {
    struct Figures: Decodable {
      var bytes: Int
      var tokens: Int
      var seconds: Double
      var megabytesPerSecond: Double
    }
    let directory = try TemporaryDirectory()
    let file = try directory.write(String(repeating: "Hello, world! ", count: 1000), to: "text")
    let outcome = try Prep.run("bench", "encode", file, "--json")
    let figures = try DataSetFiles.decoder.decode(Figures.self, from: Data(outcome.output))
    #expect(figures.bytes == 14_000)
    #expect(figures.tokens == 4_001)
    #expect(figures.seconds > 0)
    #expect(figures.megabytesPerSecond > 0)
  }

  @Test func inspectMarksWhatIsTrained() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let plain = try Prep.run("inspect", output, "--row", "0", "--no-color")
    #expect(plain.status == 0, "\(plain.errors)")
    #expect(plain.text.contains("⟦"))
    #expect(plain.text.contains("<|eot_id|>⟧"))
    #expect(plain.text.contains("<|start_header_id|>assistant<|end_header_id|>"))
    #expect(!plain.text.contains("\u{1B}["))
    let ids = try Prep.run("inspect", output, "--row", "0", "--ids")
    #expect(ids.text.contains("128000"))
    #expect(ids.text.contains("-100"))
  }

  /// To look at all that is trained for each segment would take minutes here.
  @Test func inspectShowsARowOfManySegments() throws {
    let directory = try TemporaryDirectory()
    let line = #"{"text":"a"}"# + "\n"
    let input = try directory.write(String(repeating: line, count: 15_000), to: "tiny.jsonl")
    let output = directory.file("out")
    let built = try Prep.run(
      "build", input, "--output", output, "--sequence-length", "65536", "--template", "none",
      "--quiet")
    #expect(built.status == 0, "\(built.errors)")
    let row = try Prep.run("inspect", output, "--no-color")
    #expect(row.status == 0, "\(row.errors)")
    #expect(row.text.contains("15000 records"))
    #expect(row.text.utf8.count { $0 == UInt8(ascii: "[") } == 15_000)
  }

  @Test func inspectFindsARecordByItsPlace() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let file = Fixtures.path("documents/instructions.jsonl")
    let kept = try Prep.run("inspect", output, "--source", "\(file):1")
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(kept.text.contains("instructions.jsonl:1"))
    let rejected = try Prep.run("inspect", output, "--source", "\(file):58")
    #expect(rejected.text.contains("empty_field"), "\(rejected.text)\(rejected.errors)")
    let blank = try Prep.run("inspect", output, "--source", "\(file):61")
    #expect(blank.status != 0)
  }

  @Test func inspectListsRejectedRecordsByReason() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let listing = try Prep.run("inspect", output, "--rejected", "malformed_json")
    #expect(listing.status == 0)
    #expect(listing.text.contains("instructions.jsonl:60"), "\(listing.text)")
    let wrong = try Prep.run("inspect", output, "--rejected", "malformed_jsn")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("malformed_json"), "\(wrong.errors)")
  }

  @Test func exportWritesAFileWhole() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let path = directory.file("rows.jsonl")
    #expect(
      try Prep.run("export", output, "--format", "jsonl", "--output", path).status == 0)
    let printed = try Prep.run("export", output, "--format", "jsonl")
    #expect(try FileSystem.bytes(of: path) == printed.output)
    #expect(!printed.output.isEmpty)
  }

  @Test func standardOutputThatIsClosedEarlyIsNoCrash() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let outcome = try Prep.run(
      "/bin/bash",
      [
        "-c", #""$0" export "$1" --format jsonl | head -c 10; exit ${PIPESTATUS[0]}"#, Prep.path,
        output,
      ])
    // Ended by SIGPIPE, as other tools are, or told of it.
    #expect([0, 1, 141].contains(outcome.status), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Fatal"), "\(outcome.errors)")
  }

  @Test func namesAndTextsFromRecordsCannotDriveTheTerminal() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      #"{"instruction":"a\u001b[2Jb","response":"c\u202ed\u0007","source_dataset":"\u001b]0;x"}"#
        + "\n" + #"{"instruction":"\u001b[31m","response":7}"# + "\n", to: "data.jsonl")
    let output = directory.file("out")
    #expect(try Prep.run("build", input, "--output", output).status == 0)
    for arguments in [
      ["stats", output], ["inspect", output, "--no-color"], ["inspect", output, "--ids"],
      ["inspect", output, "--rejected", "all", "--no-color"],
    ] {
      let text = try Prep.run(arguments).text
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E)
        }, "\(arguments)")
    }
    #expect(try Prep.run("inspect", output, "--no-color").text.contains("a␛[2Jb"))
  }

  @Test func exportReplacesNoDeviceDirectoryOrFileOfTheDataSet() throws {
    let directory = try TemporaryDirectory()
    let output = try Self.built(in: directory)
    let pipe = directory.file("pipe")
    try directory.makePipe("pipe")
    for (target, status) in [(pipe, 1), (directory.path, 1), (output + "/plan", 2)] {
      let outcome = try Prep.run("export", output, "--format", "jsonl", "--output", target)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.errors.contains(target), "\(outcome.errors)")
    }
    #expect(FileSystem.kind(of: pipe) == .other)
    #expect(try Prep.run("verify", output).status == 0)
  }
}
