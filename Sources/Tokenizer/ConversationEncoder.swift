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

  /// Why a record cannot be encoded.
  private struct Problem: Error {
    var reason: RejectionReason
    var detail: String
  }

  package init(vocabulary: Vocabulary, options: ConversationOptions = ConversationOptions()) {
    self.options = options
    search = SpecialTokenSearch(names: vocabulary.specialTokenNames)
    encoder = Encoder(vocabulary: vocabulary)
    rendering = TemplateRendering(options: options, encoder: &encoder)
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
      do {
        try encode(record: index, of: batch, into: &tokens)
      } catch {
        tokens.tokens.removeSubrange(tokenCount...)
        tokens.spans.removeSubrange(spanCount...)
        batch.reject(index, error.reason, detail: error.detail)
      }
    }
  }

  private mutating func encode(
    record index: Int, of batch: borrowing ConversationBatch, into tokens: inout TokenBatch
  ) throws(Problem) {
    let (tokenStart, spanStart) = (tokens.tokens.count, tokens.spans.count)
    resetHits()
    let messages = batch.records[index].messages
    tokens.tokens.append(SpecialToken.beginOfText)
    var content = 0
    if batch.records[index].form == .text {
      content = try encodeText(messages, of: batch, into: &tokens, recordStart: tokenStart)
    } else {
      content = try encodeTurns(messages, of: batch, into: &tokens, recordStart: tokenStart)
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
        trainedTokenCount: trained,
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
      let range = batch.messages[message].textRange
      try encodeContent(range, message: 0, of: batch, into: &tokens.tokens)
    }
    tokens.tokens.append(SpecialToken.endOfText)
    appendSpan(start: 1, end: tokens.tokens.count - recordStart, to: &tokens)
    return 0
  }

  /// Encodes a conversation; returns how many tokens are messages' text and not trained.
  private mutating func encodeTurns(
    _ messages: Range<Int>, of batch: borrowing ConversationBatch,
    into tokens: inout TokenBatch, recordStart: Int
  ) throws(Problem) -> Int {
    try check(messages, of: batch)
    let lastAnswer = messages.last { batch.messages[$0].role == .assistant }
    var promptTokenCount = 0
    var turns = messages
    if options.template == .llama31 {
      tokens.tokens.append(contentsOf: rendering.systemBlock)
      if let first = turns.first, batch.messages[first].role == .system {
        promptTokenCount += try encodeMessage(
          first, number: 0, of: batch, into: &tokens.tokens)
        turns = turns.dropFirst()
      }
      tokens.tokens.append(SpecialToken.endOfTurn)
    }
    for turn in turns {
      let role = batch.messages[turn].role
      tokens.tokens.append(contentsOf: rendering.header(of: role))
      let start = tokens.tokens.count
      let count = try encodeMessage(
        turn, number: turn - messages.lowerBound, of: batch, into: &tokens.tokens)
      tokens.tokens.append(SpecialToken.endOfTurn)
      if role == .assistant, options.trainOn != .last || turn == lastAnswer {
        appendSpan(
          start: start - recordStart, end: tokens.tokens.count - recordStart, to: &tokens)
      } else {
        promptTokenCount += count
      }
    }
    return promptTokenCount
  }

  /// Checks that the template can render these messages.
  private func check(
    _ messages: Range<Int>, of batch: borrowing ConversationBatch
  ) throws(Problem) {
    guard options.template != .none else {
      throw Problem(
        reason: .templateError,
        detail: "template none renders records with a text field only, found a conversation")
    }
    guard !messages.isEmpty else {
      throw Problem(
        reason: .templateError, detail: "expected at least one message, found none")
    }
    for message in messages {
      let role = batch.messages[message].role
      guard role == .tool || role == .ipython else { continue }
      throw Problem(
        reason: .templateError,
        detail: "message \(message - messages.lowerBound): expected role system, user or "
          + "assistant, found \(role.rawValue), which is not supported yet")
    }
  }

  /// Appends the ids of a message's trimmed text, and returns how many they are.
  private mutating func encodeMessage(
    _ message: Int, number: Int, of batch: borrowing ConversationBatch,
    into tokens: inout [UInt32]
  ) throws(Problem) -> Int {
    let before = tokens.count
    let range = TextTrimming.trimmed(batch.text.span, in: batch.messages[message].textRange)
    try encodeContent(range, message: number, of: batch, into: &tokens)
    return tokens.count - before
  }

  /// Appends the ids of the text at `range`, doing with special tokens' spellings as told.
  private mutating func encodeContent(
    _ range: Range<Int>, message: Int, of batch: borrowing ConversationBatch,
    into tokens: inout [UInt32]
  ) throws(Problem) {
    let text = batch.text.span.extracting(range)
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
