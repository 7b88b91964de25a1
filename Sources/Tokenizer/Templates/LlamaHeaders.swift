import Records

/// What the turns of Llama's templates begin with, as ids: `<|start_header_id|>`, the role,
/// `<|end_header_id|>` and two newlines.
struct LlamaHeaders: Sendable {
  /// In the order of `Role.allCases`.
  private let headers: [[UInt32]]

  /// - Parameter ids: The ids of a text.
  init(ids: (String) -> [UInt32]) {
    let newlines = ids("\n\n")
    headers = Role.allCases.map { role in
      [SpecialToken.startHeader] + ids(role.rawValue) + [SpecialToken.endHeader] + newlines
    }
  }

  /// The header of a turn of `role`; a `tool` speaks as `ipython`.
  subscript(role: Role) -> [UInt32] {
    switch role {
    case .system: headers[0]
    case .user: headers[1]
    case .assistant: headers[2]
    case .tool, .ipython: headers[4]
    }
  }
}

extension LlamaHeaders {
  /// Writes what the assistant thought before it spoke, as models that think aloud do.
  ///
  /// The stock templates know no thoughts. It is trained like what follows.
  ///
  /// By itself, since the pretokenizer always cuts between the newlines that end it and a text that
  /// starts with no white space.
  func renderThought(
    of message: ConversationBatch.Message, in batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault) {
    guard !message.thought.isEmpty else { return }
    let thought = TextTrimming.trimmed(batch.text.span, in: message.thought)
    try sink.say { text in
      text.append(contentsOf: "<think>\n".utf8)
      text.append(contentsOf: batch.text[thought])
      text.append(contentsOf: "\n</think>\n\n".utf8)
    }
  }
}

extension TurnMarks {
  /// Of the turns that begin with `LlamaHeaders`.
  static let llama = TurnMarks(
    startOfHeader: SpecialToken.startHeader, endOfHeader: SpecialToken.endHeader,
    endOfTurn: SpecialToken.endOfTurn, endOfMessage: SpecialToken.endOfMessage)
}

extension ConversationBatch {
  /// The range of message `index`'s text, trimmed as templates trim it.
  func trimmedRange(of index: Int) -> Range<Int> {
    TextTrimming.trimmed(text.span, in: messages[index].textRange)
  }

  /// The same text.
  @_lifetime(borrow self)
  func trimmedText(of index: Int) -> Span<UInt8> { text.span.extracting(trimmedRange(of: index)) }
}
