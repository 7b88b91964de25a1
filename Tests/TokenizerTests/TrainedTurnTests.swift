import Records
import TestSupport
import Testing

@testable import Tokenizer

/// What a record says of the training of its turns, and thoughts: in ids, spans and counts.
@Suite struct TrainedTurnTests {
  private struct Encoded {
    var tokens: TokenBatch
    var rejections: [Rejection]

    var record: TokenBatch.Record? { tokens.records.first }

    /// The trained ids, as text, span by span.
    func trained() throws -> [String] {
      try tokens.spans.map { span in
        var bytes: [UInt8] = []
        let ids = tokens.tokens[Int(span.start)..<Int(span.start + span.count)]
        try TestVocabulary.load().decode(Array(ids), into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
      }
    }

    func text() throws -> String {
      var bytes: [UInt8] = []
      try TestVocabulary.load().decode(tokens.tokens, into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private typealias Turn = (role: Role, text: String, training: TurnTraining, thought: String)

  private func encode(
    _ turns: [Turn], _ options: ConversationOptions = .init()
  ) throws -> Encoded {
    var batch = ConversationBatch()
    batch.append(turns.map { ($0.role, $0.text) })
    for (index, turn) in turns.enumerated() {
      batch.messages[index].training = turn.training
      if turn.training == .never { batch.records[0].notes.noteUntrainedTurn() }
      guard !turn.thought.isEmpty else { continue }
      let start = batch.text.count
      batch.text += Array(turn.thought.utf8)
      batch.messages[index].thought = start..<batch.text.count
      batch.records[0].notes.noteThought()
    }
    var encoder = ConversationEncoder(vocabulary: try TestVocabulary.load(), options: options)
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    return Encoded(tokens: tokens, rejections: batch.rejections)
  }

  private static let turns: [Turn] = [
    (.user, "One?", .byRole, ""), (.assistant, "bad", .never, ""), (.user, "Two?", .byRole, ""),
    (.assistant, "good", .byRole, ""),
  ]

  @Test(arguments: [ChatTemplate.llama31, .llama3])
  func aMarkedTurnIsRenderedAndNotTrained(_ template: ChatTemplate) throws {
    let found = try encode(Self.turns, ConversationOptions(template: template))
    #expect(try found.trained() == ["good<|eot_id|>"])
    #expect(try found.text().contains("bad<|eot_id|>"))
    let plain = try encode(
      Self.turns.map { ($0.role, $0.text, .byRole, "") }, ConversationOptions(template: template))
    #expect(found.tokens.tokens == plain.tokens.tokens)
    let (record, other) = (try #require(found.record), try #require(plain.record))
    // "bad" becomes a token of the prompt, and its end one of the template.
    #expect(record.templateTokenCount == other.templateTokenCount + 1)
    #expect(record.trainedTokenCount == other.trainedTokenCount - 2)
  }

  @Test func withEverythingTrainedAMarkedTurnIsNot() throws {
    let found = try encode(Self.turns, ConversationOptions(trainOn: .all))
    let trained = try found.trained()
    #expect(trained.count == 2)
    #expect(trained[0].hasSuffix("One?<|eot_id|>"))
    #expect(trained[1].hasPrefix("<|start_header_id|>user"))
    #expect(trained.joined().contains("bad") == false)
    let record = try #require(found.record)
    // The first token, and the header and end of the marked turn.
    #expect(record.templateTokenCount == 1 + 4 + 1)
    #expect(record.tokens.count - record.trainedTokenCount - record.templateTokenCount == 1)
  }

  @Test(arguments: [ChatTemplate.llama31, .llama3])
  func aMarkedSystemMessageIsNotTrainedEither(_ template: ChatTemplate) throws {
    let found = try encode(
      [
        (.system, "Be brief.", .never, ""), (.user, "Hi", .never, ""),
        (.assistant, "Yes", .byRole, ""),
      ], ConversationOptions(template: template, trainOn: .all))
    #expect(
      try found.trained() == ["<|start_header_id|>assistant<|end_header_id|>\n\nYes<|eot_id|>"])
  }

  @Test func theLastAnswerMarkedLeavesNothing() throws {
    var turns = Self.turns
    turns[3].training = .never
    for options in [ConversationOptions(), ConversationOptions(trainOn: .last)] {
      let found = try encode(turns, options)
      #expect(found.tokens.records.isEmpty)
      #expect(found.rejections.map(\.reason) == [.noTrainedTokens])
      #expect(found.rejections.first?.detail.contains("marks 2 of its answers") == true)
    }
  }

  @Test func whatTheUserSaysMayBeTrained() throws {
    let found = try encode([(.user, "Hi", .always, ""), (.assistant, "Yes", .byRole, "")])
    #expect(try found.trained() == ["Hi<|eot_id|>", "Yes<|eot_id|>"])
  }

  // MARK: Thoughts

  private static let thinking: [Turn] = [
    (.user, "One?", .byRole, ""), (.assistant, "1", .byRole, " first\n"),
    (.user, "Two?", .byRole, ""), (.assistant, " 2", .byRole, "second"),
  ]

  @Test(
    arguments: [
      (ThoughtPolicy.drop, ["1<|eot_id|>", "2<|eot_id|>"]),
      (.last, ["1<|eot_id|>", "<think>\nsecond\n</think>\n\n2<|eot_id|>"]),
      (
        .keep,
        [
          "<think>\nfirst\n</think>\n\n1<|eot_id|>",
          "<think>\nsecond\n</think>\n\n2<|eot_id|>",
        ]
      ),
    ])
  func thoughtsAreWrittenAsAsked(_ policy: ThoughtPolicy, _ trained: [String]) throws {
    for template in [ChatTemplate.llama31, .llama3] {
      let found = try encode(
        Self.thinking, ConversationOptions(template: template, reasoning: policy))
      #expect(try found.trained() == trained)
    }
  }

  /// Encoded by itself, a thought gives the ids that it gives within the whole text.
  @Test func idsAreThoseOfTheWholeText() throws {
    for (thought, text) in [
      ("t", "a"), ("t", "\u{3000}a"), ("t.", "'s"), ("42", "7"), ("t", "{\"x\": 1}"),
      ("t", "</think>"),
    ] {
      let found = try encode(
        [(.user, "q", .byRole, ""), (.assistant, text, .byRole, thought)],
        ConversationOptions(reasoning: .keep))
      var encoder = Encoder(vocabulary: try TestVocabulary.load())
      var ids: [UInt32] = []
      let trimmed = text.drop { $0.isWhitespace }
      encoder.encode(Array("<think>\n\(thought)\n</think>\n\n\(trimmed)".utf8).span, into: &ids)
      let span = try #require(found.tokens.spans.first)
      let trained = found.tokens.tokens[Int(span.start)..<Int(span.start + span.count)]
      #expect(Array(trained.dropLast()) == ids, "\(text)")
    }
  }

  @Test func aMarkedTurnsThoughtIsNotTrained() throws {
    let found = try encode(
      [
        (.user, "q", .byRole, ""), (.assistant, "a", .never, "t"),
        (.assistant, "b", .byRole, ""),
      ], ConversationOptions(reasoning: .keep))
    #expect(try found.text().contains("<think>\nt\n</think>\n\na<|eot_id|>"))
    #expect(try found.trained() == ["b<|eot_id|>"])
  }
}
