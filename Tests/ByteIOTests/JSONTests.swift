import ByteIO
import Testing

@Suite struct JSONTests {
  let sample: JSONValue = [
    "name": "a \"quoted\"\\ \n\u{1}\u{7f} é 😀", "count": 3, "ratio": .number(0.1),
    "large": .unsigned(UInt64.max), "small": .integer(Int64.min), "none": .null, "flag": true,
    "list": [1, [], ["x": [:]]],
  ]

  @Test func whatIsWrittenIsReadBack() throws {
    for text in [JSONWriter.line(sample), JSONWriter.pages(sample)] {
      #expect(try JSONReader(parsing: Array(text.utf8).span).value == sample)
    }
  }

  @Test func oneLineHasNoSpacesAndPagesHaveTwoALevel() {
    #expect(JSONWriter.line(["a": [1, 2], "b": []]) == #"{"a":[1,2],"b":[]}"#)
    #expect(JSONWriter.pages(["a": [1]]) == "{\n  \"a\": [\n    1\n  ]\n}\n")
    #expect(JSONWriter.line(.number(.nan)) == "null")
  }

  /// To bring the marks into an order would take minutes.
  @Test func keysAreFoundByTheirBytes() throws {
    let long = "n" + String(repeating: "\u{301}\u{323}", count: 500_000)
    let value: JSONValue = [long: 1, "\u{E9}": 2, "e\u{301}": 3, "name": 4]
    #expect(value.member("name") == 4)
    #expect(value.member("e\u{301}") == 3)
    let reader = try JSONReader(parsing: Array(JSONWriter.line(value).utf8).span)
    #expect(try reader["name"].integer() == 4)
    #expect(try reader["e\u{301}"].integer() == 3)
  }

  @Test(arguments: ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "nul", "\"\u{1}\"", "{'a':1}"])
  func malformedTextIsRefused(text: String) {
    #expect(throws: JSONError.self) { try JSONReader(parsing: Array(text.utf8).span) }
  }

  @Test func nestingBeyondSixtyFourIsRefused() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONReader(parsing: nested(64).span)
    #expect(throws: JSONError.self) { try JSONReader(parsing: nested(65).span) }
    #expect(throws: JSONError.self) { try JSONReader(parsing: nested(1_000_000).span) }
  }

  @Test func errorsNameThePathAndWhatWasExpected() throws {
    let text = #"{"shards":[{"rows":-1,"name":5}],"flag":1}"#
    let document = try JSONReader(parsing: Array(text.utf8).span)
    let shard = try document["shards"].elements()[0]
    #expect(throws: JSONError.missing(path: "shards[0].hash")) { try shard["hash"] }
    #expect(throws: JSONError.unexpected(path: "shards[0].name", expected: "a string")) {
      try shard["name"].string()
    }
    let error = try #require(throws: JSONError.self) {
      let _: Int = try shard["rows"].integer(0...10)
    }
    #expect(error.description == "shards[0].rows is not an integer from 0 to 10")
    #expect(throws: JSONError.self) { try document["flag"].boolean() }
    #expect(throws: JSONError.self) { try document["flag"].elements() }
    #expect(throws: JSONError.self) { try document["flag"].hash() }
  }

  @Test func malformedTextSaysWhere() {
    #expect(throws: JSONError.malformed(byteOffset: 4)) {
      try JSONReader(parsing: Array("[1, x]".utf8).span)
    }
  }
}
