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
    systemBlock = header("system", then: Self.dates(options.date))
    headers = Role.allCases.map { header($0.rawValue) }
  }

  /// What the system block says of the date.
  static func dates(_ date: String) -> String {
    "Cutting Knowledge Date: December 2023\nToday Date: \(date)\n\n"
  }

  /// What the system block begins with where there are tools.
  static let environment = "Environment: ipython\n"

  /// What stands before the tools' schemas in the system block.
  static let systemToolsPreamble =
    "You have access to the following functions. To call a function, please respond with JSON "
    + "for a function call." + responseFormat

  /// What stands before the tools' schemas in the first user message.
  static let userToolsPreamble =
    "Given the following functions, please respond with a JSON for a function call with its "
    + "proper arguments that best answers the given prompt.\n\n" + responseFormat

  private static let responseFormat =
    #"Respond in the format {"name": function name, "parameters": dictionary of argument name "#
    + "and its value}.Do not use variables.\n\n"

  /// A header without its newlines.
  func openHeader(of role: Role) -> ArraySlice<UInt32> { header(of: role).dropLast() }

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
