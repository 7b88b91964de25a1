import ByteIO
import TestSupport
import Testing

/// `--overlong split`, as a user meets it.
@Suite struct SplitTests {
  private let directory: TemporaryDirectory
  private let input: String
  private let files: DataSetFiles

  /// Conversations of one to eleven exchanges, some with a system prompt, some with tools.
  private init() throws {
    directory = try TemporaryDirectory()
    var random = SeededGenerator(seed: 5)
    var lines = ""
    for record in 0..<40 {
      var messages: [String] = []
      if record % 3 == 0 { messages.append(#"{"role":"system","content":"Be brief."}"#) }
      for turn in 0..<(record % 11 + 1) {
        let words = String(repeating: "word ", count: Int.random(in: 1...50, using: &random))
        messages.append(#"{"role":"user","content":"Question \#(turn) \#(words)"}"#)
        messages.append(
          #"{"role":"assistant","content":"Answer \#(turn) of \#(record) \#(words)"}"#)
      }
      let tools = record % 4 == 0 ? #","tools":[{"name":"f"}]"# : ""
      lines += #"{"messages":[\#(messages.joined(separator: ","))]\#(tools)}"# + "\n"
    }
    // No question of it fits, and one that is no conversation.
    let long = String(repeating: "long ", count: 400)
    lines +=
      #"{"messages":[{"role":"user","content":"\#(long)"},{"role":"assistant","content":"a"}]}"#
    lines += "\n" + #"{"text":"\#(long)"}"# + "\n"
    input = try directory.write(lines, to: "chats.jsonl")
    files = DataSetFiles(directory: directory.file("out"))
  }

  private func build(_ options: [String], to output: String = "out") throws {
    let outcome = try Prep.run(
      ["build", input, "--output", directory.file(output), "--sequence-length", "256"] + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [["--pack", "best-fit"], ["--pack", "none"], ["--train-on", "all"]])
  func figuresAddUp(options: [String]) throws {
    try build(["--overlong", "split", "--validation", "20%"] + options)
    let statistics = try files.statistics()
    let rows = try files.rows()
    let records = try files.records()
    #expect(statistics.recordsIn == 42)
    #expect(statistics.recordsKept == 40)
    #expect(statistics.recordsRejected == ["too_long": 2])
    // A record counts once, however many parts it has.
    #expect(Set(records.map(\.line)).count == 40)
    let parts = records.filter { $0.part != nil }
    #expect(parts.count == statistics.splitParts)
    #expect(Set(parts.map(\.line)).count == statistics.splitRecords)
    #expect(statistics.splitRecords > 20)
    #expect(statistics.truncatedTokens == 0)
    #expect(statistics.tokens == records.reduce(0) { $0 + $1.inputIds.count })
    #expect(
      statistics.tokens
        == statistics.templateTokens + statistics.promptTokens + statistics.trainedTokens)
    let trained = rows.reduce(0) { $0 + $1.labels.count { label in label != -100 } }
    #expect(statistics.trainedTokens == trained)
    #expect(statistics.sources.values.reduce(0) { $0 + $1.tokens } == statistics.tokens)
    #expect(statistics.sources.values.reduce(0) { $0 + $1.trainedTokens } == trained)

    // Nothing but the heads is there twice.
    try build(["--overlong", "drop", "--sequence-length", "8192"] + options, to: "whole")
    let whole = try DataSetFiles(directory: directory.file("whole")).statistics()
    let dropped = try DataSetFiles(directory: directory.file("whole")).records().filter {
      $0.line > 40
    }.reduce(0) { $0 + $1.inputIds.count }
    #expect(statistics.tokens - statistics.repeatedTokens == whole.tokens - dropped)
    #expect(try Prep.run("verify", files.directory).status == 0)
  }

  @Test func partsAreConversationsOfTheirOwn() throws {
    try build(["--overlong", "split"])
    for part in try files.records() where part.part != nil {
      #expect(part.inputIds.count <= 256)
      #expect(part.inputIds.count { $0 == 128000 } == 1 && part.inputIds.first == 128000)
      #expect(part.inputIds.last == 128009)
      #expect(part.labels.contains(128009))
      #expect(part.labels.first == -100)
      // Labels stand where their tokens are.
      #expect(zip(part.inputIds, part.labels).allSatisfy { $1 == -100 || $0 == $1 })
    }
  }

  @Test func everyPartIsAWholeSegmentOfItsRow() throws {
    try build(["--overlong", "split"])
    var segments: [[Int]] = []
    for row in try files.rows() {
      var start = 0
      for length in row.segmentLengths {
        segments.append(Array(row.inputIds[start..<(start + length)]))
        start += length
      }
    }
    #expect(
      segments.sorted { $0.lexicographicallyPrecedes($1) }
        == (try files.records()).map(\.inputIds).sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func oneRecordsPartsStandOnOneSide() throws {
    try build(["--overlong", "split", "--validation", "30%"])
    func lines(_ split: String) throws -> Set<Int> {
      let outcome = try Prep.run(
        "export", files.directory, "--format", "jsonl", "--unpacked", "--split", split)
      return Set(
        try DataSetFiles.lines(outcome.output, of: DataSetFiles.Record.self).map(\.line))
    }
    let (train, validation) = (try lines("train"), try lines("validation"))
    #expect(!train.isEmpty && !validation.isEmpty)
    #expect(train.isDisjoint(with: validation))
    #expect(train.union(validation).count == 40)
  }

  @Test func inspectSaysWhichPartsALineHas() throws {
    try build(["--overlong", "split"])
    let parts = try files.records().filter { $0.line == 11 }.count
    try #require(parts > 1)
    let shown = try Prep.run("inspect", files.directory, "--source", "\(input):11")
    #expect(shown.status == 0, "\(shown.errors)")
    for part in 1...parts { #expect(shown.text.contains("part \(part) of \(parts)")) }
    #expect(shown.text.contains("tokens, then"))
  }

  @Test func whatDoesNotFitAPartIsCountedAndTheRestKept() throws {
    try build(["--overlong", "split", "--sequence-length", "100"])
    let statistics = try files.statistics()
    #expect(statistics.truncatedTokens > 0)
    #expect(statistics.truncatedRecords > 0)
    #expect(
      statistics.recordsIn == statistics.recordsKept + (statistics.recordsRejected["too_long"] ?? 0)
    )
    #expect(try Prep.run("verify", files.directory).status == 0)
    #expect(try Prep.run("stats", files.directory).text.contains("at the start of"))
  }

  @Test func repackingSplitsAnewFromTheSameParts() throws {
    try build(["--overlong", "drop", "--keep-parts"], to: "kept")
    let repacked = DataSetFiles(directory: directory.file("repacked"))
    let outcome = try Prep.run(
      "repack", directory.file("kept"), "--output", repacked.directory, "--overlong", "split")
    #expect(outcome.status == 0, "\(outcome.errors)")
    try build(["--overlong", "split"])
    #expect(try repacked.contents() == files.contents())
  }
}
