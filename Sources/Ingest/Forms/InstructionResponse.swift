extension FormDefinition {
  /// `{"instruction","response"[,"context"]}`, as Dolly has it, or with Alpaca's `input`.
  static let instructionResponse = pair(
    "instruction_response", prompt: "instruction", answer: "response",
    passages: ["input", "context"], history: "history")
}
