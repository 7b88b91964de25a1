import Records
import TestSupport
import Testing
import Tokenizer

/// How the templates render tools; whole rows are compared with the stock template in
/// EndToEndTests.
@Suite struct ToolTemplateTests {
  /// A batch of one record of `messages`, some of them calls or results.
  private func batch(
    _ messages: [(Role, ConversationBatch.Message.Content, String, name: String)],
    schemas: String? = nil, isInUserMessage: Bool = true, builtins: String? = nil
  ) -> ConversationBatch {
    var batch = ConversationBatch()
    batch.append(messages.map { ($0.0, $0.name + $0.2) })
    for (index, message) in messages.enumerated() {
      batch.messages[index].content = message.1
      batch.messages[index].nameCount = UInt32(message.name.utf8.count)
    }
    func range(_ text: String?) -> Range<Int>? {
      guard let text else { return nil }
      let start = batch.text.count
      batch.text += Array(text.utf8)
      return start..<batch.text.count
    }
    let (schemas, names) = (range(schemas), range(builtins))
    if schemas != nil || names != nil {
      batch.records[0].tools = ConversationBatch.Tools(
        schemas: schemas, isInUserMessage: isInUserMessage, builtinNames: names)
    }
    return batch
  }

  private func encode(
    _ batch: ConversationBatch, _ options: ConversationOptions = .init()
  ) throws -> (batch: ConversationBatch, tokens: TokenBatch) {
    var batch = batch
    var encoder = ConversationEncoder(vocabulary: try TestVocabulary.load(), options: options)
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    return (batch, tokens)
  }

