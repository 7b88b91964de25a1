import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// Fields of other names, system prompts for records that have none, and conditions.
@Suite struct RecordOptionsTests {
  private func result(of line: String, _ options: ReadingSettings) throws -> Outcome.Result? {
    try outcomes(of: Array(line.utf8), options).first?.result
  }

  // MARK: Map

  @Test(
    arguments: [
      #"{"q":"q","a":{"text":"a"}}"#, #"{"a":{"x":1,"text":"a"},"q":"q","response":"other"}"#,
      #"{"q":"q","\u0061":{"t\u0065xt":"a"},"text":"t"}"#,
    ])
  func mappedFieldsAreFoundAtTheirPaths(_ line: String) throws {
    let options = ReadingSettings(map: ["response=a.text", "instruction=q"])
    #expect(
      try result(of: line, options)
        == .kept(.instructionResponse, [.init(.user, "q"), .init(.assistant, "a")]))
  }

  /// The search ends with the array, and does not count to the index.
  @Test func indexFarBeyondTheArrayIsAMissingField() throws {
    let options = ReadingSettings(map: ["prompt=q", "completion=a.\(Int.max)"])
    let found = try #require(try result(of: #"{"q":"q","a":["x","y"]}"#, options))
    #expect("\(found)".contains("missing"), "\(found)")
    let condition = "a.\(Int.max) == 'x'"
    #expect(
      try result(of: #"{"text":"t","a":["x"]}"#, ReadingSettings(condition: condition))
        == .rejected(.excluded, "the condition does not hold: \(condition)"))
  }

  @Test func pathsMayLeadIntoArraysAndToLists() throws {
    let choices = ReadingSettings(map: [
      "prompt=q", "completion=choices.1.text", "source=meta.from",
    ])
    #expect(
      try result(
        of: #"{"q":"q","choices":[{"text":"x"},{"text":"a"}],"meta":{"from":"s"}}"#, choices)
        == .kept(
          .promptCompletion, [.init(.user, "q"), .init(.assistant, "a")], source: "s"))
    let list = ReadingSettings(map: ["messages=data.chat"])
    #expect(
      try result(of: #"{"data":{"chat":[{"role":"user","content":"q"}]}}"#, list)
        == .kept(.messages, [.init(.user, "q")]))
  }

  @Test(
    arguments: [
      (#"{"q":"q","response":"a"}"#, RejectionReason.missingField),
      (#"{"q":"q","a":"a"}"#, .missingField), (#"{"q":"q","a":{"text":null}}"#, .missingField),
      (#"{"q":"q","a":{"text":7}}"#, .wrongType),
      (#"{"q":"q","a":{"text":"a","text":"a"}}"#, .duplicateKey),
      (#"{"q":"q","a":{"text":"b"},"a":{"text":"a"}}"#, .duplicateKey),
      (#"{"q":" ","a":{"text":"a"}}"#, .emptyField),
    ])
  func faultsOfMappedFieldsAreThoseOfAnyField(_ line: String, _ reason: RejectionReason) throws {
    let options = ReadingSettings(map: ["response=a.text", "instruction=q"])
    #expect(try outcomes(of: Array(line.utf8), options).map(\.reason) == [reason])
  }

  @Test(
    arguments: [
      ("response", "'response' is not field=path"), ("response=", "'response=' is not field=path"),
      ("response=a..b", "'response=a..b' is not field=path"), ("x=y", "there is no field 'x'"),
      ("=y", "there is no field ''"),
    ])
  func entriesThatAreNoMapAreNamed(_ entry: String, _ message: String) throws {
    let fault = #expect(throws: Fault.self) { try FieldMap([entry]) }
    #expect(fault?.description.hasPrefix(message) == true)
    #expect(throws: Fault.self) { try FieldMap(["text=a", "text=b"]) }
  }

  // MARK: System

  @Test(
    arguments: [
      (#"{"instruction":"q","response":"a"}"#, "SYS"),
      (#"{"messages":[{"role":"user","content":"q"}]}"#, "SYS"),
      (
        #"{"messages":[{"role":"system","content":" \n"},{"role":"user","content":"q"}]}"#, "SYS"
      ),
      (#"{"messages":[{"role":"system","content":"own"},{"role":"user","content":"q"}]}"#, "own"),
    ])
  func conversationsWithoutASystemPromptGetOne(_ line: String, _ expected: String) throws {
    guard case .kept(_, let turns, _) = try result(of: line, ReadingSettings(system: "SYS")) else {
      Issue.record("rejected")
      return
    }
    #expect(turns.filter { $0.role == .system } == [.init(.system, expected)])
    #expect(turns.first?.role == .system)
    #expect(turns.dropFirst().first == .init(.user, "q"))
  }

  @Test func textsGetNoSystemPrompt() throws {
    #expect(
      try result(of: #"{"text":"t"}"#, ReadingSettings(system: "SYS"))
        == .kept(.text, [.init(.user, "t")]))
  }

  @Test func everyRecordOfABatchGetsItsOwn() throws {
    let lines = String(repeating: #"{"prompt":"q","completion":"a"}"# + "\n", count: 50)
    let found = try outcomes(of: Array(lines.utf8), ReadingSettings(system: "SYS"))
    #expect(found.count == 50)
    #expect(found.allSatisfy { $0.turns.map(\.role) == [.system, .user, .assistant] })
  }

  // MARK: Conditions

  private static let record =
    #"{"text":"t","n":7,"f":-1.5,"s":"it's é","b":true,"z":null,"m":{"a":[1,{"k":"v"}]},"#
    + #""id":9007199254740993,"big":18446744073709551615,"huge":1e400,"twice":1,"twice":1}"#

  @Test(
    arguments: [
      "n >= 7", "n <= 7.0", "n == 7", "n != 8", "n > 6.5", "n < 8", "f == -1.5", "f<0",
      "big == 18446744073709551615", "big > 9223372036854775807",
      "id == 9007199254740993", "id != 9007199254740992", "id > 9007199254740992",
      "big != 18446744073709551614", "big >= 18446744073709551615", "n < 18446744073709551615",
      "huge > 1e300",
      #"s == "it's é""#, #"s == 'it\'s é'"#, #"s > "it""#, #"s < "iu""#, #"s != "x""#, "s != 7",
      "b == true", "b != false", "m.a.0 == 1", "m.a.1.k == 'v'", "text == 't'",
      "n == 7 and b == true", "n == 8 or b == true", "n == 8 and n == 9 or n == 7",
      "n == 7 or n == 8 and n == 9", "(n == 7 or n == 8) and f < 0", "not n == 8",
      "not (n == 8 or f > 0)", "((n==7))", "not x == 1", " n\t==\n7 ",
    ])
  func conditionsThatHold(_ condition: String) throws {
    _ = try RecordCondition(condition)
    let found = try outcomes(
      of: Array(Self.record.utf8), ReadingSettings(condition: condition))
    #expect(found.map(\.reason) == [nil])
  }

  @Test(
    arguments: [
      "n > 7", "n == '7'", "n < 'a'", "n > 'a'", "s == 7", "b == 1", "b < true", "x == 1", "x != 1",
      "z == 1", "z != 1", "twice == 1", "twice != 2", "m.a.2 == 1", "m.b != 1", "n.x == 1",
      "s < ''", "(n == 7 or n == 8) and f > 0", "not n == 7", "m == 1",
      "id == 9007199254740992", "big == 18446744073709551614", "big < 18446744073709551615",
    ])
  func conditionsThatDoNotHoldExclude(_ condition: String) throws {
    _ = try RecordCondition(condition)
    #expect(
      try result(of: Self.record, ReadingSettings(condition: condition))
        == .rejected(.excluded, "the condition does not hold: \(condition)"))
  }

  @Test func conditionsAreBounded() throws {
    let term = "n == 1"
    let count = (RecordCondition.byteLimit - term.utf8.count) / " or \(term)".utf8.count
    let longest = term + String(repeating: " or \(term)", count: count)
    _ = try RecordCondition(longest)
    let error = #expect(throws: Fault.self) {
      try RecordCondition(longest + String(repeating: " ", count: 10))
    }
    #expect("\(error!)".contains("at most 65536 bytes"), "\(error!)")
  }

  @Test func conditionsAreLookedAtBeforeTheForm() throws {
    let options = ReadingSettings(condition: "n > 1")
    #expect(
      try outcomes(of: Array("{\"n\":1}\n{\"n\":2}\n[7]\n{".utf8), options).map(\.reason)
        == [.excluded, .unknownSchema, .notAnObject, .malformedJSON])
  }

  @Test(
    arguments: [
      ("", "expected a field, such as quality_score or meta.score, found the end at character 1"),
      ("n", "expected one of == != < <= > >=, found the end at character 2"),
      ("n = 7", "expected one of == != < <= > >=, found '= 7' at character 3"),
      ("n >=", "expected a number, a text in quotes, true or false, found the end at character 5"),
      ("n >= x", "expected a number, a text in quotes, true or false, found 'x' at character 6"),
      (
        "n == 7 and",
        "expected a field, such as quality_score or meta.score, found the end at character 11"
      ),
      ("n == 7 n == 8", "expected 'and', 'or' or the end, found 'n == 8' at character 8"),
      ("(n == 7", "expected 'and', 'or' or ')', found the end at character 8"),
      ("n == 7)", "expected 'and', 'or' or the end, found ')' at character 7"),
      ("s == \"x", "expected \" at the end of a text, found the end at character 8"),
      (
        "a..b == 1",
        "expected a field, such as quality_score or meta.score, found 'a..b == 1' at character 1"
      ),
      (
        "n == 1e999",
        "expected a number, a text in quotes, true or false, found '1e999' at character 6"
      ),
      (
        "n == nan", "expected a number, a text in quotes, true or false, found 'nan' at character 6"
      ),
    ])
  func faultsOfAConditionSayWhere(_ condition: String, _ message: String) throws {
    let fault = #expect(throws: Fault.self) { try RecordCondition(condition) }
    #expect(fault?.description == message)
  }

  @Test func deepConditionsAreRefusedAndDoNotCrash() {
    for opening in ["(", "not "] {
      #expect(throws: Fault.self) {
        try RecordCondition(String(repeating: opening, count: 100_000) + "n == 1")
      }
    }
  }
}

/// Keys with dots, spaces and quotes in paths.
@Suite struct FieldPathTests {
  private static let line = #"""
    {"meta":{"a.b":{"the score":7}},"my text":"t","q\"":"q","":1,"é ü":"x"}
    """#

  @Test(
    arguments: [
      (#"meta."a.b"."the score" == 7"#, true), (#"meta."a.b"."the score">7"#, false),
      (#"not "my text" != 't' and "é ü" == "x""#, true), (#""q\"" == 'q'"#, true),
      (#""" == 1"#, true), (#"("my text" == "t")"#, true), (#"meta.a.b == 1"#, false),
    ])
  func conditions(_ condition: String, _ holds: Bool) throws {
    let found = try outcomes(
      of: Self.line, ReadingSettings(map: [#"text="my text""#], condition: condition))
    _ = try RecordCondition(condition)
    #expect(found.map(\.reason) == [holds ? nil : .excluded], "\(condition)")
    #expect(holds == false || found.first?.turns == [.init(.user, "t")])
  }

  @Test(
    arguments: [#"a."b"#, #""a"b"#, #"a..b"#, #""a"."#, #"a."b"c"#, "", ".", #""\"#])
  func pathsThatAreNone(_ path: String) {
    #expect(FieldPath(path) == nil)
  }

  @Test(arguments: [#""a == 1"#, #"a."b == 1"#, #""a"b == 1"#, #"a. == 1"#])
  func conditionsWithPathsThatAreNone(_ condition: String) {
    #expect(throws: Fault.self) { try RecordCondition(condition) }
  }
}
