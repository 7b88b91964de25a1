import ByteIO
import Pipeline
import Records

/// Which fields of records of no known form most likely hold the question and the answer.
struct FieldGuess {
  /// Names that data sets give them, the likeliest first.
  private static let questions = [
    "query", "input", "user", "human", "prompt", "question", "instruction", "problem", "request",
    "context", "title", "message",
  ]
  private static let answers = [
    "response", "output", "answer", "completion", "assistant", "reply", "solution", "target",
    "gpt", "bot", "chosen", "generated_text", "body",
  ]

  let question: String
  let answer: String

  /// Nil where less than half of the records fit no form, or none of them has two such fields.
  init?(_ tally: ScanTally) {
    let reasons: [RejectionReason] = [.unknownSchema, .missingField]
    let unknown = reasons.reduce(0) { $0 + (tally.rejected[$1] ?? 0) }
    guard 2 * unknown > tally.recordCount else { return nil }
    for evidence in reasons.flatMap({ tally.evidence[$0] ?? [] }) {
      // Cut records are not whole JSON, and are passed over.
      guard let record = try? JSONReader(parsing: evidence.raw.span).value else { continue }
      let texts = record.members.filter { member in
        if case .string(let text) = member.value { !text.isEmpty } else { false }
      }.map(\.key)
      guard let question = Self.questions.first(where: { texts.contains($0) }),
        let answer = Self.answers.first(where: { texts.contains($0) })
      else { continue }
      (self.question, self.answer) = (question, answer)
      return
    }
    return nil
  }

  var map: BuildSuggestion.Option {
    BuildSuggestion.Option(
      arguments: ["--map", "instruction=\(question)", "--map", "response=\(answer)"],
      reason: "most records fit no known form; these fields most likely hold what is asked and said"
    )
  }
}
