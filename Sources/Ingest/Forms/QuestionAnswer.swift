extension FormDefinition {
  /// `{"question","answer"[,"context"]}`.
  static let questionAnswer = pair(
    "question_answer", prompt: "question", answer: "answer", passages: ["context"])
}
