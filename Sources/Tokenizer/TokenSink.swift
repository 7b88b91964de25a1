import Records

/// Where a template's rendering goes: ids, and by what they are called the trained spans, the counts
/// and the places at which a conversation can be cut.
///
/// `template` is for what the template adds, `prompt` for text that is never trained, `say` for what
/// a turn says, which is trained or not as `--train-on` has it, and `beginTurn` and `endTurn` stand
/// around each turn. Each text is encoded by itself, so a template calls for one text wherever the
/// pretokenizer might not cut. What `template` writes is never trained, and neither is the rest of a
/// turn that is not the assistant's.
///
/// A worker has one, for record after record, and with it the encoder and its caches.
struct TokenSink: ~Copyable {
  private let trainOn: TrainOn
  private let specialTokens: SpecialTokenPolicy
  private var encoder: Encoder
  private let search: SpecialTokenSearch
  /// How often each special token's spelling stands in the record at hand.
  private var hitCounts = [UInt32](repeating: 0, count: SpecialToken.count)
  private var hasHits = false
  /// A text that a template puts together.
  private var written: [UInt8] = []

  /// What is written to; lent by the caller for a batch.
  var batch = TokenBatch()

  // MARK: The record at hand

  private var tokenStart = 0
  private var spanStart = 0
  private var messages = 0..<0
  /// The message at hand, counted from the record's first.
  private var message = 0
  private var lastAnswer: Int?
  /// Whether what the turn at hand says is trained.
  private var isTrained = false
  /// Whether it is never trained, whatever `--train-on` says.
  private var isMarked = false
  /// Such turns of the record, headers and all, from the record's start.
  private var markedSpans: [TrainedSpan] = []
  private var turnStart = 0
  /// Tokens of such turns that are not the template's.
  private var markedPromptCount = 0
  private var promptTokenCount = 0
  private var measures = RecordMeasures()
  private var exchanges: ExchangeList

  init(encoder: consuming Encoder, options: ConversationOptions) {
    trainOn = options.trainOn
    specialTokens = options.specialTokens
    search = SpecialTokenSearch(names: encoder.vocabulary.specialTokenNames)
    self.encoder = encoder
    exchanges = ExchangeList(recordStart: 0, first: 0)
  }

  // MARK: What templates call

  /// Begins the turn that renders message `index` of the batch, which is `turn`.
  mutating func beginTurn(_ turn: ConversationBatch.Message, message index: Int) {
    message = index - messages.lowerBound
    isTrained =
      switch turn.training {
      case .byRole: turn.role == .assistant && (trainOn != .last || index == lastAnswer)
      case .never: false
      case .always: true
      }
    beginMark(turn)
    exchanges.begin(turn.role, message: message, in: &batch)
  }

  /// Ends the turn with `token`, which is trained where the turn is.
  mutating func endTurn(_ token: UInt32) {
    let start = batch.tokens.count
    batch.tokens.append(token)
    if isTrained { train(from: start) }
    isTrained = false
    endMark()
  }

  /// Begins what stands before the first turn, and has no turn of its own.
  mutating func beginSystemBlock(isNeverTrained: Bool) {
    (isMarked, turnStart) = (isNeverTrained, batch.tokens.count)
  }

  /// Ends what stands before the first turn.
  mutating func endSystemBlock() { endMark() }

  private mutating func beginMark(_ turn: ConversationBatch.Message) {
    isMarked = turn.training == .never
    turnStart = batch.tokens.count
  }

  private mutating func endMark() {
    guard isMarked else { return }
    Self.append(turnStart..<batch.tokens.count, of: tokenStart, to: &markedSpans, from: 0)
    isMarked = false
  }

  /// The conversation's head ends here, within a turn: what a conversation that begins with a later
  /// turn has before it, too, and that turn's first `header` tokens with it.
  ///
  /// Where this is not called, the head is what stands before the first turn, and the system
  /// message where that is the first.
  mutating func endHead(sharing header: Int) {
    exchanges.endHead(sharing: header, in: &batch)
  }

