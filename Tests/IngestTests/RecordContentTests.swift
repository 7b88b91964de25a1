import Ingest
import Records
import TestSupport
import Testing

/// What records say beside their question and answer: system prompts, passages, turns before, whether
/// a turn is trained, thoughts, calls as older lists spell them.
@Suite struct RecordContentTests {
  private static let pair: [Outcome.Turn] = [.init(.user, "q"), .init(.assistant, "a")]

  private func turns(_ line: String, _ location: SourceLocation = #_sourceLocation) throws
    -> [Outcome.Turn]
  {
    let outcome = try result(of: line)
    guard case .kept(_, let turns, _) = outcome else {
      Issue.record("\(line): \(outcome)", sourceLocation: location)
      return []
    }
    return turns
  }

  // MARK: System prompts

  @Test(
    arguments: [
      #"{"system":"s","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#,
      #"{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}],"system_prompt":"s"}"#,
      #"{"system":"s","instruction":"q","response":"a"}"#,
      #"{"system":"s","instruction":"q","output":"a"}"#,
      #"{"system_prompt":"s","prompt":"q","completion":"a"}"#,
      #"{"system":null,"system_prompt":"s","question":"q","answer":"a"}"#,
      #"{"system":" ","system_prompt":"s","inputs":"q","targets":"a"}"#,
      #"{"system":"s","system_prompt":"s","inputs":"q","targets":"a"}"#,
      #"{"messages":[{"role":"system","content":""},{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"system":"s"}"#,
      #"{"messages":[{"role":"developer","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#,
    ])
  func systemPromptOfARecord(_ line: String) throws {
    #expect(try turns(line) == [.init(.system, "s")] + Self.pair)
  }

  @Test func aSystemMessageWinsOverTheField() throws {
    let line =
      #"{"system":"other","messages":[{"role":"system","content":"s"},{"role":"user","content":"q"}]}"#
    #expect(try turns(line) == [.init(.system, "s"), .init(.user, "q")])
    #expect(try unread(line) == [.init(name: "system", count: 1)])
    #expect(try unread(line.replacing("other", with: "s")) == [])
  }

  @Test func theFieldWinsOverTheOption() throws {
    let line = #"{"system":"s","prompt":"q","completion":"a"}"#
    let found = try outcomes(of: line, ReadingSettings(system: "option"))
    #expect(found.first?.turns == [.init(.system, "s")] + Self.pair)
  }

  @Test func systemPromptsThatAreNoTextAreRejected() throws {
    #expect(
      try result(of: #"{"system":7,"prompt":"q","completion":"a"}"#)
        == .rejected(.wrongType, "field 'system' is a number, expected a string"))
    #expect(
      try result(of: #"{"system":"s","system":"s","prompt":"q","completion":"a"}"#)
        == .rejected(.duplicateKey, "field 'system' stands 2 times, expected once"))
  }

  // MARK: Passages and turns before

  @Test(
    arguments: [
      #"{"instruction":"q","input":"p","response":"a"}"#,
      #"{"instruction":"q","context":"p","response":"a"}"#,
      #"{"instruction":"q","context":"p","output":"a"}"#,
      #"{"question":"q","context":"p","answer":"a"}"#,
    ])
  func passages(_ line: String) throws {
    #expect(try turns(line) == [.init(.user, "q\n\np"), .init(.assistant, "a")])
  }

  @Test func history() throws {
    let line = #"{"instruction":"q","output":"a","history":[["1","2"],["3","4"]],"system":"s"}"#
    #expect(
      try turns(line) == [
        .init(.system, "s"), .init(.user, "1"), .init(.assistant, "2"), .init(.user, "3"),
        .init(.assistant, "4"),
      ] + Self.pair)
    #expect(try turns(#"{"instruction":"q","output":"a","history":[]}"#) == Self.pair)
    #expect(try turns(#"{"instruction":"q","output":"a","history":null}"#) == Self.pair)
  }

