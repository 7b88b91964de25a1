extension FormDefinition {
  /// `{"question","answer"}`.
  static let questionAnswer = pair("question_answer", prompt: "question", answer: "answer")
}
