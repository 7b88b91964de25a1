/// The shapes of JSON object that are read as records, in the order they are tried.
package enum RecordForm: UInt8, CaseIterable, Sendable {
  /// `{"messages":[{"role","content"}]}`
  case messages
  /// `{"conversations":[{"from","value"}]}` (ShareGPT)
  case conversations
  /// `{"instruction","response"}`
  case instructionResponse
  /// `{"instruction","output"[,"input"]}` (Alpaca)
  case alpaca
  /// `{"prompt","completion"}`
  case promptCompletion
  /// `{"question","answer"}`
  case questionAnswer
  /// `{"text"}`: no turns; always rendered as BOS, the text, EOS
  case text

  /// The form's name in reports.
  package var name: String {
    switch self {
    case .messages: "messages"
    case .conversations: "conversations"
    case .instructionResponse: "instruction_response"
    case .alpaca: "alpaca"
    case .promptCompletion: "prompt_completion"
    case .questionAnswer: "question_answer"
    case .text: "text"
    }
  }
}
