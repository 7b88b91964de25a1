import Records

/// The parts of a template that are the same for every conversation, as ids.
struct TemplateRendering {
  /// `llama-3.1`'s system block after BOS and before the system message's text.
  let systemBlock: [UInt32]
  private let headers: [[UInt32]]

  init(options: ConversationOptions, encoder: inout Encoder) {
    func header(_ role: String, then text: String = "") -> [UInt32] {
      var tokens = [SpecialToken.startHeader]
      encoder.encode(Array(role.utf8).span, into: &tokens)
      tokens.append(SpecialToken.endHeader)
      encoder.encode(Array("\n\n\(text)".utf8).span, into: &tokens)
      return tokens
    }
    systemBlock = header(
      "system",
      then: "Cutting Knowledge Date: December 2023\nToday Date: \(options.date)\n\n")
    headers = Role.allCases.map { header($0.rawValue) }
  }

  /// `<|start_header_id|>`, the role, `<|end_header_id|>` and two newlines.
  func header(of role: Role) -> [UInt32] {
    switch role {
    case .system: headers[0]
    case .user: headers[1]
    case .assistant: headers[2]
    case .tool: headers[3]
    case .ipython: headers[4]
    }
  }
}
