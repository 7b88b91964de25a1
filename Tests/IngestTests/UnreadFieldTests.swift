import ByteIO
@testable import Ingest
import Records
import TestSupport
import Testing

/// Fields that nothing reads are counted by name, and are what `--unread` says.
@Suite struct UnreadFieldTests {
  @Test func fieldsOfRecordsAndMessages() throws {
    let lines = #"""
      {"instruction":"q","response":"a","notes":"x","id":7,"category":"c","empty":"","none":null}
      {"instruction":"q","response":"a","notes":["x"],"list":[],"output":"other"}
      {"messages":[{"role":"user","content":"q","name":"n"},{"role":"user","content":"r","name":"m"}]}
      {"text":"t","system":"s"}
      {"broken":1}
      """#
    #expect(
      try unreadFields(of: lines) == [
        .init(name: "messages[].name", count: 2), .init(name: "notes", count: 2),
        .init(name: "output", count: 1), .init(name: "system", count: 1),
      ])
  }

  @Test func whatAMapOrAConditionNamesIsRead() throws {
    let line = #"{"q":{"text":"q"},"a":"a","score":1,"level":2,"instruction":"other"}"#
    let options = ReadingSettings(
      map: ["instruction=q.text", "response=a"], condition: "score > 0")
    #expect(
      try unreadFields(of: line, options) == [
        .init(name: "instruction", count: 1), .init(name: "level", count: 1),
      ])
  }

  @Test func whatStandsBesideAMappedFieldIsCounted() throws {
    let line =
      #"{"data":{"system":"s","messages":[{"role":"user","content":"q"}],"none":null},"source":{"a":1}}"#
    #expect(
      try unreadFields(of: line, ReadingSettings(map: ["messages=data.messages"])) == [
        .init(name: "data.system", count: 1), .init(name: "source", count: 1),
      ])
    let choices = #"{"q":"q","choices":[{"text":"a"},{"text":"b"}],"input":"p"}"#
    #expect(
      try unreadFields(
        of: choices,
        ReadingSettings(map: ["prompt=q", "completion=choices.0.text"], condition: "input != 'x'"))
        == [.init(name: "choices", count: 1), .init(name: "input", count: 1)])
  }

  /// A field that is missing under one of two equal keys may be under the other.
  @Test func aDoubledKeyOnTheWayIsSaid() throws {
    let found = try outcomes(
      of: #"{"a":{"b":"s"},"a":{"c":1},"messages":[{"role":"user","content":"q"}]}"#,
      ReadingSettings(map: ["system=a.b"]))
    #expect(found.map(\.reason) == [.duplicateKey])
  }

  @Test func rejectAsToldAndNotOtherwise() throws {
    let line = #"{"instruction":"q","response":"a","notes":"x"}"#
    let found = try outcomes(of: line, ReadingSettings(unread: .reject))
    #expect(
      found.map(\.result) == [
        .rejected(
          .unknownSchema,
          "field 'notes' is not read, the record being of the form instruction_response")
      ])
    let message = #"{"messages":[{"role":"user","content":"q","name":"n"}]}"#
    #expect(
      try outcomes(of: message, ReadingSettings(unread: .reject)).map(\.detail)
        == ["field 'name' of a message is not read, the record being of the form messages"])
    let plain = #"{"instruction":"q","response":"a","id":"x"}"#
    #expect(try outcomes(of: plain, ReadingSettings(unread: .reject)).map(\.reason) == [nil])
  }

  /// Of more names than are told apart, those that are do not depend on order or units, and all
  /// occurrences are counted.
  @Test func manyNamesInAnyOrderAndUnits() throws {
    var random = SeededGenerator(seed: 3)
    var lines = (0..<6000).map { #"{"text":"t","key \#($0 % 5000)":1}"# }
    let expected = try unreadFields(of: lines.joined(separator: "\n"))
    #expect(expected.count == UnreadFieldTable.nameLimit + 1)
    #expect(expected.last?.name == UnreadField.othersName)
    #expect(expected.reduce(0) { $0 + $1.count } == 6000)
    for unitByteCount in [100, 5000, 1 << 20] {
      lines.shuffle(using: &random)
      let found = try unreadFields(
        of: lines.joined(separator: "\n"), ReadingSettings(unitByteCount: unitByteCount))
      #expect(found == expected)
    }
  }

  @Test func longNamesAreShortened() throws {
    let fields = try unreadFields(of: #"{"text":"t","\#(String(repeating: "k", count: 500))":1}"#)
    #expect(fields.map(\.name.unicodeScalars.count) == [String.shownScalarCount])
  }

  // MARK: Maps

  @Test func aMapFixesTheForm() throws {
    let line = #"{"instruction":"q","context":"p","response":"a"}"#
    let options = ReadingSettings(map: ["input=context", "output=response"])
    #expect(
      try outcomes(of: line, options).map(\.result) == [
        .kept(.alpaca, [.init(.user, "q\n\np"), .init(.assistant, "a")])
      ])
    // Another form's record is then none.
    #expect(
      try outcomes(of: #"{"text":"t"}"#, options).map(\.result) == [
        .rejected(.missingField, "field 'instruction' is missing, expected a value")
      ])
  }

  @Test func aKeyThatAFieldIsMappedToIsNoFieldItself() throws {
    let found = try outcomes(
      of: #"{"input":"q","output":"a"}"#, ReadingSettings(map: ["instruction=input"]))
    #expect(
      found.map(\.result) == [.kept(.alpaca, [.init(.user, "q"), .init(.assistant, "a")])])
  }

  @Test func fieldsOfTwoFormsAreNoMap() {
    let fault = #expect(throws: Fault.self) {
      try FieldMap(["instruction=q", "completion=a"])
    }
    #expect(
      fault?.description
        == "no form of record has the fields 'instruction', 'completion' together")
  }
}
