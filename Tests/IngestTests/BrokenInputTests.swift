import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// Every file of fixtures/broken-input/ comes to what its README.md says.
@Suite struct BrokenInputTests {
  /// Files of three lines whose second is rejected.
  private static let rejected: [(name: String, reason: RejectionReason, detail: String)] = [
    (
      "malformed.jsonl", .malformedJSON,
      "expected '\"' at the end of a string, found the line's end at byte 45"
    ),
    (
      "two-objects.jsonl", .malformedJSON,
      "expected nothing more after the value, found '{' at byte 14"
    ),
    (
      "inner-byte-order-mark.jsonl", .malformedJSON,
      "expected a value, found byte 0xef at byte 0"
    ),
    (
      "nul-byte.jsonl", .malformedJSON,
      "control character 0x00 in a string at byte 45, expected an escape"
    ),
    (
      "deep-nesting.jsonl", .malformedJSON,
      "more than 1024 nested objects and arrays at byte 1042"
    ),
    ("invalid-utf8.jsonl", .invalidUTF8, "byte 0xe9 at byte 46 is not UTF-8"),
    ("surrogate-bytes.jsonl", .invalidUTF8, "byte 0xed at byte 36 is not UTF-8"),
    ("lone-surrogate.jsonl", .invalidUTF8, "lone surrogate escape \\ud83d at byte 36"),
    ("not-an-object.jsonl", .notAnObject, "the line is an array, expected an object"),
    ("null-field.jsonl", .missingField, "field 'response' is null, expected a value"),
    ("missing-field.jsonl", .missingField, "field 'response' is missing, expected a value"),
    ("wrong-type.jsonl", .wrongType, "field 'response' is a number, expected a string"),
    ("empty-field.jsonl", .emptyField, "field 'response' is empty, expected text"),
    ("duplicate-key.jsonl", .duplicateKey, "field 'response' stands 2 times, expected once"),
    (
      "unknown-schema.jsonl", .unknownSchema,
      "no record form has the keys found: 'title', 'body'"
    ),
    (
      "unknown-role.jsonl", .templateError,
      "message 0: role 'bot' is unknown, expected one of user assistant system human gpt tool "
        + "ipython model developer function observation tool_response function_call tool_call "
        + "chatgpt bard bing"
    ),
  ]

  /// Files that are odd but sound, and the lines of their records.
  private static let sound: [(name: String, lines: [Int])] = [
    ("huge-integer.jsonl", [1, 2, 3]), ("blank-lines.jsonl", [1, 5]),
    ("byte-order-mark.jsonl", [1, 2]), ("crlf.jsonl", [1, 2]),
    ("no-final-newline.jsonl", [1, 2]), ("empty.jsonl", []), ("two-members.jsonl.gz", [1, 2]),
    ("two-frames.jsonl.zst", [1, 2]),
  ]

  /// Files that cannot be read, and the words of the error behind the path.
  private static let unreadable: [(name: String, message: String)] = [
    (
      "truncated.jsonl.gz",
      " is truncated: its gzip data ends at byte 72, in the middle of the data (decompressed byte "
    ),
    (
      "truncated.jsonl.zst",
      " is truncated: its zstd data ends at byte 101, in the middle of the data (decompressed byte "
    ),
    (
      "corrupt.jsonl.gz",
      " is corrupt: not valid gzip data near byte 0 (decompressed byte 0): incorrect data check"
    ),
    (
      "corrupt.jsonl.zst",
      " is corrupt: not valid zstd data near byte 68 (decompressed byte 59): "
    ),
    (
      "trailing-garbage.jsonl.gz",
      " is corrupt: not valid gzip data near byte 76 (decompressed byte 59): "
        + "other bytes follow the end of gzip member 1"
    ),
    ("utf-16.jsonl", " holds UTF-16 data, expected JSON Lines in UTF-8, "),
    ("archive.jsonl.xz", " holds xz data, expected JSON Lines in UTF-8, "),
  ]

  private func path(_ name: String) -> String { Fixtures.path("broken-input/" + name) }

  @Test(arguments: rejected.indices)
  func oneLineIsRejectedAndItsNeighboursAreKept(_ index: Int) throws {
    let (name, reason, detail) = Self.rejected[index]
    for unitByteCount in [1, 1 << 20] {
      let found = try read([path(name)], ReadingSettings(unitByteCount: unitByteCount)).outcomes
      #expect(found.map(\.line) == [1, 2, 3], "\(name)")
      #expect(found.map(\.reason) == [nil, reason, nil], "\(name)")
      #expect(found.map(\.detail) == ["", detail, ""], "\(name)")
    }
  }

  @Test(arguments: sound.indices)
  func whatIsOddButSoundIsKept(_ index: Int) throws {
    let (name, lines) = Self.sound[index]
    let found = try read([path(name)]).outcomes
    #expect(found.map(\.line) == lines, "\(name)")
    #expect(found.allSatisfy { $0.reason == nil }, "\(name)")
    #expect(found.allSatisfy { outcome in outcome.turns.allSatisfy { !$0.text.contains(0x0D) } })
  }

  @Test(arguments: unreadable.indices)
  func whatCannotBeReadIsAnError(_ index: Int) throws {
    let (name, message) = Self.unreadable[index]
    let path = path(name)
    let error = try #require(throws: Fault.self) { _ = try read([path]) }
    #expect(error.description.hasPrefix(path + message), "\(error)")
  }

  @Test func everyFileIsInATableAndInTheReadme() throws {
    let names = try FileSystem.names(in: Fixtures.path("broken-input"))
      .filter { $0.contains(".jsonl") }
    let tables = Self.rejected.map(\.name) + Self.sound.map(\.name) + Self.unreadable.map(\.name)
    #expect(Set(names) == Set(tables))
    let readme = String(decoding: try FileSystem.bytes(of: path("README.md")), as: UTF8.self)
    for name in names { #expect(readme.contains("`\(name)`"), "\(name)") }
    for (name, reason, _) in Self.rejected {
      #expect(readme.contains("| `\(name)` | `\(reason.rawValue)` |"), "\(name)")
    }
  }
}
