import Records

/// The system block, with what it says of tools, then a turn for each message.
struct Llama31Renderer: TemplateRenderer {
  private let headers: LlamaHeaders
  /// The system block's header without its newlines.
  private let openHeader: [UInt32]
  /// What stands before the system message's text where there are no tools.
  private let systemBlock: [UInt32]
  private let dates: String

  init(date: String, ids: (String) -> [UInt32]) {
    headers = LlamaHeaders(ids: ids)
    dates = Self.dates(date)
    openHeader = [SpecialToken.startHeader] + ids("system") + [SpecialToken.endHeader]
    systemBlock = openHeader + ids("\n\n\(dates)")
  }

  /// What stands in the system block before the system message.
  @Sendable
  static func dates(_ date: String) -> String {
    "Cutting Knowledge Date: December 2023\nToday Date: \(date)\n\n"
  }

  func render(
    _ record: ConversationBatch.Record, of batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault) {
    var turns = record.messages
    var system: Int?
    if let first = turns.first, batch.messages[first].role == .system {
      system = first
      turns = turns.dropFirst()
    }
    let tools = record.tools
    var schemas = tools?.isInUserMessage == true ? tools?.schemas : nil
    // The stock template would put what another role says into a user turn.
    let first = turns.first.map { batch.messages[$0].role }
    guard schemas == nil || first == .user else {
      throw .template(
        "the tools stand in the first message, expected one of role user, found "
          + (first?.rawValue ?? "none"))
    }
    let isMarked = system.map { batch.messages[$0].training == .never } ?? false
    sink.beginSystemBlock(isNeverTrained: isMarked || record.hasUntrainedPrompt)
    try renderSystemBlock(tools, system, of: batch, into: &sink)
    sink.endSystemBlock()
    let endOfCall =
      tools?.builtinNames == nil ? SpecialToken.endOfTurn : SpecialToken.endOfMessage
    for index in turns {
      let message = batch.messages[index]
      sink.beginTurn(message, message: index)
      sink.template(headers[message.role])
      if let first = schemas {
        // By themselves, since the pretokenizer always cuts between the two newlines that end them
        // and a text that starts with no white space.
        try sink.prompt { text in
          text.append(contentsOf: Self.userToolsPreamble.utf8)
          text.append(contentsOf: batch.text[first])
        }
        sink.endHead(sharing: headers[.user].count)
        schemas = nil
      }
      try headers.renderThought(of: message, in: batch, into: &sink)
      switch message.content {
      case .text: try sink.say(batch.trimmedText(of: index))
      case .toolResult: try sink.say(batch.text.span.extracting(message.textRange))
      case .toolCall, .builtinToolCall: try renderCall(message, of: batch, into: &sink)
      }
      sink.endTurn(message.content.isCall ? endOfCall : SpecialToken.endOfTurn)
    }
  }

  private func renderSystemBlock(
    _ tools: ConversationBatch.Tools?, _ system: Int?, of batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault) {
    if tools == nil {
      sink.template(systemBlock)
    } else {
      sink.template(openHeader)
      try sink.template { text in
        text.append(contentsOf: "\n\nEnvironment: ipython\n".utf8)
        if let names = tools?.builtinNames {
          text.append(contentsOf: "Tools: ".utf8)
          text.append(contentsOf: batch.text[names])
          text.append(contentsOf: "\n\n".utf8)
        }
        text.append(contentsOf: dates.utf8)
      }
    }
    if let schemas = tools?.schemas, tools?.isInUserMessage == false {
      try sink.prompt { text in
        text.append(contentsOf: Self.systemToolsPreamble.utf8)
        text.append(contentsOf: batch.text[schemas])
        if let system { text.append(contentsOf: batch.text[batch.trimmedRange(of: system)]) }
      }
    } else if let system {
      try sink.prompt(batch.trimmedText(of: system))
    }
    sink.template(SpecialToken.endOfTurn)
  }

  private func renderCall(
    _ message: ConversationBatch.Message, of batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault) {
    let name = message.textRange.prefix(Int(message.nameCount))
    let arguments = message.textRange.dropFirst(Int(message.nameCount))
    let isBuiltin = message.content == .builtinToolCall
    if isBuiltin { sink.say(SpecialToken.pythonTag) }
    try sink.say { text in
      text.append(contentsOf: (isBuiltin ? "" : "{\"name\": \"").utf8)
      text.append(contentsOf: batch.text[name])
      text.append(contentsOf: (isBuiltin ? ".call(" : "\", \"parameters\": ").utf8)
      text.append(contentsOf: batch.text[arguments])
      text.append(UInt8(ascii: isBuiltin ? ")" : "}"))
    }
  }

  /// What stands before the tools' schemas in the system block.
  private static let systemToolsPreamble =
    "You have access to the following functions. To call a function, please respond with JSON "
    + "for a function call." + responseFormat

  /// What stands before the tools' schemas in the first user message.
  private static let userToolsPreamble =
    "Given the following functions, please respond with a JSON for a function call with its "
    + "proper arguments that best answers the given prompt.\n\n" + responseFormat

  private static let responseFormat =
    #"Respond in the format {"name": function name, "parameters": dictionary of argument name "#
    + "and its value}.Do not use variables.\n\n"
}
