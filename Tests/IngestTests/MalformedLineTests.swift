import Ingest
import Records
import TestSupport
import Testing

/// Lines that are not one JSON object: what is said of them, and where.
@Suite struct MalformedLineTests {
  /// Lines with the detail they get under `malformed_json`.
  private static let malformed: [(line: String, detail: String)] = [
    (#"{"text":"a""#, "expected ',' or '}', found the line's end at byte 11"),
    (#"{"text":"a"#, "expected '\"' at the end of a string, found the line's end at byte 10"),
    (#"{"text":"#, "expected a value, found the line's end at byte 8"),
    (#"{"text""#, "expected ':' after a key, found the line's end at byte 7"),
    (#"{"#, "expected a key in double quotes, found the line's end at byte 1"),
    (#"{"text":"a"}}"#, "expected nothing more after the value, found '}' at byte 12"),
    (#"{"text":"a"},{"text":"b"}"#, "expected nothing more after the value, found ',' at byte 12"),
    (#"{"text":"a"},"#, "expected nothing more after the value, found ',' at byte 12"),
    (#"{"text":"a",}"#, "expected a key in double quotes, found '}' at byte 12"),
    (#"{"text":"a" "b":1}"#, "expected ',' or '}', found '\"' at byte 12"),
    (#"{"text" "a"}"#, "expected ':' after a key, found '\"' at byte 8"),
    (#"{text:"a"}"#, "expected a key in double quotes, found 't' at byte 1"),
    (#"{'text':'a'}"#, "expected a key in double quotes, found ''' at byte 1"),
    (#"{1:"a"}"#, "expected a key in double quotes, found '1' at byte 1"),
    (#"[1,]"#, "expected a value, found ']' at byte 3"),
    (#"[1 2]"#, "expected ',' or ']', found '2' at byte 3"),
    (#"[1}"#, "expected ',' or ']', found '}' at byte 2"),
    (#"{"text":nul}"#, "expected a value, found 'n' at byte 8"),
    (#"{"text":nulll}"#, "expected ',' or '}', found 'l' at byte 12"),
    (#"{"text":True}"#, "expected a value, found 'T' at byte 8"),
    (#"{"text":NaN}"#, "expected a value, found 'N' at byte 8"),
    (#"{"text":-Infinity}"#, "expected a digit, found 'I' at byte 9"),
    (#"{"text":01}"#, "expected ',' or '}', found '1' at byte 9"),
    (#"{"text":.5}"#, "expected a value, found '.' at byte 8"),
    (#"{"text":5.}"#, "expected a digit, found '}' at byte 10"),
    (#"{"text":1e}"#, "expected a digit, found '}' at byte 10"),
    (#"{"text":+1}"#, "expected a value, found '+' at byte 8"),
    (#"{"text":0x1F}"#, "expected ',' or '}', found 'x' at byte 9"),
    (#"{"text":"\x41"}"#, #"expected one of "\/bfnrtu after a backslash, found 'x' at byte 10"#),
    (#"{"text":"\u12g4"}"#, #"expected four hexadecimal digits after \u, found 'g' at byte 13"#),
    (#"{"text":"\u12"}"#, #"expected four hexadecimal digits after \u, found '"' at byte 13"#),
    (
      #"{"text":"\"#,
      "expected one of \"\\/bfnrtu after a backslash, found the line's end at byte 10"
    ),
    (
      "{\"text\":\"a\tb\"}",
      "control character 0x09 in a string at byte 10, expected an escape"
    ),
    (
      "{\"text\":\"a\u{0}b\"}",
      "control character 0x00 in a string at byte 10, expected an escape"
    ),
    ("{\"text\":\"a\"}\u{0}", "expected nothing more after the value, found byte 0x00 at byte 12"),
    ("\u{0}{\"text\":\"a\"}", "expected a value, found byte 0x00 at byte 0"),
    ("{\u{A0}\"text\":\"a\"}", "expected a key in double quotes, found byte 0xc2 at byte 1"),
    ("// a comment", "expected a value, found '/' at byte 0"),
    ("{\"text\":\"a\" /* why */}", "expected ',' or '}', found '/' at byte 12"),
    ("instruction,response", "expected a value, found 'i' at byte 0"),
    ("]", "expected a value, found ']' at byte 0"),
  ]

  @Test(arguments: malformed.indices)
  func malformedJSONIsNamedWithThePlace(_ index: Int) throws {
    let (line, detail) = Self.malformed[index]
    let found = try outcomes(of: line)
    #expect(found.map(\.result) == [.rejected(.malformedJSON, detail)], "\(line)")
  }

  @Test func theLinesAroundAMalformedOneAreRead() throws {
    let found = try outcomes(of: "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"b\"}\n")
    #expect(found.map(\.reason) == [nil, .malformedJSON, nil])
  }

  /// Bytes that are not UTF-8, put into a string, with the offset of the fault in them.
  private static let notUTF8: [(name: String, bytes: [UInt8], offset: Int)] = [
    ("a continuation byte alone", [0x80], 0),
    ("an overlong slash in two bytes", [0xC0, 0xAF], 0),
    ("an overlong slash in three bytes", [0xE0, 0x80, 0xAF], 0),
    ("an overlong zero", [0xC0, 0x80], 0),
    ("a surrogate", [0x61, 0xED, 0xA0, 0x80], 1),
    ("a pair of surrogates (CESU-8)", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], 0),
    ("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80], 0),
    ("a byte that never stands in UTF-8", [0x61, 0x62, 0xFF], 2),
    ("a sequence of two bytes cut off", [0xC3], 0),
    ("a sequence of three bytes cut off", [0xE2, 0x82], 0),
    ("a sequence of four bytes cut off", [0xF0, 0x9F, 0x98], 0),
    ("Latin-1", [0x63, 0x61, 0x66, 0xE9], 3),
  ]

  @Test(arguments: notUTF8.indices)
  func bytesThatAreNotUTF8AreNamedWithThePlace(_ index: Int) throws {
    let (name, bytes, offset) = Self.notUTF8[index]
    let byte = String(bytes[offset], radix: 16)
    let start = Array("{\"text\":\"".utf8)
    let detail = "byte 0x\(byte) at byte \(start.count + offset) is not UTF-8"
    let inside = try outcomes(of: start + bytes + Array("\"}".utf8))
    #expect(inside.map(\.result) == [.rejected(.invalidUTF8, detail)], "\(name)")
    // At the end of the line, where simdjson sees the next line's bytes after it.
    let atEnd = try outcomes(of: start + bytes + Array("\n\u{10FFFF}\n".utf8))
    #expect(atEnd.first?.result == .rejected(.invalidUTF8, detail), "\(name)")
  }

  @Test func bytesInFieldsThatNobodyReadsMustBeUTF8Too() throws {
    let found = try outcomes(
      of: Array("{\"text\":\"a\",\"x\":\"".utf8) + [0xFF] + Array("\"}".utf8))
    #expect(found.map(\.reason) == [.invalidUTF8])
  }

  /// Escapes of lone surrogates, with the offset and the digits that the detail names.
  private static let loneSurrogates: [(text: String, offset: Int, digits: String)] = [
    (#"\ud800"#, 9, "d800"), (#"\udc00"#, 9, "dc00"), (#"\uDFFF"#, 9, "dfff"),
    (#"a\ud83dx"#, 10, "d83d"), (#"\ud83d\u0041"#, 9, "d83d"), (#"\ud83d\ud83d"#, 9, "d83d"),
    (#"\ude00\ud83d"#, 9, "de00"), (#"\ud83d\n"#, 9, "d83d"),
  ]

  @Test(arguments: loneSurrogates.indices)
  func aLoneSurrogateEscapeIsInvalidUTF8(_ index: Int) throws {
    let (text, offset, digits) = Self.loneSurrogates[index]
    let detail = "lone surrogate escape \\u\(digits) at byte \(offset)"
    let found = try outcomes(of: "{\"text\":\"\(text)\"}")
    #expect(found.map(\.result) == [.rejected(.invalidUTF8, detail)], "\(text)")
    // In a key and in a field that nobody reads just as well.
    let elsewhere = try outcomes(
      of: "{\"text\":\"a\",\"\(text)\":1}\n{\"text\":\"a\",\"x\":\"\(text)\"}")
    #expect(elsewhere.map(\.reason) == [.invalidUTF8, .invalidUTF8])
  }

  @Test(
    arguments: [
      ("[[]]", "an array"), (#"["a",{"text":"a"}]"#, "an array"), (#""text""#, "a string"),
      ("null", "null"), ("true", "a boolean"), ("false", "a boolean"), ("12", "a number"),
      ("-1.5e3", "a number"), ("123456789012345678901234567890", "a number"),
    ])
  func whatIsNoObjectIsNamed(_ line: String, _ name: String) throws {
    let detail = "the line is \(name), expected an object"
    #expect(try outcomes(of: line).map(\.result) == [.rejected(.notAnObject, detail)])
  }

  @Test(arguments: [1, 3, 64, 1024])
  func nestingHasALimit(_ maximumDepth: Int) throws {
    let options = ReadingSettings(maximumDepth: maximumDepth)
    func line(_ depth: Int, open: String, close: String) -> String {
      "{\"text\":\"a\",\"x\":" + String(repeating: open, count: depth - 1) + "1"
        + String(repeating: close, count: depth - 1) + "}"
    }
    for (open, close) in [("[", "]"), ("{\"k\":", "}")] {
      let sound = try outcomes(of: line(maximumDepth, open: open, close: close), options)
      #expect(sound.map(\.reason) == [nil])
      let deep = try outcomes(of: line(maximumDepth + 1, open: open, close: close), options)
      #expect(deep.map(\.reason) == [.malformedJSON])
      #expect(
        deep.first?.detail.hasPrefix(
          "more than \(maximumDepth) nested objects and arrays at byte ") == true)
    }
  }

  @Test func aMillionOpenBracketsAreNoTrouble() throws {
    let brackets = String(repeating: "[", count: 1_000_000)
    let found = try outcomes(of: brackets + "\n{\"text\":\"a\"}\n")
    #expect(found.map(\.reason) == [.malformedJSON, nil])
  }

  @Test(
    arguments: [
      "18446744073709551615", "18446744073709551616", "-9223372036854775808",
      "-9223372036854775809", "123456789012345678901234567890", "1e400", "-1E+400", "1e-400",
      "0.1234567890123456789012345678901234567890", "100000000000000000000.5", "-0", "0.0e0",
      String(repeating: "9", count: 5000),
    ])
  func numbersOfAnyLengthInFieldsThatNobodyReadsAreSound(_ number: String) throws {
    for line in [
      "{\"text\":\"a\",\"x\":\(number)}", "{\"x\":[\(number),{\"y\":\(number)}],\"text\":\"a\"}",
    ] {
      #expect(try outcomes(of: line).map(\.turns) == [[.init(.user, "a")]], "\(line)")
    }
    let wrong = try outcomes(of: "{\"text\":\(number)}")
    #expect(
      wrong.map(\.result) == [
        .rejected(.wrongType, "field 'text' is a number, expected a string")
      ])
  }

  @Test(arguments: ["123456789012345678901x", "1e400e", "-", "00000000000000000000000"])
  func longNumbersMustBeWellFormed(_ number: String) throws {
    let found = try outcomes(of: "{\"text\":\"a\",\"x\":\(number)}")
    #expect(found.map(\.reason) == [.malformedJSON])
  }
}
