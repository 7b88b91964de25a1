import Records
import TestSupport

/// Reads whole files in the plainest way there is: what units, buffers and simdjson must equal.
///
/// Written from docs/INPUT.md. It words no details.
enum ReferenceReader {
  /// The outcomes of `files`, each the decompressed bytes of one file.
  static func outcomes(of files: [[UInt8]], maximumLineByteCount: Int) -> [Outcome] {
    files.enumerated().flatMap { number, bytes in
      lines(of: bytes).compactMap { line in
        let text = Array(bytes[line.range])
        let isBlank = text.allSatisfy { " \t\r\n".utf8.contains($0) }
        let isOversized = text.count > maximumLineByteCount
        if isBlank && !isOversized { return nil }
        return Outcome(
          file: number, line: line.number, byteOffset: line.range.lowerBound,
          byteCount: text.count,
          result: isOversized ? .rejected(.oversizedLine, "") : result(of: text))
      }
    }
  }

  /// The lines of a file: their numbers from 1, their bytes without mark and line end.
  private static func lines(of bytes: [UInt8]) -> [(number: Int, range: Range<Int>)] {
    var lines: [(number: Int, range: Range<Int>)] = []
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      var end = newline ?? bytes.count
      if newline != nil, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      let hasMark = start == 0 && bytes[..<end].starts(with: [0xEF, 0xBB, 0xBF])
      lines.append((lines.count + 1, (hasMark ? 3 : start)..<end))
      start = (newline ?? bytes.count) + 1
    }
    return lines
  }

  private static func result(of line: [UInt8]) -> Outcome.Result {
    let json: ReferenceJSON
    do throws(ReferenceJSON.Fault) {
      json = try ReferenceJSON(parsing: line)
    } catch {
      return .rejected(error == .malformed ? .malformedJSON : .invalidUTF8, "")
    }
    guard case .object(let members) = json else { return .rejected(.notAnObject, "") }
    do throws(Rejected) {
      return try conversation(of: ReferenceRecord(members))
    } catch {
      return .rejected(error.reason, "")
    }
  }

  // MARK: Forms

  private struct Rejected: Error {
    var reason: RejectionReason
    init(_ reason: RejectionReason) { self.reason = reason }
  }

  private static let forms: [(form: RecordForm, keys: [String])] = [
    (.messages, ["messages"]),
    (.conversations, ["conversations"]),
    (.instructionResponse, ["instruction", "response"]),
    (.alpaca, ["instruction", "output"]),
    (.promptCompletion, ["prompt", "completion"]),
    (.questionAnswer, ["question", "answer"]),
    (.text, ["text"]),
    (.inputsTargets, ["inputs", "targets"]),
  ]

  private static func conversation(
    of record: ReferenceRecord
  ) throws(Rejected) -> Outcome.Result {
    guard let (form, keys) = forms.first(where: { $0.keys.allSatisfy(record.hasValue) }) else {
      let isPartOfSome = forms.contains { $0.keys.contains { !record.values($0).isEmpty } }
      throw Rejected(isPartOfSome ? .missingField : .unknownSchema)
    }
    let read = form == .alpaca ? ["instruction", "input", "output"] : keys
    guard read.allSatisfy({ record.values($0).count < 2 }) else { throw Rejected(.duplicateKey) }
    var turns: [Outcome.Turn] = []
    switch form {
    case .messages:
      turns = try messages(
        record.values("messages")[0], "role", "content",
        [
          "user": .user, "assistant": .assistant, "system": .system, "tool": .tool,
          "ipython": .ipython,
        ])
    case .conversations:
      turns = try messages(
        record.values("conversations")[0], "from", "value",
        [
          "human": .user, "gpt": .assistant, "system": .system, "user": .user,
          "assistant": .assistant, "model": .assistant, "tool": .tool, "ipython": .ipython,
        ])
    case .text:
      turns = [.init(.user, try record.text("text"))]
    default:
      for key in read where key != "input" || record.hasValue(key) {
        _ = try record.string(key)
      }
      var prompt = try record.text(keys[0])
      if form == .alpaca, let input = try? record.text("input") {
        prompt += Array("\n\n".utf8) + input
      }
      turns = [.init(.user, prompt), .init(.assistant, try record.text(keys[1]))]
    }
    return .kept(form, turns, source: record.source)
  }

  private static func messages(
    _ list: ReferenceJSON, _ roleKey: String, _ contentKey: String, _ roles: [String: Role]
  ) throws(Rejected) -> [Outcome.Turn] {
    guard case .array(let elements) = list else { throw Rejected(.wrongType) }
    if elements.isEmpty { throw Rejected(.emptyField) }
    var turns: [Outcome.Turn] = []
    for element in elements {
      guard case .object(let members) = element else { throw Rejected(.wrongType) }
      let message = ReferenceRecord(members)
      for key in [roleKey, contentKey, "tool_calls"] where message.values(key).count > 1 {
        throw Rejected(.duplicateKey)
      }
      guard message.hasValue(roleKey) else { throw Rejected(.missingField) }
      let name = try message.string(roleKey)
      guard let role = roles[String(decoding: name, as: UTF8.self)],
        !message.hasValue("tool_calls")
      else { throw Rejected(.templateError) }
      guard message.hasValue(contentKey) else { throw Rejected(.missingField) }
      if role == .tool || role == .ipython {
        turns.append(.init(role, quoted(try message.string(contentKey))))
        continue
      }
      let isTextNeeded = role != .system
      turns.append(
        .init(role, isTextNeeded ? try message.text(contentKey) : try message.string(contentKey)))
    }
    return turns
  }

  /// The text as a JSON string, escaped as Python does it.
  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    let short: [UInt8: String] = [
      0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
    ]
    let escaped = text.flatMap { byte -> [UInt8] in
      if let escape = short[byte] { return Array(escape.utf8) }
      let digits = String(byte, radix: 16)
      return byte >= 0x20
        ? [byte] : Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
    return Array("\"".utf8) + escaped + Array("\"".utf8)
  }

  /// An object's members by their keys.
  private struct ReferenceRecord {
    var members: [ReferenceJSON.Member]

    init(_ members: [ReferenceJSON.Member]) { self.members = members }

    func values(_ key: String) -> [ReferenceJSON] {
      members.filter { $0.key == Array(key.utf8) }.map(\.value)
    }

    func hasValue(_ key: String) -> Bool { values(key).contains { $0 != .null } }

    func string(_ key: String) throws(Rejected) -> [UInt8] {
      guard case .string(let text)? = values(key).last else { throw Rejected(.wrongType) }
      return text
    }

    func text(_ key: String) throws(Rejected) -> [UInt8] {
      let text = try string(key)
      if Self.isBlank(text) { throw Rejected(.emptyField) }
      return text
    }

    /// `source_dataset` where the last of that name is a string, else `source`, else none.
    var source: String {
      for key in ["source_dataset", "source"] {
        if let text = try? string(key) { return String(decoding: text, as: UTF8.self) }
      }
      return ""
    }

    static func isBlank(_ text: [UInt8]) -> Bool {
      let blanks: Set<UInt32> = [
        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000,
        0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028,
        0x2029, 0x202F, 0x205F, 0x3000,
      ]
      return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
        blanks.contains($0.value)
      }
    }
  }
}
