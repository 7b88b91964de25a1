import ByteIO
import TestSupport
import Testing

/// The report's coverage by form: every record, kept or rejected, counts under the form it had.
@Suite struct FormTests {
  private static let russian = "Заверните хлеб в ткань и положите его в деревянный ящик."

  /// Lines with the form that the report is to count them under, and what becomes of them.
  private static let lines: [(line: String, form: String, reason: String?)] = [
    (chat("Hi", "Hello."), "messages", nil),
    (#"{"messages":[{"role":"bot","content":"Hi"}]}"#, "messages", "template_error"),
    (#"{"messages":[{"role":"user","content":"Anyone?"}]}"#, "messages", "no_trained_tokens"),
    (
      #"{"conversations":[{"from":"human","value":"Hey"},{"from":"gpt","value":"Hello."}]}"#,
      "conversations", nil
    ),
    (#"{"conversations":[{"from":"human","value":7}]}"#, "conversations", "wrong_type"),
    (#"{"instruction":"Say hi","response":" "}"#, "instruction_response", "empty_field"),
    (
      #"{"instruction":"How do I keep bread?","response":"\#(russian)"}"#, "instruction_response",
      "language"
    ),
    (#"{"instruction":"a","instruction":"b","output":"c"}"#, "alpaca", "duplicate_key"),
    (#"{"prompt":"2+2=","completion":"4"}"#, "prompt_completion", nil),
    (#"{"prompt":"2+2=","completion":"4"}"#, "prompt_completion", "duplicate"),
    (#"{"question":"2+2?","answer":"<|eot_id|>"}"#, "question_answer", "special_tokens"),
    (#"{"question":"One?","answer":"1","source":"big"}"#, "question_answer", nil),
    (#"{"question":"Two?","answer":"2","source":"big"}"#, "question_answer", "cap"),
    (#"{"text":"Once","skip":true}"#, "text", "excluded"),
    (#"{"text":"\#(String(repeating: "word ", count: 200))"}"#, "text", "too_long"),
    (#"{"other":1,"skip":true}"#, "unrecognised", "excluded"),
    (#"{"text":"a"#, "unrecognised", "malformed_json"),
    (#"["text"]"#, "unrecognised", "not_an_object"),
    (#"{"other":1}"#, "unrecognised", "unknown_schema"),
    (#"{"instruction":"q","response":null}"#, "unrecognised", "missing_field"),
    (#"{"text":"\#(String(repeating: "word ", count: 500))"}"#, "unrecognised", "oversized_line"),
  ]

  private static func chat(_ user: String, _ answer: String) -> String {
    #"{"messages":[{"role":"user","content":"\#(user)"},"#
      + #"{"role":"assistant","content":"\#(answer)"}]}"#
  }

  @Test func everyRecordCountsUnderTheFormItHad() throws {
    let directory = try TemporaryDirectory()
    let text = Self.lines.map(\.line).joined(separator: "\n") + "\n"
    let input = try directory.write(text, to: "input.jsonl")
    let files = DataSetFiles(directory: directory.file("out"))
    let built = try Prep.run(
      "build", input, "--output", files.directory, "--language", "en", "--dedup", "exact",
      "--special-tokens", "reject", "--sequence-length", "128", "--cap", "big=1", "--where",
      "not skip == true", "--max-line", "2000")
    try #require(built.status == 0, "\(built.errors)")

    // Which of a source's records a cap leaves is the seed's to decide.
    let reasons = Dictionary(
      uniqueKeysWithValues: try files.rejected().map { ($0.line, $0.reason) })
    for (index, line) in Self.lines.enumerated() where !line.line.contains("big") {
      #expect(reasons[index + 1] == line.reason, "line \(index + 1)")
    }
    func count(_ isKept: Bool) -> [String: Int] {
      Dictionary(
        Self.lines.filter { ($0.reason == nil) == isKept }.map { ($0.form, 1) },
        uniquingKeysWith: +)
    }
    let statistics = try files.statistics()
    #expect(statistics.forms == count(true))
    #expect(statistics.rejectedForms == count(false))
    #expect(statistics.forms.values.reduce(0, +) == statistics.recordsKept)
    #expect(
      statistics.forms.values.reduce(0, +) + statistics.rejectedForms.values.reduce(0, +)
        == statistics.recordsIn)

    let shown = try Prep.run("stats", files.directory).text
    for row in ["messages 3 14.29 % 1 kept 2 rejected", "unrecognised 6 28.57 % 0 kept 6 rejected"]
    {
      let isThere = shown.split(separator: "\n").contains {
        $0.split(separator: " ").joined(separator: " ") == row
      }
      #expect(isThere, "\(row)\n\(shown)")
    }
  }
}
