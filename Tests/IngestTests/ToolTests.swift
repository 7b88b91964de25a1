import ByteIO
import Records
import TestSupport
import Testing
import Tokenizer

@testable import Ingest

/// Tools, tool calls and their results; contents in parts; what Arrow adds.
@Suite struct ToolTests {
  /// The batch of one line, which must be kept.
  private func batch(
    of line: String, tools: any ToolSpelling = ChatTemplate.llama31.tools
  ) throws -> ConversationBatch {
    let directory = try TemporaryDirectory()
    let path = try directory.write(line, to: "line")
    var reader = UnitReader(
      try InputCatalog.list([path]), unitByteCount: 1 << 20, maximumLineByteCount: 1 << 20)
    var unit = InputUnit()
    #expect(try reader.next(&unit))
    try unit.load()
    var parser = RecordParser(options: ReadingOptions(), tools: tools)
    var batch = ConversationBatch()
    #expect(parser.parse(unit, into: &batch))
    #expect(batch.rejections == [])
    try #require(batch.records.count == 1)
    return batch
  }

  private func text(_ range: Range<Int>?, _ batch: ConversationBatch) -> String? {
    range.map { String(decoding: batch.text[$0], as: UTF8.self) }
  }

  /// The line of a call of `name` with `arguments`, JSON as it stands.
  private func call(_ arguments: String, name: String = "f", more: String = "") -> String {
    #"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"\#(name)","#
      + #""arguments":\#(arguments)}}]\#(more)}]}"#
  }

  /// A call's arguments as they are printed.
  private func printed(_ arguments: String) throws -> String? {
    let batch = try batch(of: call(arguments))
    let message = batch.messages[0]
    #expect(message.content == .toolCall && message.role == .assistant && message.nameCount == 1)
    return text(message.textRange.dropFirst(1), batch)
  }

  // MARK: Arguments