  /// Appends ids that are the template's.
  mutating func template(_ ids: [UInt32]) { batch.tokens.append(contentsOf: ids) }

  /// Appends an id that is the template's.
  mutating func template(_ id: UInt32) { batch.tokens.append(id) }

  /// Appends what `write` puts together, which is the template's.
  mutating func template(_ write: (inout [UInt8]) -> Void) throws(RenderingFault) {
    _ = try encode(write)
  }

  /// Appends a text that is never trained.
  mutating func prompt(_ text: Span<UInt8>) throws(RenderingFault) {
    let start = batch.tokens.count
    try encode(text)
    measure(text.count, from: start)
    notePrompt(from: start)
  }

  /// Appends what `write` puts together, which is never trained.
  mutating func prompt(_ write: (inout [UInt8]) -> Void) throws(RenderingFault) {
    let start = batch.tokens.count
    measure(try encode(write), from: start)
    notePrompt(from: start)
  }

  /// Appends what the turn says.
  mutating func say(_ text: Span<UInt8>) throws(RenderingFault) {
    let start = batch.tokens.count
    try encode(text)
    measure(text.count, from: start)
    noteSaid(from: start)
  }

  /// Appends what the turn says as `write` puts it together.
  mutating func say(_ write: (inout [UInt8]) -> Void) throws(RenderingFault) {
    let start = batch.tokens.count
    measure(try encode(write), from: start)
    noteSaid(from: start)
  }

  /// Appends a special token that is part of what the turn says.
  mutating func say(_ id: UInt32) {
    let start = batch.tokens.count
    batch.tokens.append(id)
    noteSaid(from: start)
  }

  /// Counts `byteCount` bytes of text, and the tokens from `start` on that they became.
  private mutating func measure(_ byteCount: Int, from start: Int) {
    measures.textByteCount += UInt32(byteCount)
    measures.textTokenCount += UInt32(batch.tokens.count - start)
  }

  private mutating func noteSaid(from start: Int) {
    if isTrained {
      train(from: start)
    } else {
      notePrompt(from: start)
    }
  }

  /// Counts what was appended from `start` on as text that is not trained.
  private mutating func notePrompt(from start: Int) {
    promptTokenCount += batch.tokens.count - start
    if isMarked { markedPromptCount += batch.tokens.count - start }
  }

  /// Makes all tokens from `start` on trained.
  private mutating func train(from start: Int) {
    Self.append(start..<batch.tokens.count, of: tokenStart, to: &batch.spans, from: spanStart)
  }

  /// Appends `range`, of the record that begins at `recordStart`, to its spans, which begin at `first`
  /// of `spans`; to the last of them where it goes on there.
  private static func append(
    _ range: Range<Int>, of recordStart: Int, to spans: inout [TrainedSpan], from first: Int
  ) {
    let count = UInt32(range.count)
    let place = UInt32(range.lowerBound - recordStart)
    let last = spans.count - 1
    if last >= first, spans[last].start + spans[last].count == place {
      spans[last].count += count
    } else if count > 0 {
      spans.append(TrainedSpan(start: place, count: count))
    }
  }

  // MARK: What the encoder calls

  /// Begins a record of `messages`, of which `lastAnswer` is the assistant's last; `measures` are what
  /// is told of it before its text is.
  mutating func begin(_ messages: Range<Int>, measures: RecordMeasures, lastAnswer: Int?) {
    if hasHits {
      for index in hitCounts.indices { hitCounts[index] = 0 }
      hasHits = false
    }
    (tokenStart, spanStart) = (batch.tokens.count, batch.spans.count)
    self.messages = messages
    self.lastAnswer = lastAnswer
    (message, isTrained, promptTokenCount) = (0, false, 0)
    self.measures = measures
    if !markedSpans.isEmpty { markedSpans.removeAll(keepingCapacity: true) }
    (isMarked, markedPromptCount) = (false, 0)
    exchanges = ExchangeList(recordStart: tokenStart, first: batch.exchanges.count)
    batch.tokens.append(SpecialToken.beginOfText)
  }

