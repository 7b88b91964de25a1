extension FormDefinition {
  /// `{"instruction","output"[,"input"][,"history"]}` (Alpaca), `history` as LLaMA-Factory adds it.
  static let alpaca = pair(
    "alpaca", prompt: "instruction", answer: "output", passages: ["input", "context"],
    history: "history")
}