  @Test(
    arguments: [
      (#"{}"#, #"{}"#), (#"{"a":1,"b":[]}"#, #"{"a": 1, "b": []}"#),
      (#"{ "z" : null , "a" : [ true , false , { } ] }"#, #"{"z": null, "a": [true, false, {}]}"#),
      (#"{"a":{"b":{"c":[[1],2]}}}"#, #"{"a": {"b": {"c": [[1], 2]}}}"#),
      (#"{"h":"<b>&'\/"}"#, #"{"h": "<b>&'/"}"#),
      (#"{"\u00e9":"\u65e5\ud83d\ude00\u2028\u007f"}"#, "{\"é\": \"日😀\u{2028}\u{7F}\"}"),
      (#"{"c":"\b\f\n\r\t\"\\\u0000\u001f"}"#, #"{"c": "\b\f\n\r\t\"\\\u0000\u001f"}"#),
    ])
  func argumentsArePrintedAsPythonPrintsThem(_ arguments: String, _ expected: String) throws {
    #expect(try printed(arguments) == expected)
    // The same as a string that holds JSON.
    var spelled: [UInt8] = []
    Array(arguments.utf8).withUnsafeBytes { JSONText.append($0, to: &spelled) }
    #expect(try printed(String(decoding: spelled, as: UTF8.self)) == expected)
  }

  @Test(
    arguments: [
      ("0", "0"), ("-0", "0"), ("-0.0", "-0.0"), ("1E2", "100.0"), ("1.0", "1.0"),
      ("1e16", "1e+16"), ("9999999999999998.0", "9999999999999998.0"), ("1e-4", "0.0001"),
      ("1e-5", "1e-05"), ("1.5e-7", "1.5e-07"), ("1e22", "1e+22"), ("1e100", "1e+100"),
      ("5e-324", "5e-324"), ("0.1000000000000000055511", "0.1"), ("1e400", "Infinity"),
      ("-1e400", "-Infinity"), ("1E-400", "0.0"),
      ("123456789012345680.0", "1.2345678901234568e+17"),
      ("18446744073709551615", "18446744073709551615"),
      ("-9223372036854775808", "-9223372036854775808"),
      ("-9223372036854775809", "-9223372036854775809"),
      ("340282366920938463463374607431768211456", "340282366920938463463374607431768211456"),
      ("1.7976931348623157e308", "1.7976931348623157e+308"), ("12345.678", "12345.678"),
    ])
  func numbersAreThoseOfPython(_ number: String, _ expected: String) throws {
    #expect(try printed("{\"n\":\(number)}") == "{\"n\": \(expected)}")
    // Beside numbers of which some are beyond 64 bits, and some are not.
    #expect(
      try printed("{\"a\":[7,1e400,-2.5],\"n\":\(number),\"b\":36893488147419103232}")
        == "{\"a\": [7, Infinity, -2.5], \"n\": \(expected), \"b\": 36893488147419103232}")
  }

  @Test func argumentsMayNestAsDeepAsARecord() throws {
    let depth = 1010
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try printed("{\"a\":\(deep)}") == "{\"a\": \(deep)}")
  }

  // MARK: Definitions

  @Test func schemasAreIndentedByFour() throws {
    let user = #""messages":[{"role":"user","content":"q"}]"#
    let expected = """
      {
          "name": "f",
          "p": {
              "a": [
                  1,
                  "x"
              ],
              "b": {},
              "c": []
          }
      }

      {}


      """
    let tools = #"[{"name":"f","p":{"a":[1,"x"],"b":{},"c":[]}},{}]"#
    let quoted = tools.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\\"")
    for value in [tools, "\"\(quoted)\""] {
      let batch = try batch(of: "{\"tools\":\(value),\(user)}")
      #expect(text(batch.records[0].tools?.schemas, batch) == expected)
      #expect(batch.records[0].tools?.isInUserMessage == true)
      #expect(batch.records[0].tools?.builtinNames == nil)
    }
    let batch = try batch(of: "{\(user),\"tools\":\(tools),\"tools_in_user_message\":false}")
    #expect(batch.records[0].tools?.isInUserMessage == false)
  }

  @Test(
    arguments: [
      #""tools":null"#, #""tools":[]"#, #""tools":"""#, #""tools":"[]""#, #""builtin_tools":[]"#,
      #""builtin_tools":null"#, #""tools_in_user_message":false"#, #""x":1"#,
    ])
  func emptyDefinitionsAreNone(_ member: String) throws {
    let batch = try batch(of: #"{"messages":[{"role":"user","content":"q"}],\#(member)}"#)
    #expect(batch.records[0].tools == nil)
  }

  /// What `ToolSpelling` promises to templates.
  @Test func templatesAreHandedJSONInOneSpelling() throws {
    let schema =
      #"{ "a" : [ 1.50, -0, 1E2, 1e400, -1e400, 123456789012345678901 ], "b\u0041" : { } }"#
    let line =
      #"{"tools":[\#(schema),{}],"builtin_tools":["x","y"],"messages":["#
      + #"{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"#
      + #"{"\u00e9\/" : [ null , true ] , "c" : "\n\u001f\"\\" }}}]},"#
      + #"{"role":"tool","content": [ false , 1.0 ]}]}"#
    let batch = try batch(of: line, tools: PlainTools())
    #expect(
      text(batch.records[0].tools?.schemas, batch)
        == #"{"a":[1.5,0,100.0,1e999,-1e999,123456789012345678901],"bA":{}}{}"#)
    #expect(text(batch.records[0].tools?.builtinNames, batch) == "x,y")
    #expect(
      batch.messages.map { text($0.textRange, batch) } == [
        #"f{"é/":[null,true],"c":"\n\u001f\"\\"}"#, "[false,1.0]",
      ])
  }

  @Test func severalCallsOfAMessageAreOneTurn() throws {
    let call = #"{"function":{"name":"f","arguments":{}}}"#
    let line =
      #"{"messages":[{"role":"assistant","tool_calls":[\#(call),\#(call)]},"#
      + #"{"role":"assistant","tool_calls":[\#(call)]}]}"#
    let batch = try batch(of: line, tools: PlainTools())
    #expect(batch.messages.map(\.continuesTurn) == [false, true, false])
    #expect(batch.messages.allSatisfy { $0.content == .toolCall })
  }

  /// A template's fault is named before a key that stands twice within what it cannot render.
  @Test func faultsOfOneCallAreNamedInOrder() throws {
    for (arguments, reason) in [
      (#"{"a":{"k":1,"k":2}}"#, RejectionReason.templateError), (#"{"a":1,"a":{}}"#, .duplicateKey),
      (#"{"a":"1","b":"2"}"#, nil),
    ] {
      let line =
        #"{"builtin_tools":["f"],"messages":[{"role":"assistant","tool_calls":[{"function":"#
        + #"{"name":"f","arguments":\#(arguments)}}]}]}"#
      #expect(try outcomes(of: line).map(\.reason) == [reason])
    }
  }

  @Test func builtinToolsAreNamedButTheInterpreter() throws {
    let line =
      #"{"builtin_tools":["a","code_interpreter","b"],"messages":[{"role":"assistant","#
      + #""tool_calls":[{"function":{"name":"b","arguments":{"x":"1\"","y":""}}}]}]}"#
    let batch = try batch(of: line)
    #expect(text(batch.records[0].tools?.builtinNames, batch) == "a, b")
    #expect(batch.messages[0].content == .builtinToolCall)
    #expect(text(batch.messages[0].textRange, batch) == #"bx="1"", y="""#)
  }

  // MARK: Results and texts

  @Test(
    arguments: [
      (#""22C""#, #""22C""#), (#"{"a":1.50}"#, #"{"a": 1.5}"#), ("[]", "[]"), ("7", "7"),
      ("true", "True"), ("false", "False"), ("1e400", "inf"), ("-1e400", "-inf"),
      ("[1e400]", "[Infinity]"), ("1e22", "1e+22"),
      (#"[{"type":"text","text":"q"}]"#, #"[{"type": "text", "text": "q"}]"#),
    ])
  func resultsAreQuotedAsTheTemplateQuotesThem(_ content: String, _ expected: String) throws {
    for role in ["tool", "ipython"] {
      let batch = try batch(of: #"{"messages":[{"role":"\#(role)","content":\#(content)}]}"#)
      #expect(text(batch.messages[0].textRange, batch) == expected)
      #expect(batch.messages[0].content == .toolResult)
    }
  }

  @Test func partsOfAContentAreJoined() throws {
    let line =
      #"{"messages":[{"role":"user","content":[{"type":"text","text":"a "},"#
      + #"{"text":"b","type":"text","cache":null}]},{"role":"system","content":[]}]}"#
    #expect(try result(of: line) == .kept(.messages, [.init(.user, "a b"), .init(.system, "")]))
    let empty = #"{"messages":[{"role":"user","content":[{"type":"text","text":" "}]}]}"#
    #expect(try outcomes(of: empty).map(\.reason) == [.emptyField])
  }

  @Test func nullsAndEmptyListsThatArrowAddsAreNothing() throws {
    let line =
      #"{"messages":[{"role":"user","content":"q","tool_calls":null,"name":null},"#
      + #"{"role":"assistant","content":"a","tool_calls":[],"tool_call_id":null}]}"#
    #expect(
      try result(of: line) == .kept(.messages, [.init(.user, "q"), .init(.assistant, "a")]))
  }

  @Test func textBesideAToolCallIsCounted() throws {
    for (beside, count) in [("null", 0), (#""""#, 0), (#"" \n""#, 0), (#""Let me look""#, 1)] {
      let batch = try batch(of: call("{}", more: ",\"content\":\(beside)"))
      #expect(batch.records[0].notes.omittedTextCount == count)
      #expect(text(batch.messages[0].textRange, batch) == "f{}")
    }
  }

  // MARK: Faults

  @Test(
    arguments: [
      (
        #"{"messages":[{"role":"assistant","tool_calls":[{},{}]}]}"#, RejectionReason.templateError,
        "message 0 makes more than one tool call, the template renders one"
      ),
      (
        #"{"messages":[{"role":"user","content":"q","tool_calls":[{}]}]}"#, .templateError,
        "message 0: role user makes a tool call, expected assistant"
      ),
      (
        #"{"messages":[{"role":"assistant","tool_calls":"f()"}]}"#, .wrongType,
        "message 0: field 'tool_calls' is a string, expected an array"
      ),
      (
        #"{"messages":[{"role":"assistant","tool_calls":[{"name":"f"}]}]}"#, .missingField,
        "message 0: field 'function' is missing, expected a value"
      ),
      (
        #"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f"}}]}]}"#,
        .missingField, "message 0: field 'arguments' is missing, expected a value"
      ),
      (
        #"{"messages":[{"role":"tool","content":null}]}"#, .missingField,
        "message 0: field 'content' is null, expected a string"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"tools":{}}"#, .wrongType,
        "field 'tools' is an object, expected an array"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"tools":["f"]}"#, .wrongType,
        "tool 0 is a string, expected an object"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"tools":"f(x)"}"#, .wrongType,
        "field 'tools' is a string that holds no JSON: expected a value, found 'f' at byte 0"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"tools":[],"tools":[]}"#, .duplicateKey,
        "field 'tools' stands 2 times, expected once"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"builtin_tools":[1]}"#, .wrongType,
        "built-in tool 0 is a number, expected a string"
      ),
      (
        #"{"messages":[{"role":"user","content":"q"}],"tools":[{}],"tools_in_user_message":1}"#,
        .wrongType, "field 'tools_in_user_message' is a number, expected a boolean"
      ),
      (
        #"{"builtin_tools":["f"],"messages":[{"role":"assistant","tool_calls":"#
          + #"[{"function":{"name":"f","arguments":{"n":1}}}]}]}"#, .templateError,
        "message 0: field 'arguments': 'n' is a number, the template renders strings for "
          + "built-in tools"
      ),
    ])
  func faultsAreNamed(_ line: String, _ reason: RejectionReason, _ detail: String) throws {
    #expect(try result(of: line) == .rejected(reason, detail))
  }

  @Test(
    arguments: [
      ("[]", RejectionReason.wrongType, "is an array, expected an object"),
      (#""""#, .wrongType, "is a string that holds no JSON: expected a value"),
      (#""{'a':1}""#, .wrongType, "is a string that holds no JSON: expected a key"),
      (#""7""#, .wrongType, "is a number, expected an object"),
      (#"{"a":{"b":1,"b":1}}"#, .duplicateKey, ": key 'b' stands twice in an object"),
      ("null", .missingField, "is null, expected a value"),
    ])
  func argumentsMustBeOneObject(
    _ arguments: String, _ reason: RejectionReason, _ detail: String
  ) throws {
    guard case .rejected(reason, let found) = try result(of: call(arguments)) else {
      Issue.record("\(arguments)")
      return
    }
    #expect(
      found.contains("message 0: field 'arguments'\(detail.hasPrefix(":") ? "" : " ")\(detail)"))
  }
}
