extension FormDefinition {
  /// `{"prompt","completion"}`.
  static let promptCompletion = pair("prompt_completion", prompt: "prompt", answer: "completion")
}
