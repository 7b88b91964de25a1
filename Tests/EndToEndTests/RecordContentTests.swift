import ByteIO
import TestSupport
import Testing

/// Records as people have them, in `fixtures/records`: nothing of one vanishes in silence, and nothing
/// is trained that was marked not to be.
@Suite struct RecordContentTests {
  private struct Built {
    let directory: TemporaryDirectory
    let outcome: Prep.Outcome
    let files: DataSetFiles

    init(_ name: String, _ options: String...) throws {
      directory = try TemporaryDirectory()
      files = DataSetFiles(directory: directory.file("out"))
      outcome = try Prep.run(
        ["build", Fixtures.path("records/\(name).jsonl"), "--output", files.directory] + options)
    }

    /// What `inspect` shows of line `line`: from the first turn on, trained text in its brackets.
    func shown(_ name: String, line: Int = 1) throws -> String {
      let source = "\(Fixtures.path("records/\(name).jsonl")):\(line)"
      let shown = try Prep.run(
        "inspect", files.directory, "--source", source, "--no-color"
      ).text
      return shown.replacing("<|start_header_id|>", with: "").replacing(
        "<|end_header_id|>\n\n", with: ": ")
    }
  }

  @Test func passagesArePartOfThePrompt() throws {
    let built = try Built("context")
    #expect(built.outcome.status == 0)
    #expect(
      try built.shown("context").contains(
        "user: Who founded it?\n\nAcme was founded by Ann in 1970.<|eot_id|>"))
    #expect(
      try Built("input-and-response").shown("input-and-response").contains(
        "user: Translate.\n\nGuten Tag<|eot_id|>\nassistant: ⟦Good day<|eot_id|>⟧"))
    let mapped = try Built("context", "--map", "input=context", "--map", "output=response")
    #expect(try mapped.shown("context").contains("Acme was founded"))
    #expect(try mapped.files.statistics().forms == ["alpaca": 1])
  }

  @Test func systemPromptsOfRecords() throws {
    let built = try Built("system-prompts")
    for line in 1...3 {
      #expect(try built.shown("system-prompts", line: line).contains("\n\nBe terse.<|eot_id|>"))
    }
    #expect(try built.files.statistics().unreadFields == [:])
  }

  @Test func listsOfPromptAndCompletion() throws {
    let name = "prompt-and-completion-lists"
    #expect(
      try Built(name).shown(name).contains("user: Hi<|eot_id|>\nassistant: ⟦Hello<|eot_id|>⟧"))
  }

  @Test func markedTurnsAreNotTrained() throws {
    for options in [[], ["--train-on", "all"]] {
      let directory = try TemporaryDirectory()
      let input = Fixtures.path("records/marked-turns.jsonl")
      let outcome = try Prep.run(
        ["build", input, "--output", directory.file("out"), "--dedup", "none"] + options)
      #expect(outcome.text.contains("3 answers that their records mark"), "\(outcome.text)")
      let files = DataSetFiles(directory: directory.file("out"))
      #expect(try files.statistics().untrainedTurns == 3)
      let bad: UInt32 = 14176
      for record in try files.records() {
        #expect(record.inputIds.contains(Int(bad)))
        #expect(!record.labels.contains(Int(bad)))
      }
    }
    let plain = try Built("marked-turns")
    #expect(
      try plain.shown("marked-turns").contains("assistant: bad<|eot_id|>\nuser: again"))
  }

  @Test func thoughtsAreCountedAndWrittenWhereAsked() throws {
    let dropped = try Built("thoughts", "--dedup", "none")
    let statistics = try dropped.files.statistics()
    #expect(statistics.thoughts == 1)
    #expect(statistics.emptyThoughts == 1)
    #expect(statistics.recordsRejected == ["missing_field": 1])
    #expect(dropped.outcome.text.contains("1 answers with thoughts"))
    for line in [1, 3] {
      #expect(try dropped.shown("thoughts", line: line).contains("assistant: ⟦63<|eot_id|>⟧"))
    }
    let kept = try Built("thoughts", "--reasoning", "keep")
    #expect(
      try kept.shown("thoughts").contains(
        "assistant: ⟦<think>\n9*7 = 63.\n</think>\n\n63<|eot_id|>⟧"))
    #expect(try kept.shown("thoughts", line: 3).contains("assistant: ⟦63<|eot_id|>⟧"))
    // Equal rows are duplicates, and others are not.
    let equal = try Built("thoughts", "--dedup", "exact")
    #expect(
      try equal.files.statistics().recordsRejected == ["missing_field": 1, "duplicate": 1])
    let unequal = try Built("thoughts", "--dedup", "exact", "--reasoning", "last")
    #expect(try unequal.files.statistics().recordsRejected == ["missing_field": 1])
  }

  @Test func callsAsOlderListsSpellThem() throws {
    let built = try Built("older-calls")
    let statistics = try built.files.statistics()
    #expect(statistics.recordsKept == 4)
    #expect(statistics.omittedTexts == 1)
    #expect(statistics.unreadFields == ["messages[].name": 2])
    #expect(
      try built.shown("older-calls", line: 3).contains(
        "assistant: ⟦{\"name\": \"f\", \"parameters\": {\"a\": 1}}<|eot_id|>⟧\nipython: \"1\""))
  }

  // MARK: Fields that nothing reads

  @Test func unreadFieldsAreSaidAndMayEndTheBuild() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      #"{"prompt":"q","completion":"a","notes":"x","id":1}"# + "\n", to: "data.jsonl")
    let build = ["build", input, "--output", directory.file("out"), "--overwrite"]
    let counted = try Prep.run(build)
    #expect(counted.text.contains("fields that nothing reads: notes 1"), "\(counted.text)")
    let files = DataSetFiles(directory: directory.file("out"))
    #expect(try files.statistics().unreadFields == ["notes": 1])
    #expect(try Prep.run("stats", directory.file("out")).text.contains("notes"))

    let rejected = try Prep.run(build + ["--unread", "reject"])
    #expect(rejected.status == 3)
    #expect(try files.rejected().map(\.reason) == ["unknown_schema"])

    let ended = try Prep.run(build + ["--unread", "error"])
    #expect(ended.status == 3)
    #expect(ended.errors.contains("'notes' in 1"), "\(ended.errors)")
    #expect(!FileSystem.exists(directory.file("out") + "/manifest.json"))
  }
}
