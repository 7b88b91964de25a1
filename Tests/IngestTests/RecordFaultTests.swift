import Ingest
import Records
import TestSupport
import Testing

/// Objects that are no records: fields that are missing, empty, of another type, or there twice.
@Suite struct RecordFaultTests {
  private static let pair: [Outcome.Turn] = [.init(.user, "q"), .init(.assistant, "a")]

  @Test(
    arguments: [
      (#"{"instruction":"q"}"#, "field 'response' is missing, expected a value"),
      (#"{"response":"a"}"#, "field 'instruction' is missing, expected a value"),
      (#"{"instruction":"q","response":null}"#, "field 'response' is null, expected a value"),
      (#"{"instruction":null,"response":"a"}"#, "field 'instruction' is null, expected a value"),
      (#"{"instruction":null,"response":null}"#, "field 'instruction' is null, expected a value"),
      (#"{"output":"a"}"#, "field 'instruction' is missing, expected a value"),
      (#"{"instruction":"q","output":null}"#, "field 'output' is null, expected a value"),
      (#"{"prompt":"q"}"#, "field 'completion' is missing, expected a value"),
      (#"{"prompt":"q","completion":null}"#, "field 'completion' is null, expected a value"),
      (#"{"question":"q","text":null}"#, "field 'answer' is missing, expected a value"),
      (#"{"answer":null}"#, "field 'question' is missing, expected a value"),
      (#"{"messages":null}"#, "field 'messages' is null, expected a value"),
      (#"{"conversations":null}"#, "field 'conversations' is null, expected a value"),
      (#"{"text":null}"#, "field 'text' is null, expected a value"),
      (
        #"{"messages":null,"instruction":"q","response":null}"#,
        "field 'response' is null, expected a value"
      ),
      (
        #"{"messages":[{"content":"q"}]}"#,
        "message 0: field 'role' is missing, expected a string"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"},{"role":"assistant"}]}"#,
        "message 1: field 'content' is missing, expected a string"
      ),
      (
        #"{"messages":[{"role":"assistant","content":null}]}"#,
        "message 0: field 'content' is null, expected a string"
      ),
      (
        #"{"conversations":[{"from":null,"value":"q"}]}"#,
        "message 0: field 'from' is null, expected a string"
      ),
    ])
  func missingFields(_ line: String, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(.missingField, detail))
  }

  @Test(
    arguments: [
      (#"{"instruction":1,"response":"a"}"#, "field 'instruction' is a number, expected a string"),
      (#"{"instruction":"q","response":["a"]}"#, "field 'response' is an array, expected a string"),
      (#"{"instruction":"","response":{}}"#, "field 'response' is an object, expected a string"),
      (
        #"{"instruction":"q","input":[],"output":"a"}"#,
        "field 'input' is an array, expected a string"
      ),
      (#"{"prompt":true,"completion":"a"}"#, "field 'prompt' is a boolean, expected a string"),
      (#"{"question":"q","answer":42}"#, "field 'answer' is a number, expected a string"),
      (#"{"text":false}"#, "field 'text' is a boolean, expected a string"),
      (#"{"messages":"q"}"#, "field 'messages' is a string, expected an array of messages"),
      (#"{"messages":{}}"#, "field 'messages' is an object, expected an array of messages"),
      (#"{"conversations":1}"#, "field 'conversations' is a number, expected an array of messages"),
      (#"{"messages":["q"]}"#, "message 0 is a string, expected an object"),
      (#"{"messages":[null]}"#, "message 0 is null, expected an object"),
      (
        #"{"messages":[{"role":1,"content":"q"}]}"#,
        "message 0: field 'role' is a number, expected a string"
      ),
      (
        #"{"messages":[{"role":"user","content":{"type":"text","text":"q"}}]}"#,
        "message 0: field 'content' is an object, expected a string"
      ),
      (
        #"{"messages":[{"role":"user","content":["q"]}]}"#,
        "message 0: part 0 of field 'content' is a string, expected an object"
      ),
      (
        #"{"messages":[{"role":"user","content":[{"type":"text","text":"q"},{"type":"image"}]}]}"#,
        "message 0: part 1 of field 'content' is of type 'image', expected 'text'"
      ),
    ])
  func wrongTypes(_ line: String, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(.wrongType, detail))
  }

  @Test(
    arguments: [
      (#"{"instruction":"","response":"a"}"#, "field 'instruction' is empty, expected text"),
      (#"{"instruction":"q","response":" \n\t"}"#, "field 'response' is empty, expected text"),
      (
        #"{"instruction":" ","input":"more","output":"a"}"#,
        "field 'instruction' is empty, expected text"
      ),
      (
        #"{"prompt":"q","completion":"\u00a0\u2003\u3000\u0085\u001c"}"#,
        "field 'completion' is empty, expected text"
      ),
      (#"{"question":"\u2028","answer":"a"}"#, "field 'question' is empty, expected text"),
      (#"{"text":""}"#, "field 'text' is empty, expected text"),
      (#"{"messages":[]}"#, "field 'messages' is an empty array, expected messages"),
      (#"{"conversations":[]}"#, "field 'conversations' is an empty array, expected messages"),
      (
        #"{"messages":[{"role":"user","content":" "}]}"#,
        "message 0: field 'content' is empty, expected text"
      ),
      (
        #"{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":""}]}"#,
        "message 1: field 'value' is empty, expected text"
      ),
    ])
  func emptyFields(_ line: String, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(.emptyField, detail))
  }

  @Test func whatSystemAndToolsSayMayBeEmpty() throws {
    let line = #"""
      {"messages":[{"role":"system","content":""},{"role":"user","content":"q"},\#
      {"role":"tool","content":" "},{"role":"ipython","content":""},\#
      {"role":"assistant","content":"a"}]}
      """#
    guard case .kept(.messages, let turns, _) = try result(of: line) else {
      Issue.record("rejected")
      return
    }
    #expect(turns.map { $0.text.count } == [0, 1, 3, 2, 1])
  }

  @Test(arguments: ["\\u200b", "\\ufeff", "\\u0000", "\\u180e"])
  func charactersThatAreNoWhiteSpaceAreText(_ text: String) throws {
    guard case .kept = try result(of: #"{"text":"\#(text)"}"#) else {
      Issue.record("rejected")
      return
    }
  }

  @Test(
    arguments: [
      (#"{"text":"a","text":"a"}"#, "field 'text' stands 2 times, expected once"),
      (#"{"text":"a","\u0074ext":"b","text":null}"#, "field 'text' stands 3 times, expected once"),
      (
        #"{"instruction":"q","response":"a","instruction":null}"#,
        "field 'instruction' stands 2 times, expected once"
      ),
      (
        #"{"instruction":"q","input":"i","output":"a","input":"i"}"#,
        "field 'input' stands 2 times, expected once"
      ),
      (#"{"messages":[],"messages":[]}"#, "field 'messages' stands 2 times, expected once"),
      (
        #"{"messages":[{"role":"user","content":"q","role":"user"}]}"#,
        "message 0: field 'role' stands more than once, expected once"
      ),
      (
        #"{"conversations":[{"from":"human","value":"q","value":"r"}]}"#,
        "message 0: field 'value' stands more than once, expected once"
      ),
    ])
  func duplicateKeys(_ line: String, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(.duplicateKey, detail))
  }

  @Test(
    arguments: [
      #"{"x":1,"instruction":"q","response":"a","x":2}"#,
      #"{"instruction":"q","response":"a","text":"t","text":"t"}"#,
      #"{"instruction":"q","response":"a","tools":1,"tools":2}"#,
      #"{"instruction":"q","response":"a","x":{"y":1,"y":2}}"#,
    ])
  func keysThatTheFormDoesNotReadMayStandTwice(_ line: String) throws {
    #expect(try result(of: line) == .kept(.instructionResponse, Self.pair))
  }

  @Test(
    arguments: [
      (#"{"messages":[{"role":"bot","content":"q"}]}"#, "'bot'"),
      (#"{"messages":[{"role":"User","content":"q"}]}"#, "'User'"),
      (#"{"conversations":[{"from":"a\nb","value":"q"}]}"#, "'a?b'"),
    ])
  func namesThatAreNoRoles(_ line: String, _ name: String) throws {
    let known =
      "user assistant system human gpt tool ipython model developer function observation "
      + "tool_response function_call tool_call chatgpt bard bing"
    #expect(
      try result(of: line)
        == .rejected(
          .templateError, "message 0: role \(name) is unknown, expected one of \(known)"))
  }

  @Test func toolCallsThatAreNullAreNone() throws {
    let line = #"{"messages":[{"role":"user","content":"q","tool_calls":null}]}"#
    #expect(try result(of: line) == .kept(.messages, [.init(.user, "q")]))
  }

  @Test(
    arguments: [
      ("{}", "the object has no keys"),
      (#"{"a":1}"#, "no record form has the keys found: 'a'"),
      (#"{"input":"q","a\nb":1}"#, "no record form has the keys found: 'input', 'a?b'"),
      (
        #"{"version":1,"data":[{"text":"a"}]}"#,
        "no record form has the keys found: 'version', 'data'; where 'data' holds the records, "
          + "jq -c '.[\"…\"][]' with that name makes lines of them"
      ),
      (
        #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}"#,
        "no record form has the keys found: 'a', 'b', 'c', 'd', 'e' and 2 more"
      ),
    ])
  func objectsOfNoForm(_ line: String, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(.unknownSchema, detail))
  }

  @Test func aLongKeyIsCutInTheDetail() throws {
    let found = try outcomes(of: "{\"" + String(repeating: "k€", count: 500) + "\":1}")
    let shown = String(repeating: "k€", count: 20)
    #expect(found.first?.detail == "no record form has the keys found: '\(shown)…'")
  }
}