  @Test(
    arguments: [
      (#""x""#, "field 'history' is a string, expected an array of pairs"),
      (#"["x"]"#, "field 'history': pair 0 is a string, expected an array of two texts"),
      (#"[["1","2"],["3"]]"#, "field 'history': pair 1 is not an array of two texts"),
      (#"[["1","2","3"]]"#, "field 'history': pair 0 is not an array of two texts"),
      (#"[["1",2]]"#, "field 'history': pair 0 holds a number, expected a text"),
    ])
  func historyOfAnotherShape(_ history: String, _ detail: String) throws {
    #expect(
      try result(of: #"{"instruction":"q","output":"a","history":\#(history)}"#)
        == .rejected(.wrongType, detail))
  }

  // MARK: Lists

  @Test func listsOfPromptAndCompletion() throws {
    let line = #"""
      {"prompt":[{"role":"user","content":"1"},{"role":"assistant","content":"2"},\#
      {"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"a"}]}
      """#
    #expect(
      try turns(line) == [
        .init(.user, "1", .never), .init(.assistant, "2", .never), .init(.user, "q", .never),
        .init(.assistant, "a"),
      ])
    let withSystem = "{\"system\":\"s\"," + line.dropFirst()
    #expect(try turns(withSystem).first == .init(.system, "s", .never))
    let inStrings =
      #"{"prompt":"[{\"role\":\"user\"}]","completion":" [ { \"content\" : \"a\"}]"}"#
    #expect(try outcomes(of: inStrings).map(\.reason) == [.wrongType])
    #expect(try turns(#"{"prompt":"[{\"role\": 1}]","completion":"[]"}"#).count == 2)
    #expect(
      try result(of: #"{"prompt":"q","completion":[]}"#)
        == .rejected(.wrongType, "field 'completion' is an array, expected a string"))
  }

  @Test(
    arguments: [
      #"{"conversations":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#,
      #"{"messages":[{"from":"human","value":"q"},{"from":"chatgpt","value":"a"}]}"#,
      #"{"messages":[{"from":"human","value":"q"},{"from":"bing","value":"a"}]}"#,
      #"{"messages":"[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]"}"#,
      #"{"conversations":" [{\"from\":\"human\",\"value\":\"q\"},{\"from\":\"bard\",\"value\":\"a\"}]"}"#,
    ])
  func listsThatAreSpelledAsOthers(_ line: String) throws {
    #expect(try turns(line) == Self.pair)
    #expect(try unread(line) == [])
  }

  @Test func ofTwoSpellingsTheOtherIsCounted() throws {
    let line = #"{"messages":[{"role":"user","content":"q","from":"x","value":"y"}]}"#
    #expect(try turns(line) == [.init(.user, "q")])
    #expect(
      try unread(line) == [
        .init(name: "messages[].from", count: 1), .init(name: "messages[].value", count: 1),
      ])
  }

  // MARK: What is trained

  @Test(
    arguments: [
      (#""weight":0"#, TurnTraining.never), (#""weight":0.0"#, .never), (#""weight":1"#, .byRole),
      (#""train":false"#, .never), (#""loss":false"#, .never), (#""loss":true"#, .byRole),
      (#""trainable":0"#, .never), (#""mask":true"#, .never), (#""mask":false"#, .byRole),
      (#""weight":null"#, .byRole), (#""weight":0,"train":false"#, .never),
    ])
  func flags(_ flag: String, _ training: TurnTraining) throws {
    let line =
      #"{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a",\#(flag)}]}"#
    #expect(try turns(line) == [.init(.user, "q"), .init(.assistant, "a", training)])
    #expect(try unread(line) == [])
  }

  @Test(
    arguments: [
      (#""weight":0.3"#, "message 0: field 'weight' is 0.3, expected 0 or 1, true or false"),
      (#""train":"no""#, "message 0: field 'train' is a string, expected 0 or 1, true or false"),
      (
        #""weight":1,"mask":true"#,
        "message 0: fields 'weight' and 'mask' say the opposite of each other"
      ),
    ])
  func flagsThatCannotBeHonoured(_ flag: String, _ detail: String) throws {
    #expect(
      try result(of: #"{"messages":[{"role":"assistant","content":"a",\#(flag)}]}"#)
        == .rejected(.wrongType, detail))
  }

  @Test func marksOfOthersAreKept() throws {
    for role in ["user", "system", "tool"] {
      let line = #"{"messages":[{"role":"\#(role)","content":"q","weight":0}]}"#
      #expect(try turns(line).map(\.training) == [.never])
    }
    let prompt =
      #"{"prompt":[{"role":"assistant","content":"p","weight":1}],"completion":[{"role":"assistant","content":"a","weight":1}]}"#
    #expect(try unread(prompt) == [.init(name: "messages[].weight", count: 1)])
  }

  @Test func aFlagThatWouldTrainTheUserIsCounted() throws {
    let line = #"{"messages":[{"role":"user","content":"q","weight":1}]}"#
    #expect(try unread(line) == [.init(name: "messages[].weight", count: 1)])
    #expect(try unread(line.replacing("1", with: "0")) == [])
  }

  @Test func trainOnInput() throws {
    for value in ["true", "1"] {
      #expect(
        try turns(#"{"prompt":"q","completion":"a","train_on_input":\#(value)}"#)
          == [.init(.user, "q", .always), .init(.assistant, "a")])
    }
    #expect(
      try turns(#"{"prompt":"q","completion":"a","train_on_input":false}"#)
        == [.init(.user, "q", .never), .init(.assistant, "a")])
    // What a flag or a prompt says wins.
    #expect(
      try turns(
        #"{"messages":[{"role":"user","content":"q","mask":true}],"train_on_input":true}"#)
        == [.init(.user, "q", .never)])
    #expect(
      try result(of: #"{"prompt":"q","completion":"a","train_on_input":0.5}"#)
        == .rejected(
          .wrongType, "field 'train_on_input' is 0.5, expected 0 or 1, true or false"))
  }

  // MARK: Thoughts

  @Test(
    arguments: [
      #""content":"a","reasoning_content":"t""#, #""content":"a","reasoning":"t""#,
      #""content":"a","thinking":"t""#, #""content":"<think>\n t\n</think>a""#,
      #""content":" <think>t</think>a","reasoning":"t""#,
      #""content":"\u00a0<think></think>\u3000<think>t</think>\u00a0a""#,
    ])
  func thoughts(_ members: String) throws {
    #expect(
      try turns(#"{"messages":[{"role":"assistant",\#(members)}]}"#)
        == [.init(.assistant, "a", thought: "t")])
  }

  @Test(
    arguments: [
      (#"<think></think>a"#, "a"), (#"<think>\n\u3000</think>a"#, "a"),
      (#"<think>t"#, "<think>t"), (#"a<think>t</think>"#, "a<think>t</think>"),
      (#"<thinking>t</think>"#, "<thinking>t</think>"),
    ])
  func whatIsNoThought(_ content: String, _ text: String) throws {
    #expect(
      try turns(#"{"messages":[{"role":"assistant","content":"\#(content)"}]}"#)
        == [.init(.assistant, text)])
    #expect(
      try turns(#"{"messages":[{"role":"user","content":"<think>t</think>a"}]}"#)
        == [.init(.user, "<think>t</think>a")])
  }

  @Test func anAnswerOfThoughtsAloneIsEmpty() throws {
    #expect(
      try result(of: #"{"messages":[{"role":"assistant","content":"<think>t</think> "}]}"#)
        == .rejected(.emptyField, "message 0: field 'content' is empty, expected text"))
    #expect(
      try result(of: #"{"messages":[{"role":"assistant","reasoning":"t"}]}"#)
        == .rejected(
          .missingField, "message 0: field 'content' is missing, expected a string"))
  }

  @Test func twoThoughtsAreRejected() throws {
    let line =
      #"{"messages":[{"role":"assistant","content":"a","reasoning":"t","thinking":"u"}]}"#
    #expect(
      try result(of: line)
        == .rejected(
          .wrongType, "message 0 has two thoughts, the second in field 'thinking', expected one"))
  }

  @Test func thoughtsOfOthersAreCounted() throws {
    let line = #"{"messages":[{"role":"user","content":"q","reasoning":"t"}]}"#
    #expect(try unread(line) == [.init(name: "messages[].reasoning", count: 1)])
  }

  // MARK: Calls

  @Test(
    arguments: [
      #"{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{\"x\":1}"}}"#,
      #"{"role":"assistant","content":"said","function_call":{"name":"f","arguments":{"x":1}}}"#,
      #"{"from":"function_call","value":"{\"name\":\"f\",\"arguments\":{\"x\":1}}"}"#,
      #"{"from":"tool_call","value":"[{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}]"}"#,
      #"{"role":"tool_call","content":{"name":"f","arguments":{"x":1}}}"#,
    ])
  func callsAsOlderListsSpellThem(_ message: String) throws {
    let line = #"{"messages":[\#(message)]}"#
    #expect(try turns(line) == [.init(.assistant, #"f{"x": 1}"#)])
    let weighted = #"{"messages":[{"weight":0,\#(message.dropFirst())]}"#
    #expect(try turns(weighted) == [.init(.assistant, #"f{"x": 1}"#, .never)])
  }

  @Test(
    arguments: [
      (#"{"from":"function_call","value":"f(1)"}"#, RejectionReason.wrongType),
      (#"{"from":"function_call","value":"[]"}"#, .emptyField),
      (#"{"from":"function_call","value":null}"#, .missingField),
      (#"{"from":"function_call","value":"{\"name\":\"f\"}"}"#, .missingField),
      (
        #"{"role":"user","content":"q","function_call":{"name":"f","arguments":{}}}"#,
        .templateError
      ),
      (
        #"{"from":"function_call","value":"[{\"name\":\"f\",\"arguments\":{}},{\"name\":\"g\",\"arguments\":{}}]"}"#,
        .templateError
      ),
    ])
  func callsAtFault(_ message: String, _ reason: RejectionReason) throws {
    #expect(try outcomes(of: #"{"messages":[\#(message)]}"#).map(\.reason) == [reason])
  }

  @Test func functionsBecomeTools() throws {
    func text(_ line: String) throws -> String {
      let pipe = try Pipe()
      return try pipe.carry(Array(line.utf8)) { input in
        var parser = RecordParser(options: ReadingOptions())
        var batch = ConversationBatch()
        var reader = UnitReader([input], unitByteCount: 1 << 20, maximumLineByteCount: 1 << 20)
        var unit = InputUnit()
        _ = try reader.next(&unit)
        try unit.load()
        _ = parser.parse(unit, into: &batch)
        let schemas = try #require(batch.records.first?.tools?.schemas)
        return String(decoding: batch.text[schemas], as: UTF8.self)
      }
    }
    let messages = #""messages":[{"role":"user","content":"q"}]"#
    let older = try text(#"{"functions":[{"name":"f"}],\#(messages)}"#)
    #expect(older == #"{"type":"function","function":{"name":"f"}}"#)
    #expect(
      try older == text(#"{"tools":[{"type":"function","function":{"name":"f"}}],\#(messages)}"#))
    #expect(
      try outcomes(of: #"{"tools":[{}],"functions":[{}],\#(messages)}"#).map(\.reason)
        == [.duplicateKey])
  }

  // MARK: Preference pairs

  @Test func preferencePairsAreTold() throws {
    let texts = #"{"prompt":"q","chosen":"a","rejected":"b"}"#
    #expect(
      try result(of: texts)
        == .rejected(
          .unknownSchema,
          "the record is a preference pair: to train on the answer that is preferred, give --map "
            + "completion=chosen"))
    #expect(
      try outcomes(of: texts, ReadingSettings(map: ["completion=chosen"])).first?.turns
        == Self.pair)
    let list =
      #"{"chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"rejected":[]}"#
    let explicit =
      #"{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[1]}"#
    #expect(try outcomes(of: explicit).first?.detail.hasSuffix("--map completion=chosen") == true)
    guard case .rejected(_, let detail) = try result(of: list) else {
      Issue.record("kept")
      return
    }
    #expect(detail.hasSuffix("--map messages=chosen"))
    #expect(
      try outcomes(of: list, ReadingSettings(map: ["messages=chosen"])).first?.turns == Self.pair)
  }

  private func unread(_ line: String) throws -> [UnreadField] { try unreadFields(of: line) }
}

/// The fields of `lines` that nothing reads.
func unreadFields(
  of lines: String, _ options: ReadingSettings = ReadingSettings()
) throws -> [UnreadField] {
  let pipe = try Pipe()
  return try pipe.carry(Array(lines.utf8)) { input in
    var reader = UnitReader(
      [input], unitByteCount: options.unitByteCount,
      maximumLineByteCount: options.maximumLineByteCount)
    var parser = RecordParser(options: options.parser)
    var unit = InputUnit()
    var units: [[UnreadField]] = []
    while try reader.next(&unit) {
      try unit.load()
      _ = parse(unit, with: &parser)
      units.append(parser.unreadFields)
    }
    return UnreadField.merged(units)
  }
}
