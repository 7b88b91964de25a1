import ByteIO
@testable import Ingest
import Records
import TestSupport
import Testing

/// Inputs of JSON values behind one another: several arrays, objects over several lines, several on one.
@Suite struct ObjectTests {
  private func texts(_ outcomes: [Outcome]) -> [String] {
    outcomes.map { outcome in
      outcome.turns.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: "|")
    }
  }

  /// Whatever the unit and however it is stored, what is read is the same.
  private func everyReading(
    of input: String, _ location: SourceLocation = #_sourceLocation
  ) throws -> [Outcome] {
    let bytes = Array(input.utf8)
    let directory = try TemporaryDirectory()
    let plain = try directory.write(bytes, to: "plain")
    let stored = try directory.write(gzip(bytes, blockByteCount: 5), to: "stored")
    let expected = try outcomes(of: bytes)
    for unitByteCount in [1, 2, 3, 7, 13, 20, 40, 100, 1 << 20] {
      for path in [plain, stored] {
        let reading = try read(
          [path], ReadingSettings(unitByteCount: unitByteCount, batchByteCount: 1))
        #expect(
          reading.outcomes == expected, "in units of \(unitByteCount)", sourceLocation: location)
        #expect(reading.units.reduce(0) { $0 + $1.byteCount } == UInt64(bytes.count))
      }
    }
    return expected
  }

  @Test(
    arguments: [
      "[{\"text\":\"a\"},{\"text\":\"b\"}]\n[{\"text\":\"c\"}]\n",
      "[{\"text\":\"a\"}][{\"text\":\"b\"}][][{\"text\":\"c\"}]",
      "[]\n[ ]\n[{\"text\":\"a\"}]\n[{\"text\":\"b\"}]\n[{\"text\":\"c\"}]\n",
      "[{\"text\":\"a\"}]\n{\"text\":\"b\"}\n{\n \"text\":\"c\"}",
      "{\"text\":\"a\"}{\"text\":\"b\"} {\"text\":\"c\"}",
      "{\n  \"text\": \"a\"\n}\n{\n  \"text\": \"b\"\n}\n{\n  \"text\": \"c\"\n}\n",
      "{\r\n\t\"text\": \"a\"\r\n}\r\n\r\n{\"text\":\"b\"}[{\"text\":\"c\"}]",
      "\u{FEFF}{\n\"text\":\n\"a\"}{\"text\":\"b\"}{\"text\":\"c\"}",
      "{\"text\":\"a\"}[{\"text\":\"b\"},\n{\"text\":\"c\"}]",
    ])
  func valuesBehindOneAnotherAreRecords(_ input: String) throws {
    let found = try everyReading(of: input)
    #expect(texts(found) == ["a", "b", "c"])
    #expect(found.map(\.line) == [1, 2, 3])
    for outcome in found {
      let bytes = Array(input.utf8)[outcome.byteOffset..<outcome.byteOffset + outcome.byteCount]
      #expect(bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}"))
    }
  }

  /// An object that is at fault takes no other with it.
  @Test(
    arguments: [
      ("{\n \"text\": \"a\"\n}\n{\n \"text\": \"x\n}\n{\n \"text\": \"b\"\n}\n", ["a", "", "b"]),
      ("{\n \"text\": \"a\"\n}\n{\n \"text\": [\n}\n{\n \"text\": \"b\"\n}\n", ["a", "", "b"]),
      ("{\n \"text\": \"a\"\n}\nrubbish {\"text\":\"x\"}\n{\n \"text\": \"b\"\n}", ["a", "", "b"]),
      ("{\n \"text\": \"a\"\n},\n{\n \"text\": \"b\"\n}", ["a", "", "b"]),
      ("{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"", ["a", ""]),
      ("{\n \"text\": \"a\"\n}\n]\n7 8\n", ["a", "", ""]),
      ("[{\"text\":\"a\"}],\n[{\"text\":\"b\"}]", ["a", "", "b"]),
      ("[{\"text\":\"a\"}]]\n[{\"text\":\"b\"},]", ["a", "", "b", ""]),
    ] as [(String, [String])])
  func faultsStayWhereTheyAre(_ input: String, _ expected: [String]) throws {
    let found = try everyReading(of: input)
    #expect(texts(found) == expected)
    #expect(found.map(\.line) == Array(1...expected.count))
    for outcome in found where outcome.turns.isEmpty { #expect(outcome.reason == .malformedJSON) }
  }

  /// A first line that is broken makes no other format of the lines after it.
  @Test(
    arguments: [
      "{\"text\":\"a\n{\"text\":\"b\"}\n", "{\"text\":\n{\"text\":\"b\"}\n",
      " {\"text\":\"a\"\n {\"text\":\"b\"}\n",
      "{\"text\":\"a\"} x\n{\"text\":\"b\"}\n", "{\n{\"text\":\"b\"}\n",
    ])
  func aBrokenFirstLineIsALine(_ input: String) throws {
    let found = try everyReading(of: input)
    #expect(texts(found) == ["", "b"])
    #expect(found.map(\.line) == [1, 2])
  }

  @Test func longObjectsAreRejectedAndNotHeld() throws {
    let long = String(repeating: "x", count: 300_000)
    for input in [
      "{\n \"text\":\"a\"}{\"text\":\"\(long)\"}{\"text\":\"c\"}",
      "{\n \"text\":\"a\"}\nrubbish \(long)\n{\"text\":\"c\"}",
      "{\n \"text\":\"a\"}\n{\"text\":[\(long)\n{\"text\":\"c\"}",
      "{\n \"text\":\"a\"}\n[{\"text\":\"\(long)\"}]\n{\"text\":\"c\"}",
    ] {
      for unitByteCount in [1, 20, 1 << 20] {
        let options = ReadingSettings(unitByteCount: unitByteCount, maximumLineByteCount: 100)
        let directory = try TemporaryDirectory()
        let reading = try read([try directory.write(input, to: "long")], options)
        #expect(
          reading.outcomes.map(\.reason) == [nil, .oversizedLine, nil], "\(input.prefix(40))")
        #expect(reading.units.allSatisfy { $0.heldByteCount <= unitByteCount + 108 })
      }
    }
  }

  /// Random values with random space between them, cut at any byte into gzip members.
  @Test(arguments: 0..<4)
  func randomValues(_ seed: Int) throws {
    var random = RandomLines(seed: 300 + UInt64(seed))
    let directory = try TemporaryDirectory()
    for round in 0..<10 {
      var objects: [[UInt8]] = []
      while objects.count < 20 {
        let text = random.line().filter { $0 != UInt8(ascii: "\r") }.drop {
          $0 == 0x20 || $0 == 0x09
        }
        if case .object? = try? ReferenceJSON(parsing: Array(text)) { objects.append(Array(text)) }
      }
      var input = Array("{\n \"text\": \"first\"}".utf8)
      for object in objects {
        let space = ["", " ", "\n", "\r\n\t", "\n\n"].randomElement(using: &random.generator) ?? ""
        let isElement = Bool.random(using: &random.generator)
        input += Array(space.utf8) + Array((isElement ? "[" : "").utf8) + object
        input += Array((isElement ? "]" : "").utf8)
      }
      let expected = try outcomes(
        of: Array(([Array(#"{"text": "first"}"#.utf8)] + objects).joined(separator: [0x0A])))
      let stored = gzip(input, blockByteCount: Int.random(in: 1...50, using: &random.generator))
      for bytes in [input, stored] {
        let path = try directory.write(bytes, to: "\(round)")
        let found = try read(
          [path], ReadingSettings(unitByteCount: [1, 30, 1 << 20].randomElement() ?? 1)
        ).outcomes
        #expect(found.map(\.result) == expected.map(\.result))
        #expect(found.map(\.line) == expected.map(\.line))
      }
    }
  }
}
