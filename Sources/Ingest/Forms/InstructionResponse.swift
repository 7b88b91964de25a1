extension FormDefinition {
  /// `{"instruction","response"}`, as Dolly has it.
  static let instructionResponse = pair(
    "instruction_response", prompt: "instruction", answer: "response")
}
