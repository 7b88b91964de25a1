import ByteIO
import Pipeline
import Records
import TestSupport
import Testing

@testable import PrepCommands

/// What a scan suggests, by what it sees.
@Suite struct BuildSuggestionTests {
  private func suggestion(
    _ lines: [String], given: [String] = []
  ) throws -> BuildSuggestion {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      Array((lines.joined(separator: "\n") + "\n").utf8), to: "data.jsonl")
    var options = ScanOptions(inputs: [path])
    options.threadCount = 1
    let tokenizer = try LoadedTokenizer(path: Fixtures.tokenizerPath)
    let result = try Scan(options, vocabulary: tokenizer.vocabulary).run(stop: StopFlag())
    return BuildSuggestion(
      result, inputs: ["data.jsonl"], given: given, rendersThoughts: false)
  }

  private func pair(_ question: String, _ answer: String) -> String {
    #"{"instruction":"\#(question)","response":"\#(answer)"}"#
  }

  private func answers(_ count: Int, _ text: String = "") -> [String] {
    (0..<count).map {
      pair("What is number \($0)?", "It is the number \($0), which comes after another.\(text)")
    }
  }

  @Test func soundRecordsNeedNoOption() throws {
    #expect(try suggestion(answers(9)).command == "prep build data.jsonl --output out")
    let given = ["--map", "response=a b", "--system", "It's"]
    #expect(
      try suggestion(answers(9), given: given).command
        == #"prep build data.jsonl --output out --map 'response=a b' --system 'It'\''s'"#)
  }

  @Test func repeatsAndDamageAndLanguages() throws {
    let russian = pair("How?", "Заверните хлеб в ткань и положите его в деревянный ящик.")
    let lines = answers(200) + answers(1) + [#"{"instruction":"q"}"#] + [russian]
    let suggestion = try suggestion(lines)
    #expect(
      suggestion.options.map(\.arguments)
        == [["--language", "en"], ["--dedup", "exact"], ["--max-rejected", "1%"]])
    #expect(suggestion.options[1].reason == "1 record says what another one says")
  }

  @Test func longRecords() throws {
    let long = String(repeating: " and so on", count: 900)
    #expect(
      try suggestion(answers(10, long)).options.map(\.arguments)
        == [["--sequence-length", "4096"]])
    let few = try suggestion(answers(40) + [pair("Why?", "So it is." + long)])
    #expect(few.options.isEmpty)
    #expect(few.remarks.first?.contains("--sequence-length 4096 holds 99 of 100") == true)
    let endless = String(repeating: " and so on", count: 4000)
    #expect(
      try suggestion(answers(10, endless)).options.map(\.arguments) == [["--overlong", "split"]])
  }

  @Test func fieldsOfOtherNames() throws {
    let lines = (0..<9).map { #"{"query":"What is \#($0)?","solution":"A number, \#($0)."}"# }
    let suggestion = try suggestion(lines)
    #expect(
      suggestion.options.first?.arguments
        == ["--map", "instruction=query", "--map", "response=solution"])
    let mapped = try self.suggestion(lines, given: ["--map", "instruction=query"])
    #expect(mapped.options.allSatisfy { $0.arguments.first != "--map" })
    #expect(mapped.remarks.contains { $0.contains("no record is sound") })
  }

  @Test func scoresAndThoughts() throws {
    let thought =
      #"{"messages":[{"role":"user","content":"Why?"},{"role":"assistant","content":"So."#
      + #"","reasoning_content":"Let me see."}]}"#
    let lines = answers(9).map { $0.dropLast() + #","helpfulness_rating":7}"# } + [thought]
    let remarks = try suggestion(lines).remarks
    #expect(remarks.contains { $0.contains("--where 'helpfulness_rating >= N'") }, "\(remarks)")
    #expect(remarks.contains { $0.contains("--reasoning keep") }, "\(remarks)")
  }

  @Test(arguments: [
    ("", "''"), ("a-b_c./=:,%+@9", "a-b_c./=:,%+@9"), ("a b", "'a b'"), ("$(x)", "'$(x)'"),
    ("'", #"''\'''"#), ("é", "'é'"), ("~", "'~'"), ("*", "'*'"),
  ])
  func wordsForAShell(word: String, quoted: String) {
    #expect(ShellText.quoted(word) == quoted)
  }
}