  private func text(_ tokens: some Sequence<UInt32>) throws -> String {
    var bytes: [UInt8] = []
    try TestVocabulary.load().decode(Array(tokens), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The trained texts, one a span.
  private func trained(_ tokens: TokenBatch) throws -> [String] {
    try tokens.spans.map { try text(tokens.tokens[Int($0.start)..<Int($0.start + $0.count)]) }
  }

  @Test func callsAndTheirEndsAreTrainedAndResultsAreNot() throws {
    let batch = batch([
      (.user, .text, "q", ""), (.assistant, .toolCall, #"{"a": 1}"#, "f"),
      (.tool, .toolResult, #""22C""#, ""), (.assistant, .text, " a ", ""),
    ])
    let (_, tokens) = try encode(batch)
    #expect(
      try trained(tokens) == [#"{"name": "f", "parameters": {"a": 1}}<|eot_id|>"#, "a<|eot_id|>"])
    #expect(
      try text(tokens.tokens).contains(
        "<|start_header_id|>ipython<|end_header_id|>\n\n\"22C\"<|eot_id|>"))
    let last = try encode(batch, ConversationOptions(trainOn: .last)).tokens
    #expect(try trained(last) == ["a<|eot_id|>"])
  }

  @Test func withBuiltinToolsACallEndsItsMessageAndNotTheTurn() throws {
    let (_, tokens) = try encode(
      batch(
        [
          (.user, .text, "q", ""), (.assistant, .builtinToolCall, #"k="v""#, "b"),
          (.ipython, .toolResult, "[]", ""), (.assistant, .toolCall, "{}", "f"),
          (.ipython, .toolResult, "7", ""), (.assistant, .text, "a", ""),
        ], builtins: "b"))
    #expect(
      try trained(tokens) == [
        #"<|python_tag|>b.call(k="v")<|eom_id|>"#, #"{"name": "f", "parameters": {}}<|eom_id|>"#,
        "a<|eot_id|>",
      ])
    #expect(tokens.tokens.count { $0 == 128010 } == 1)
    #expect(
      try text(tokens.tokens).hasPrefix(
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nEnvironment: ipython\n"
          + "Tools: b\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n<|eot_id|>"
      ))
  }

  @Test func schemasStandInTheFirstUserMessageOrInTheSystemBlock() throws {
    let messages: [(Role, ConversationBatch.Message.Content, String, name: String)] = [
      (.system, .text, " s ", ""), (.user, .text, " q ", ""), (.assistant, .text, "a", ""),
      (.user, .text, "r", ""), (.assistant, .text, "b", ""),
    ]
    let inUser = try encode(batch(messages, schemas: "{}\n\n")).tokens
    #expect(try text(inUser.tokens).contains("26 Jul 2024\n\ns<|eot_id|>"))
    #expect(try text(inUser.tokens).contains("Do not use variables.\n\n{}\n\nq<|eot_id|>"))
    #expect(try text(inUser.tokens).components("Do not use variables") == 2)
    let inSystem = try encode(batch(messages, schemas: "{}\n\n", isInUserMessage: false)).tokens
    #expect(
      try text(inSystem.tokens).contains(
        "26 Jul 2024\n\nYou have access to the following functions."))
    #expect(try text(inSystem.tokens).contains("Do not use variables.\n\n{}\n\ns<|eot_id|>"))
    for tokens in [inUser, inSystem] {
      #expect(try trained(tokens) == ["a<|eot_id|>", "b<|eot_id|>"])
    }
  }

  @Test func toolsWithoutAFirstUserMessageCannotBeRendered() throws {
    for messages in [
      [(Role.system, ConversationBatch.Message.Content.text, "s", name: "")],
      [(.system, .text, "s", ""), (.assistant, .text, "a", "")], [(.assistant, .text, "a", "")],
    ] {
      #expect(
        try encode(batch(messages, schemas: "{}\n\n")).batch.rejections.map(\.reason)
          == [.templateError])
    }
  }

  @Test(arguments: ChatTemplates.all.filter { !$0.rendersTools })
  func templatesWithoutToolsRenderNone(template: ChatTemplate) throws {
    let options = ConversationOptions(template: template)
    let call = batch([(.user, .text, "q", ""), (.assistant, .toolCall, "{}", "f")])
    let defined = batch([(.user, .text, "q", ""), (.assistant, .text, "a", "")], schemas: "{}\n\n")
    for batch in [call, defined] {
      #expect(try encode(batch, options).batch.rejections.map(\.reason) == [.templateError])
    }
  }

  @Test func specialSpellingsInToolMaterialAreTextAndCounted() throws {
    let poisoned = batch(
      [
        (.user, .text, "q", ""), (.assistant, .toolCall, #"{"a": "<|eot_id|>"}"#, "<|eom_id|>"),
        (.tool, .toolResult, "\"<|eot_id|>\"", ""),
      ], schemas: "\"<|eot_id|>\"\n\n", builtins: "<|python_tag|>")
    let (batch, tokens) = try encode(poisoned)
    #expect(batch.rejections == [])
    #expect(
      tokens.tokens.filter { $0 >= 128000 && $0 != 128006 && $0 != 128007 }
        == [128000, 128009, 128009, 128008, 128009])
    #expect(tokens.hits.map(\.count) == [1, 3, 1])
    let rejecting = ConversationOptions(specialTokens: .reject)
    #expect(try encode(poisoned, rejecting).batch.rejections.map(\.reason) == [.specialTokens])
  }

  @Test func callsAndDefinitionsAreMeasured() throws {
    let calls = batch([
      (.user, .text, "q", ""), (.assistant, .toolCall, "{}", "f"), (.tool, .toolResult, "1", ""),
      (.assistant, .toolCall, "{}", "g"), (.tool, .toolResult, "2", ""),
      (.assistant, .text, "a", ""),
    ])
    let plain = batch([(.user, .text, "q", ""), (.assistant, .text, "a", "")], schemas: "{}\n\n")
    let measures = try [calls, plain].map { try encode($0).tokens.records[0].measures }
    #expect(measures.map(\.toolCallCount) == [2, 0])
    #expect(measures.map(\.definesTools) == [false, true])
    // The definitions are the record's own text, spelled by the template.
    #expect(measures[1].textByteCount >= 2 + 3)
  }

  @Test func countsAddUpWithTools() throws {
    let (_, tokens) = try encode(
      batch(
        [(.user, .text, "q", ""), (.assistant, .toolCall, "{}", "f")], schemas: "{}\n\n",
        isInUserMessage: false))
    let record = tokens.records[0]
    #expect(record.trainedTokenCount == tokens.spans.reduce(0) { $0 + Int($1.count) })
    // Preamble and schema; there is no system message.
    let prompt = record.tokens.count - record.trainedTokenCount - record.templateTokenCount
    #expect(prompt == 50)
    #expect(record.templateTokenCount == 35 + 5)
  }
}

extension String {
  /// One more than the number of times that `separator` stands in the text.
  fileprivate func components(_ separator: String) -> Int {
    var count = 1
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
