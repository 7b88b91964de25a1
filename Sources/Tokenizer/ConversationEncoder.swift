package import Records

/// One worker's way from conversations to ids and trained spans.
///
/// The mask is known by construction: each message's text is trimmed and encoded by itself,
/// between headers of special tokens, and what the assistant says and its end of turn is
/// trained. That equals encoding the whole rendered text, since the pretokenizer always cuts
/// between a header's two newlines and a text that starts with no white space.
///
/// Made once a worker, for its cache; not to be shared between threads.
package struct ConversationEncoder: ~Copyable {
  package let options: ConversationOptions
  private let template: ChatTemplate
  /// nil where the template renders no conversations.
  private let renderer: (any TemplateRenderer)?
  private var sink: TokenSink

  package init(vocabulary: Vocabulary, options: ConversationOptions = ConversationOptions()) {
    self.init(encoder: Encoder(vocabulary: vocabulary), options: options)
  }

  /// With an encoder whose caches may be of another size.
  init(encoder: consuming Encoder, options: ConversationOptions) {
    self.options = options
    template = options.template
    renderer = template.renderer?(options.date) { text in
      var ids: [UInt32] = []
      encoder.encode(Array(text.utf8).span, into: &ids)
      return ids
    }
    sink = TokenSink(encoder: encoder, options: options)
  }

  /// Encodes the records of `batch` that are not rejected, and appends them to `tokens`.
  ///
  /// A record that the template cannot render, that spells a special token where that is not
  /// allowed, or that has nothing to train on is rejected in `batch` and leaves nothing in
  /// `tokens`. A record of the form `text` is BOS, the text as it stands, EOS.
  ///
  /// - Complexity: O(bytes of text).
  package mutating func encode(_ batch: inout ConversationBatch, into tokens: inout TokenBatch) {
    swap(&tokens, &sink.batch)
    defer { swap(&tokens, &sink.batch) }
    for index in batch.records.indices where !batch.records[index].isRejected {
      // What is not rendered is not in the batch either: by what is, equal rows are told.
      if batch.records[index].notes.thoughtCount > 0 { dropThoughts(ofRecord: index, in: &batch) }
      do {
        try encode(record: index, of: batch)
      } catch {
        sink.discard()
        batch.reject(index, error.reason, detail: error.detail)
      }
    }
  }

  /// Takes the thoughts out of a record that are not to be rendered.
  private func dropThoughts(ofRecord index: Int, in batch: inout ConversationBatch) {
    let messages = batch.records[index].messages
    guard options.reasoning != .keep || renderer == nil else { return }
    let last =
      options.reasoning == .last
      ? messages.last { batch.messages[$0].role == .assistant && !batch.messages[$0].continuesTurn }
      : nil
    for message in messages where message != last { batch.messages[message].thought = 0..<0 }
  }

  private mutating func encode(
    record index: Int, of batch: borrowing ConversationBatch
  ) throws(RenderingFault) {
    let record = batch.records[index]
    sink.begin(
      record.messages, measures: RecordMeasures(record, of: batch),
      lastAnswer: options.trainOn == .last
        ? record.messages.last { batch.messages[$0].role == .assistant } : nil)
    if record.form.isPlainText {
      sink.beginText()
      for message in record.messages {
        try sink.say(batch.text.span.extracting(batch.messages[message].textRange))
      }
      sink.endTurn(SpecialToken.endOfText)
    } else {
      try self.renderer(of: record, in: batch).render(record, of: batch, into: &sink)
    }
    try sink.finish(index, markedTurnCount: Int(record.notes.untrainedTurnCount))
  }

  /// What renders the conversation `record`.
  ///
  /// - Throws: `template_error` where the template cannot render it, by what it states of itself.
  private func renderer(
    of record: ConversationBatch.Record, in batch: borrowing ConversationBatch
  ) throws(RenderingFault) -> any TemplateRenderer {
    guard let renderer else {
      throw .template(
        "template \(template.name) renders records with a text field only, found a conversation")
    }
    guard !record.messages.isEmpty else {
      throw .template("expected at least one message, found none")
    }
    if !template.rendersTools {
      let usesTools = record.messages.contains { batch.messages[$0].content != .text }
      guard record.tools == nil, !usesTools else {
        throw .template(
          "template \(template.name) renders no tools, tool calls or results of tools")
      }
    }
    return renderer
  }
}
