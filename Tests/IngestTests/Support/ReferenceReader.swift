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

  private static let forms: [(form: RecordForm, keys: [String], passages: [String])] = [
    (.messages, ["messages"], []),
    (.conversations, ["conversations"], []),
    (.instructionResponse, ["instruction", "response"], ["input", "context"]),
    (.alpaca, ["instruction", "output"], ["input", "context"]),
    (.promptCompletion, ["prompt", "completion"], []),
    (.questionAnswer, ["question", "answer"], ["context"]),
    (.text, ["text"], []),
    (.inputsTargets, ["inputs", "targets"], []),
  ]

  private static func conversation(
    of record: ReferenceRecord
  ) throws(Rejected) -> Outcome.Result {
    guard let (form, keys, passages) = forms.first(where: { $0.keys.allSatisfy(record.hasValue) })
    else {
      let isPartOfSome = forms.contains { $0.keys.contains { !record.values($0).isEmpty } }
      throw Rejected(isPartOfSome ? .missingField : .unknownSchema)
    }
    let hasHistory = [.instructionResponse, .alpaca].contains(form)
    guard (keys + passages).allSatisfy({ record.values($0).count < 2 }) else {
      throw Rejected(.duplicateKey)
    }
    var turns: [Outcome.Turn] = []
    switch form {
    case .messages: turns = try messages(record.values("messages")[0], "role", "content")
    case .conversations: turns = try messages(record.values("conversations")[0], "from", "value")
    case .text: turns = [.init(.user, try record.text("text"))]
    case .promptCompletion where keys.allSatisfy(record.isArray):
      turns = try messages(record.values("prompt")[0], "role", "content").map {
        .init($0.role, $0.text, .never, thought: $0.thought)
      }
      turns += try messages(record.values("completion")[0], "role", "content")
    default:
      for key in [keys[0]] + passages.filter(record.hasValue) + [keys[1]] {
        _ = try record.string(key)
      }
      if hasHistory { turns = try history(record) }
      var prompt = try record.text(keys[0])
      for key in passages {
        if let passage = try? record.text(key) { prompt += Array("\n\n".utf8) + passage }
      }
      turns += [.init(.user, prompt), .init(.assistant, try record.text(keys[1]))]
    }
    if form != .text {
      let isPrompt = form == .promptCompletion && keys.allSatisfy(record.isArray)
      try addSystem(record, isPrompt: isPrompt, to: &turns)
      try trainInput(record, &turns)
    }
    return .kept(form, turns, source: record.source)
  }

  private static func history(_ record: ReferenceRecord) throws(Rejected) -> [Outcome.Turn] {
    guard record.values("history").count < 2 else { throw Rejected(.duplicateKey) }
    guard record.hasValue("history") else { return [] }
    guard case .array(let pairs)? = record.values("history").last else {
      throw Rejected(.wrongType)
    }
    var turns: [Outcome.Turn] = []
    for pair in pairs {
      guard case .array(let texts) = pair else { throw Rejected(.wrongType) }
      for text in texts.prefix(3) {
        guard case .string(let bytes) = text else { throw Rejected(.wrongType) }
        if ReferenceRecord.isBlank(bytes) { throw Rejected(.emptyField) }
        turns.append(.init(turns.count.isMultiple(of: 2) ? .user : .assistant, bytes))
      }
      if texts.count != 2 { throw Rejected(.wrongType) }
    }
    return turns
  }

  /// A system message that says something wins; then `system`, then `system_prompt`.
  private static func addSystem(
    _ record: ReferenceRecord, isPrompt: Bool, to turns: inout [Outcome.Turn]
  ) throws(Rejected) {
    for key in ["system", "system_prompt"] where record.hasValue(key) {
      guard record.values(key).count < 2 else { throw Rejected(.duplicateKey) }
      let text = try record.string(key)
      let isSaid = turns.contains { $0.role == .system && !ReferenceRecord.isBlank($0.text) }
      if isSaid || ReferenceRecord.isBlank(text) { continue }
      // Before a prompt that is never trained it is a part of it.
      let training = isPrompt ? TurnTraining.never : .byRole
      if turns[0].role == .system { turns.removeFirst() }
      turns.insert(.init(.system, text, training), at: 0)
    }
  }

  private static func trainInput(
    _ record: ReferenceRecord, _ turns: inout [Outcome.Turn]
  ) throws(Rejected) {
    let values = record.values("train_on_input")
    guard record.hasValue("train_on_input") else { return }
    guard values.count < 2 else { throw Rejected(.duplicateKey) }
    let isTrained = try truth(values[0])
    for index in turns.indices where turns[index].role == .user && turns[index].training != .never {
      turns[index].training = isTrained ? .always : .never
    }
  }

  private static func truth(_ value: ReferenceJSON) throws(Rejected) -> Bool {
    switch value {
    case .boolean(let value): return value
    case .number(let digits):
      let value = Double(String(decoding: digits, as: UTF8.self))
      if value == 1 { return true }
      if value == 0 { return false }
      throw Rejected(.wrongType)
    default: throw Rejected(.wrongType)
    }
  }

  private static let roles: [String: Role] = [
    "user": .user, "human": .user, "assistant": .assistant, "gpt": .assistant,
    "model": .assistant, "chatgpt": .assistant, "bard": .assistant, "bing": .assistant,
    "system": .system, "developer": .system, "tool": .tool, "function": .tool,
    "observation": .tool, "tool_response": .tool, "ipython": .ipython,
  ]

  private static let messageKeys = [
    "role", "content", "from", "value", "tool_calls", "function_call", "reasoning_content",
    "reasoning", "thinking", "weight", "train", "trainable", "loss", "mask",
  ]

  private static func messages(
    _ list: ReferenceJSON, _ roleKey: String, _ contentKey: String
  ) throws(Rejected) -> [Outcome.Turn] {
    guard case .array(let elements) = list else { throw Rejected(.wrongType) }
    if elements.isEmpty { throw Rejected(.emptyField) }
    var turns: [Outcome.Turn] = []
    for element in elements {
      guard case .object(let members) = element else { throw Rejected(.wrongType) }
      let message = ReferenceRecord(members)
      for key in messageKeys where message.values(key).count > 1 { throw Rejected(.duplicateKey) }
      let roleKey = message.present(roleKey, roleKey == "role" ? "from" : "role")
      let contentKey = message.present(contentKey, contentKey == "content" ? "value" : "content")
      guard message.hasValue(roleKey) else { throw Rejected(.missingField) }
      let name = try message.string(roleKey)
      // Calls have tests of their own.
      guard let role = roles[String(decoding: name, as: UTF8.self)],
        !message.hasValue("tool_calls"), !message.hasValue("function_call")
      else { throw Rejected(.templateError) }
      guard message.hasValue(contentKey) else { throw Rejected(.missingField) }
      var turn = Outcome.Turn(role, try message.string(contentKey))
      if role == .tool || role == .ipython { turn.text = quoted(turn.text) }
      if role == .assistant { try splitThought(&turn, message) }
      if [.user, .assistant].contains(role), ReferenceRecord.isBlank(turn.text) {
        throw Rejected(.emptyField)
      }
      if try isMarked(message) { turn.training = .never }
      turns.append(turn)
    }
    return turns
  }

  private static func splitThought(
    _ turn: inout Outcome.Turn, _ message: ReferenceRecord
  ) throws(Rejected) {
    var thoughts: [[UInt8]] = []
    while true {
      let text = stripped(turn.text)
      guard text.starts(with: "<think>".utf8),
        let end = String(decoding: text, as: UTF8.self).firstRange(of: "</think>")
      else { break }
      let all = String(decoding: text, as: UTF8.self)
      let inside = Array(all[..<end.lowerBound].utf8.dropFirst("<think>".utf8.count))
      turn.text = stripped(Array(all[end.upperBound...].utf8))
      guard !ReferenceRecord.isBlank(inside) else { continue }
      var bytes = inside[...]
      while let byte = bytes.first, " \t\r\n".utf8.contains(byte) { bytes.removeFirst() }
      while let byte = bytes.last, " \t\r\n".utf8.contains(byte) { bytes.removeLast() }
      guard thoughts.isEmpty else { throw Rejected(.wrongType) }
      thoughts.append(Array(bytes))
    }
    for key in ["reasoning_content", "reasoning", "thinking"] {
      guard case .string(let text)? = message.values(key).last else { continue }
      if !ReferenceRecord.isBlank(text) { thoughts.append(text) }
    }
    guard let first = thoughts.first else { return }
    guard thoughts.allSatisfy({ $0 == first }) else { throw Rejected(.wrongType) }
    turn.thought = first
  }

  /// The text without white space at its beginning.
  private static func stripped(_ text: [UInt8]) -> [UInt8] {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    let rest = scalars.drop { ReferenceRecord.isBlank(Array(String($0).utf8)) }
    return Array(String(String.UnicodeScalarView(rest)).utf8)
  }

  /// Whether flags say that the message is not to be trained.
  private static func isMarked(_ message: ReferenceRecord) throws(Rejected) -> Bool {
    var found: Bool?
    for key in ["weight", "train", "trainable", "loss", "mask"] where message.hasValue(key) {
      let value = try truth(message.values(key)[0])
      let isTrained = key == "mask" ? !value : value
      if let found, found != isTrained { throw Rejected(.wrongType) }
      found = isTrained
    }
    return found == false
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

    /// The first of two keys that is there at all.
    func present(_ key: String, _ other: String) -> String {
      values(key).isEmpty && !values(other).isEmpty ? other : key
    }

    func isArray(_ key: String) -> Bool {
      if case .array? = values(key).last { true } else { false }
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
