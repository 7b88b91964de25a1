import Records

extension ChatTemplate {
  /// Llama 3 Instruct: messages only, a system message where the conversation has one.
  ///
  /// Follows `llama3.jinja` as shipped in TRL 1.16.0; the version holds the start of that text's
  /// SHA-256.
  package static let llama3 = ChatTemplate(
    name: "llama-3", version: "1:ba03a121d097859c", printsDate: false, rendersTools: false,
    turns: .llama, renderer: { _, ids in Llama3Renderer(headers: LlamaHeaders(ids: ids)) })
}

struct Llama3Renderer: TemplateRenderer {
  let headers: LlamaHeaders

  func render(
    _ record: ConversationBatch.Record, of batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault) {
    for index in record.messages {
      let message = batch.messages[index]
      sink.beginTurn(message, message: index)
      sink.template(headers[message.role])
      try headers.renderThought(of: message, in: batch, into: &sink)
      try sink.say(batch.trimmedText(of: index))
      sink.endTurn(SpecialToken.endOfTurn)
    }
  }
}
