import ByteIO
import Foundation
import TestSupport
import Testing

/// Mistakes of whole pipelines that other tools are known for: none of them is made here.
@Suite struct PitfallTests {
  private func build(
    _ lines: [String], _ options: String...
  ) throws -> (files: DataSetFiles, directory: TemporaryDirectory) {
    let directory = try TemporaryDirectory()
    let input = try directory.write(lines.joined(separator: "\n") + "\n", to: "input.jsonl")
    let output = directory.file("out")
    let outcome = try Prep.run(["build", input, "--output", output] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return (DataSetFiles(directory: output), directory)
  }

  private func chat(_ user: String, _ answer: String, more: String = "") -> String {
    #"{"messages":[{"role":"user","content":"\#(user)"},"#
      + #"{"role":"assistant","content":"\#(answer)"}]\#(more)}"#
  }

  /// The template prints a preamble of 56 tokens for a list of no tools.
  @Test func anEmptyListOfToolsAddsNothing() throws {
    let built = try build([chat("x", "y"), chat("x", "y", more: #","tools":[]"#)])
    let records = try built.files.records()
    #expect(records.map(\.inputIds.count) == [38, 38])
    #expect(records[0].inputIds == records[1].inputIds)
  }

  /// Templates without generation marks give masks of zeros, and nothing says so.
  @Test func noKeptRecordIsWithoutTrainedTokens() throws {
    let built = try build([
      chat("x", "y"), #"{"messages":[{"role":"user","content":"nobody answers"}]}"#,
    ])
    #expect(try built.files.records().allSatisfy { $0.labels.contains { $0 != -100 } })
    #expect(try built.files.rejected().map(\.reason) == ["no_trained_tokens"])
  }

  /// Packing that concatenates loses masks, and lets records see each other.
  @Test func packingKeepsMasksAndBorders() throws {
    let built = try build((0..<40).map { chat("question \($0)", "answer \($0)") })
    let records = try built.files.records()
    let masks = Set(records.map(\.labels))
    var segmentCount = 0
    for row in try built.files.rows() {
      var start = 0
      for length in row.segmentLengths {
        let labels = Array(row.labels[start..<(start + length)])
        #expect(masks.contains(labels))
        // No record's end predicts the beginning of the next.
        #expect(labels.first == -100)
        #expect(row.inputIds[start] == 128000)
        start += length
        segmentCount += 1
      }
      #expect(row.labels[start...].allSatisfy { $0 == -100 })
    }
    #expect(segmentCount == 40)
  }

  /// Truncation that leaves only what is masked gives a loss of 0, or of NaN.
  @Test func nothingIsCutInSilenceAndNoPromptStandsAlone() throws {
    let long = String(repeating: "word ", count: 300)
    let lines = [chat(long, "y"), chat("x", long), chat("x", "y")]
    let dropped = try build(lines, "--sequence-length", "128")
    #expect(try dropped.files.rejected().map(\.reason) == ["too_long", "too_long"])
    let cut = try build(lines, "--sequence-length", "128", "--overlong", "truncate")
    #expect(try cut.files.rejected().map(\.line) == [1])
    let statistics = try cut.files.statistics()
    #expect(statistics.truncatedRecords == 1)
    #expect(statistics.truncatedTokens > 200)
    // An answer that was cut off does not end its turn.
    let truncated = try #require(try cut.files.records().first { $0.line == 2 })
    #expect(truncated.inputIds.count == 128)
    #expect(!truncated.labels.contains(128009))
  }

  /// A row length of a power of two, and a record of one token more.
  @Test func aRecordOfOneTokenTooManyIsTheOnlyOneThatDoesNotFit() throws {
    let words = (90...100).map { chat("x", String(repeating: "a ", count: $0)) }
    let whole = try build(words)
    let lengths = try whole.files.records().map(\.inputIds.count)
    let length = lengths[4]
    let built = try build(words, "--sequence-length", String(length))
    #expect(try built.files.records().map(\.inputIds.count) == Array(lengths[...4]))
    #expect(try built.files.rejected().count == 6)
  }

  /// Which variant of a template a data set was made with is not to be guessed.
  @Test func theManifestNamesTheTemplateAndItsFingerprint() throws {
    struct Manifest: Decodable {
      struct Template: Decodable {
        var name: String
        var version: String
        var date: String
      }
      var template: Template
    }
    for (name, fingerprint) in [
      ("llama-3.1", "1:e10ca381b1ccc5cf"), ("llama-3", "1:ba03a121d097859c"),
      ("llama-3.3", "1:e10ca381b1ccc5cf"),
    ] {
      let built = try build([chat("x", "y")], "--template", name, "--date", "1 Jan 2025")
      let bytes = try FileSystem.bytes(of: built.files.directory + "/manifest.json")
      let template = try DataSetFiles.decoder.decode(Manifest.self, from: Data(bytes)).template
      #expect(template.name == name)
      #expect(template.version == fingerprint)
      #expect(template.date == "1 Jan 2025")
    }
  }

  /// Text beside a tool call is left out by the template, and nobody says so.
  @Test func textBesideAToolCallIsInTheReport() throws {
    let call = #""tool_calls":[{"function":{"name":"f","arguments":{}}}]"#
    let built = try build([
      #"{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"Let me look.",\#(call)}]}"#,
      #"{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"",\#(call)}]}"#,
    ])
    #expect(try built.files.statistics().omittedTexts == 1)
    #expect(try Prep.run("stats", built.files.directory).text.contains("texts beside tool calls"))
  }
}
