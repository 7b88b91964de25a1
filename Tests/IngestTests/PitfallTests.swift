import Records
import TestSupport
import Testing

/// Mistakes with templates that other tools are known for: none of them is made here.
@Suite struct PitfallTests {
  /// Rendered by the template as it is, a null becomes the answer `None`.
  @Test func aNullContentIsNeverTheTextNone() throws {
    for line in [
      #"{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":null}]}"#,
      #"{"messages":[{"role":"user","content":null},{"role":"assistant","content":"a"}]}"#,
      #"{"instruction":"q","response":null}"#,
    ] {
      #expect(try outcomes(of: line).map(\.reason) == [.missingField])
    }
  }

  /// Arrow gives every struct of a column the same keys, null where a record has none.
  @Test func nullToolCallsAreNoToolCalls() throws {
    let line = #"{"messages":[{"role":"assistant","content":"a","tool_calls":null}],"tools":null}"#
    #expect(try result(of: line) == .kept(.messages, [.init(.assistant, "a")]))
  }

  /// A string of JSON, quoted once more, is no call that anybody can make.
  @Test func argumentsInAStringAreNotEscapedTwice() throws {
    let line =
      #"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","#
      + #""arguments":"{\"city\":\"Oslo\"}"}}]}]}"#
    #expect(
      try result(of: line) == .kept(.messages, [.init(.assistant, #"f{"city": "Oslo"}"#)]))
  }

  @Test func twoToolCallsInAMessageAreNeverOne() throws {
    let call = #"{"function":{"name":"f","arguments":{}}}"#
    let line = #"{"messages":[{"role":"assistant","tool_calls":[\#(call),\#(call)]}]}"#
    #expect(try outcomes(of: line).map(\.reason) == [.templateError])
  }

  /// One bad line, or one of other types, ends no run.
  @Test func aBadLineOrAnotherTypeEndsNothing() throws {
    let found = try outcomes(
      of:
        "{\"text\":\"a\",\"x\":1}\n{\"text\":\n{\"text\":\"b\",\"x\":\"y\"}\n{\"text\":[\"c\"]}\n{\"text\":\"d\"}"
    )
    #expect(found.map(\.reason) == [nil, .malformedJSON, nil, .wrongType, nil])
  }
}
