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
  private var encoder: Encoder
  private let rendering: TemplateRendering
  private let search: SpecialTokenSearch
  /// How often each special token's spelling stands in the record at hand.
  private var hitCounts = [UInt32](repeating: 0, count: SpecialToken.count)
  private var hasHits = false
  /// A turn's text where the template puts words of its own into it.
  private var turnText: [UInt8] = []

  /// Why a record cannot be encoded.
  private struct Problem: Error {
    var reason: RejectionReason
    var detail: String
  }

  package init(vocabulary: Vocabulary, options: ConversationOptions = ConversationOptions()) {
    self.init(encoder: Encoder(vocabulary: vocabulary), options: options)
  }

  /// With an encoder whose caches may be of another size.
  init(encoder: consuming Encoder, options: ConversationOptions) {
    self.options = options
    search = SpecialTokenSearch(names: encoder.vocabulary.specialTokenNames)
    rendering = TemplateRendering(options: options, encoder: &encoder)
    self.encoder = encoder
  }

  /// Encodes the records of `batch` that are not rejected, and appends them to `tokens`.
  ///
  /// A record that the template cannot render, that spells a special token where that is not
  /// allowed, or that has nothing to train on is rejected in `batch` and leaves nothing in
  /// `tokens`. A record of the form `text` is BOS, the text as it stands, EOS.
  ///
  /// - Complexity: O(bytes of text).
  package mutating func encode(_ batch: inout ConversationBatch, into tokens: inout TokenBatch) {
    for index in batch.records.indices where !batch.records[index].isRejected {
      let (tokenCount, spanCount) = (tokens.tokens.count, tokens.spans.count)
      let exchangeCount = tokens.exchanges.count
      do {
        try encode(record: index, of: batch, into: &tokens)
      } catch {
        tokens.tokens.removeSubrange(tokenCount...)
        tokens.spans.removeSubrange(spanCount...)
        tokens.exchanges.removeSubrange(exchangeCount...)
        batch.reject(index, error.reason, detail: error.detail)
      }
    }
  }

  private mutating func encode(
    record index: Int, of batch: borrowing ConversationBatch, into tokens: inout TokenBatch
  ) throws(Problem) {
    let (tokenStart, spanStart) = (tokens.tokens.count, tokens.spans.count)
    let exchangeStart = tokens.exchanges.count
    resetHits()
    let messages = batch.records[index].messages
    tokens.tokens.append(SpecialToken.beginOfText)
    var content = 0
    if batch.records[index].form.isPlainText {
      content = try encodeText(messages, of: batch, into: &tokens, recordStart: tokenStart)
    } else {
      content = try encodeTurns(record: index, of: batch, into: &tokens, recordStart: tokenStart)
    }
    let tokenCount = tokens.tokens.count - tokenStart
    if options.trainOn == .all {
      tokens.spans.removeSubrange(spanStart...)
      appendSpan(start: 1, end: tokenCount, to: &tokens)
    }
    let trained = tokens.spans[spanStart...].reduce(0) { $0 + Int($1.count) }
    guard trained > 0 else {
      throw Problem(reason: .noTrainedTokens, detail: "expected an assistant message, found none")
    }
    let hitStart = tokens.hits.count
    appendHits(to: &tokens)
    tokens.records.append(
      TokenBatch.Record(
        index: index, tokens: tokenStart..<tokens.tokens.count,
        spans: spanStart..<tokens.spans.count, hits: hitStart..<tokens.hits.count,
        exchanges: exchangeStart..<tokens.exchanges.count, trainedTokenCount: trained,
        // With everything trained but the first token, that one is all the template adds.
        templateTokenCount: options.trainOn == .all ? 1 : tokenCount - trained - content))
  }

  /// Encodes a record of the form `text`; returns how many tokens are neither the template's
  /// nor trained, which is none.
  private mutating func encodeText(
    _ messages: Range<Int>, of batch: borrowing ConversationBatch,
    into tokens: inout TokenBatch, recordStart: Int
  ) throws(Problem) -> Int {
    for message in messages {
      let text = batch.text.span.extracting(batch.messages[message].textRange)
      try encodeContent(text, message: 0, into: &tokens.tokens)
    }
    tokens.tokens.append(SpecialToken.endOfText)
    appendSpan(start: 1, end: tokens.tokens.count - recordStart, to: &tokens)
    return 0
  }

  /// Encodes a conversation; returns how many tokens are messages' text and not trained.
  private mutating func encodeTurns(
    record index: Int, of batch: borrowing ConversationBatch, into tokens: inout TokenBatch,
    recordStart: Int
  ) throws(Problem) -> Int {
    let messages = batch.records[index].messages
    let tools = batch.records[index].tools
    try check(record: index, of: batch)
    let lastAnswer = messages.last { batch.messages[$0].role == .assistant }
    var promptTokenCount = 0
    var turns = messages
    if options.template == .llama31 {
      promptTokenCount += try encodeSystemBlock(tools, &turns, of: batch, into: &tokens.tokens)
    }
    var schemas = tools?.isInUserMessage == true ? tools?.schemas : nil
    var exchanges = ExchangeList(
      recordStart: recordStart, userHeader: schemas == nil ? 0 : rendering.header(of: .user).count,
      into: &tokens)
    for turn in turns {
      let message = batch.messages[turn]
      let role = message.role
      exchanges.begin(role, in: &tokens)
      tokens.tokens.append(
        contentsOf: rendering.header(of: role == .tool ? .ipython : role))
      let start = tokens.tokens.count
      let number = turn - messages.lowerBound
      if let first = schemas {
        try encodeUserSchemas(first, number: number, of: batch, into: &tokens.tokens)
        exchanges.endHead(in: &tokens)
        schemas = nil
      }
      if message.content == .text {
        try encodeMessage(turn, number: number, of: batch, into: &tokens.tokens)
      } else {
        try encodeToolTurn(turn, number: number, of: batch, into: &tokens.tokens)
      }
      let count = tokens.tokens.count - start
      let isCall = message.content == .toolCall || message.content == .builtinToolCall
      tokens.tokens.append(
        isCall && tools?.builtinNames != nil ? SpecialToken.endOfMessage : SpecialToken.endOfTurn)
      if role == .assistant, options.trainOn != .last || turn == lastAnswer {
        appendSpan(
          start: start - recordStart, end: tokens.tokens.count - recordStart, to: &tokens)
      } else {
        promptTokenCount += count
      }
      // `llama-3` has no system block: there the system message is the head.
      if role == .system, turn == messages.lowerBound { exchanges.endHead(in: &tokens) }
    }
    exchanges.finish(in: &tokens)
    return promptTokenCount
  }

  /// Encodes `llama-3.1`'s system block to its end of turn, and takes the system message, where
  /// there is one, from `turns`; returns how many tokens are that message's or schemas'.
  private mutating func encodeSystemBlock(
    _ tools: ConversationBatch.Tools?, _ turns: inout Range<Int>,
    of batch: borrowing ConversationBatch, into tokens: inout [UInt32]
  ) throws(Problem) -> Int {
    if tools == nil {
      tokens.append(contentsOf: rendering.systemBlock)
    } else {
      tokens.append(contentsOf: rendering.openHeader(of: .system))
      let dates = TemplateRendering.dates(options.date)
      try withTurnText { (text, encoder) throws(Problem) in
        text.append(contentsOf: "\n\n\(TemplateRendering.environment)".utf8)
        if let names = tools?.builtinNames {
          text.append(contentsOf: "Tools: ".utf8)
          text.append(contentsOf: batch.text[names])
          text.append(contentsOf: "\n\n".utf8)
        }
        text.append(contentsOf: dates.utf8)
        try encoder.encodeContent(text.span, message: 0, into: &tokens)
      }
    }
    let start = tokens.count
    var system: Int?
    if let first = turns.first, batch.messages[first].role == .system {
      system = first
      turns = turns.dropFirst()
    }
    if let schemas = tools?.schemas, tools?.isInUserMessage == false {
      try withTurnText { (text, encoder) throws(Problem) in
        text.append(contentsOf: TemplateRendering.systemToolsPreamble.utf8)
        text.append(contentsOf: batch.text[schemas])
        if let system { text.append(contentsOf: batch.text[Self.trimmed(system, of: batch)]) }
        try encoder.encodeContent(text.span, message: 0, into: &tokens)
      }
    } else if let system {
      try encodeMessage(system, number: 0, of: batch, into: &tokens)
    }
    let count = tokens.count - start
    tokens.append(SpecialToken.endOfTurn)
    return count
  }

  /// Encodes what the template puts before the text of the first user message where that holds the
  /// tools' schemas.
  ///
  /// By itself, since the pretokenizer always cuts between the two newlines that end the schemas and
  /// a text that starts with no white space.
  private mutating func encodeUserSchemas(
    _ schemas: Range<Int>, number: Int, of batch: borrowing ConversationBatch,
    into tokens: inout [UInt32]
  ) throws(Problem) {
    try withTurnText { (text, encoder) throws(Problem) in
      text.append(contentsOf: TemplateRendering.userToolsPreamble.utf8)
      text.append(contentsOf: batch.text[schemas])
      try encoder.encodeContent(text.span, message: number, into: &tokens)
    }
  }

  /// Encodes a turn in which the template has words of its own: a tool call or a tool's result.
  private mutating func encodeToolTurn(
    _ turn: Int, number: Int, of batch: borrowing ConversationBatch, into tokens: inout [UInt32]
  ) throws(Problem) {
    let message = batch.messages[turn]
    let range = message.textRange
    let name = range.prefix(Int(message.nameCount))
    let arguments = range.dropFirst(Int(message.nameCount))
    if message.content == .builtinToolCall { tokens.append(SpecialToken.pythonTag) }
    try withTurnText { (text, encoder) throws(Problem) in
      switch message.content {
      case .text: break
      case .toolCall:
        text.append(contentsOf: "{\"name\": \"".utf8)
        text.append(contentsOf: batch.text[name])
        text.append(contentsOf: "\", \"parameters\": ".utf8)
        text.append(contentsOf: batch.text[arguments])
        text.append(contentsOf: "}".utf8)
      case .builtinToolCall:
        text.append(contentsOf: batch.text[name])
        text.append(contentsOf: ".call(".utf8)
        text.append(contentsOf: batch.text[arguments])
        text.append(contentsOf: ")".utf8)
      case .toolResult:
        text.append(contentsOf: batch.text[range])
      }
      try encoder.encodeContent(text.span, message: number, into: &tokens)
    }
  }

  /// Lends `body` the buffer for a turn's text, empty, and the encoder without it.
  private mutating func withTurnText(
    _ body: (inout [UInt8], inout ConversationEncoder) throws(Problem) -> Void
  ) throws(Problem) {
    var text: [UInt8] = []
    swap(&text, &turnText)
    text.removeAll(keepingCapacity: true)
    defer { swap(&text, &turnText) }
    try body(&text, &self)
  }

  /// Checks that the template can render the record's messages.
  private func check(
    record index: Int, of batch: borrowing ConversationBatch
  ) throws(Problem) {
    let record = batch.records[index]
    guard options.template != .none else {
      throw Problem(
        reason: .templateError,
        detail: "template none renders records with a text field only, found a conversation")
    }
    guard let first = record.messages.first else {
      throw Problem(
        reason: .templateError, detail: "expected at least one message, found none")
    }
    if options.template == .llama3 {
      let usesTools = record.messages.contains { batch.messages[$0].content != .text }
      guard record.tools == nil, !usesTools else {
        throw Problem(
          reason: .templateError,
          detail: "template llama-3 renders no tools, tool calls or results of tools")
      }
    }
    guard let tools = record.tools, tools.schemas != nil, tools.isInUserMessage else { return }
    // The stock template would put what another role says into a user turn.
    let position = batch.messages[first].role == .system ? first + 1 : first
    let role = position < record.messages.upperBound ? batch.messages[position].role : nil
    guard role == .user else {
      throw Problem(
        reason: .templateError,
        detail: "the tools stand in the first message, expected one of role user, found "
          + (role?.rawValue ?? "none"))
    }
  }

  /// The range of a message's text, trimmed.
  private static func trimmed(
    _ message: Int, of batch: borrowing ConversationBatch
  ) -> Range<Int> {
    TextTrimming.trimmed(batch.text.span, in: batch.messages[message].textRange)
  }

  /// Appends the ids of a message's trimmed text.
  private mutating func encodeMessage(
    _ message: Int, number: Int, of batch: borrowing ConversationBatch,
    into tokens: inout [UInt32]
  ) throws(Problem) {
    let text = batch.text.span.extracting(Self.trimmed(message, of: batch))
    try encodeContent(text, message: number, into: &tokens)
  }

  /// Appends the ids of `text`, doing with special tokens' spellings as told.
  private mutating func encodeContent(
    _ text: Span<UInt8>, message: Int, into tokens: inout [UInt32]
  ) throws(Problem) {
    var done = 0
    var position = 0
    while let match = search.firstMatch(in: text, from: position) {
      count(match.token)
      position = match.range.upperBound
      switch options.specialTokens {
      case .ordinary: break
      case .reject:
        let name = encoder.vocabulary.specialTokenName(of: match.token) ?? ""
        throw Problem(
          reason: .specialTokens,
          detail: "message \(message): found \(name) at byte \(match.range.lowerBound) of its text")
      case .allow:
        encoder.encode(text.extracting(done..<match.range.lowerBound), into: &tokens)
        tokens.append(match.token)
        done = position
      }
    }
    encoder.encode(text.extracting(done..<text.count), into: &tokens)
  }

  private func appendSpan(start: Int, end: Int, to tokens: inout TokenBatch) {
    guard end > start else { return }
    tokens.spans.append(TrainedSpan(start: UInt32(start), count: UInt32(end - start)))
  }

  private mutating func resetHits() {
    guard hasHits else { return }
    for index in hitCounts.indices { hitCounts[index] = 0 }
    hasHits = false
  }

  private mutating func count(_ token: UInt32) {
    hitCounts[Int(token - SpecialToken.first)] += 1
    hasHits = true
  }

  private func appendHits(to tokens: inout TokenBatch) {
    guard hasHits else { return }
    for (index, count) in hitCounts.enumerated() where count > 0 {
      tokens.hits.append(
        TokenBatch.SpecialTokenHit(token: SpecialToken.first + UInt32(index), count: count))
    }
  }
}