  /// Begins the one turn of a record of the form `text`, which no template has a part in: all that
  /// it says is trained.
  mutating func beginText() { isTrained = true }

  /// Appends the record, which is `index` of its batch and marks `markedTurnCount` of its answers as
  /// not to be trained.
  ///
  /// - Throws: `no_trained_tokens`.
  mutating func finish(_ index: Int, markedTurnCount: Int) throws(RenderingFault) {
    exchanges.finish(in: &batch)
    let tokens = tokenStart..<batch.tokens.count
    if trainOn == .all { trainAll(tokens) }
    let trained = batch.spans[spanStart...].reduce(0) { $0 + Int($1.count) }
    guard trained > 0 else {
      throw RenderingFault(
        reason: .noTrainedTokens,
        detail: markedTurnCount == 0
          ? "expected an assistant message to train on, found none"
          : "the record marks \(markedTurnCount) of its answers as not to be trained, and no other "
            + "is left to train on")
    }
    let hitStart = batch.hits.count
    appendHits()
    batch.records.append(
      TokenBatch.Record(
        index: index, tokens: tokens, spans: spanStart..<batch.spans.count,
        hits: hitStart..<batch.hits.count,
        exchanges: exchanges.first..<batch.exchanges.count, trainedTokenCount: trained,
        // With everything trained, what is not is the template's but for the text of marked turns.
        templateTokenCount: tokens.count - trained
          - (trainOn == .all ? markedPromptCount : promptTokenCount),
        measures: measures))
  }

  /// Makes all `tokens` of the record trained but for the first, and what is marked.
  private mutating func trainAll(_ tokens: Range<Int>) {
    batch.spans.removeSubrange(spanStart...)
    var next = 1
    for marked in markedSpans {
      let start = Int(marked.start)
      if start > next {
        batch.spans.append(TrainedSpan(start: UInt32(next), count: UInt32(start - next)))
      }
      next = start + Int(marked.count)
    }
    if tokens.count > next {
      batch.spans.append(TrainedSpan(start: UInt32(next), count: UInt32(tokens.count - next)))
    }
  }

  /// Takes back what was appended since `begin`.
  mutating func discard() {
    batch.tokens.removeSubrange(tokenStart...)
    batch.spans.removeSubrange(spanStart...)
    batch.exchanges.removeSubrange(exchanges.first...)
  }

  // MARK: Encoding

  /// Appends the ids of what `write` puts together, and returns its length in bytes.
  private mutating func encode(_ write: (inout [UInt8]) -> Void) throws(RenderingFault) -> Int {
    var text: [UInt8] = []
    swap(&text, &written)
    text.removeAll(keepingCapacity: true)
    defer { swap(&text, &written) }
    write(&text)
    try encode(text.span)
    return text.count
  }

  /// Appends the ids of `text`, doing with special tokens' spellings as told.
  private mutating func encode(_ text: Span<UInt8>) throws(RenderingFault) {
    var done = 0
    var position = 0
    while let match = search.firstMatch(in: text, from: position) {
      hitCounts[Int(match.token - SpecialToken.first)] += 1
      hasHits = true
      position = match.range.upperBound
      switch specialTokens {
      case .ordinary: break
      case .reject:
        let name = encoder.vocabulary.specialTokenName(of: match.token) ?? ""
        throw RenderingFault(
          reason: .specialTokens,
          detail: "message \(message): found \(name) at byte \(match.range.lowerBound) of its text")
      case .allow:
        encoder.encode(text.extracting(done..<match.range.lowerBound), into: &batch.tokens)
        batch.tokens.append(match.token)
        done = position
      }
    }
    encoder.encode(text.extracting(done..<text.count), into: &batch.tokens)
  }

  private mutating func appendHits() {
    guard hasHits else { return }
    for (index, count) in hitCounts.enumerated() where count > 0 {
      batch.hits.append(
        TokenBatch.SpecialTokenHit(token: SpecialToken.first + UInt32(index), count: count))
    }
  }
}
