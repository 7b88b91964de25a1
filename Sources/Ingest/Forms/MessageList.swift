import Records

/// How a form that is a list of messages spells them: its keys and the roles they name.
///
/// SAFETY: names and texts are bytes of the tape; they are compared and copied within the call
/// that was given the tape.
struct MessageList: Sendable {
  /// The key of the list.
  let field: StaticString
  let roleKey: StaticString
  let contentKey: StaticString
  /// The names of roles, the expected ones first; the raw bytes decide.
  let roles: [(name: StaticString, role: Role)]

  /// Appends the messages of the list at `field` to `batch`.
  ///
  /// - Returns: How many texts beside tool calls were left out, as the template leaves them out.
  func map(
    _ tape: JSONTape, _ field: RecordFields.Field, tools: inout ToolReader,
    into batch: inout ConversationBatch
  ) throws(RecordFault) -> Int {
    guard field.kind == .array else {
      throw RecordFault(
        .wrongType, "field '\(self.field)' is \(field.kind.name), expected an array of messages")
    }
    let elements = tape.contents(of: field.position)
    guard !elements.isEmpty else {
      throw RecordFault(.emptyField, "field '\(self.field)' is an empty array, expected messages")
    }
    var position = elements.lowerBound
    var index = 0
    var omittedTextCount = 0
    while position < elements.upperBound {
      if try !mapMessage(index, at: position, tape, tools: &tools, into: &batch) {
        omittedTextCount += 1
      }
      position = tape.end(of: position)
      index += 1
    }
    return omittedTextCount
  }

  /// Appends one message; returns false where its text is left out for its tool call.
  private func mapMessage(
    _ index: Int, at message: Int, _ tape: JSONTape, tools: inout ToolReader,
    into batch: inout ConversationBatch
  ) throws(RecordFault) -> Bool {
    guard tape.kind(at: message) == .object else {
      throw RecordFault(
        .wrongType, "message \(index) is \(tape.kind(at: message).name), expected an object")
    }
    // Positions of values; 0 where the key is missing, since no value stands there.
    var (role, content, toolCalls) = (0, 0, 0)
    let members = tape.contents(of: message)
    var position = members.lowerBound
    while position < members.upperBound {
      let key = tape.string(at: position)
      let value = position + 1
      if key.isEqual(to: roleKey) {
        try note(value, in: &role, index, roleKey)
      } else if key.isEqual(to: contentKey) {
        try note(value, in: &content, index, contentKey)
      } else if key.isEqual(to: "tool_calls") {
        try note(value, in: &toolCalls, index, "tool_calls")
      }
      position = tape.end(of: value)
    }
    let speaker = try self.role(at: role, index, tape)
    if tools.hasCalls(at: toolCalls, tape) {
      guard speaker == .assistant else {
        throw RecordFault(
          .templateError,
          "message \(index): role \(speaker.rawValue) makes a tool call, expected assistant")
      }
      try tools.appendCalls(index, at: toolCalls, tape, into: &batch)
      return try !hasText(at: content, index, tape, into: &batch)
    }
    if speaker == .tool || speaker == .ipython {
      try require(content, index, contentKey, tape)
      try tools.appendResult(speaker, at: content, tape, into: &batch)
      return true
    }
    let start = batch.text.count
    try appendText(at: content, index, tape, to: &batch.text)
    if speaker != .system, Self.isBlank(batch.text, from: start) {
      throw RecordFault(
        .emptyField, "message \(index): field '\(contentKey)' is empty, expected text")
    }
    batch.messages.append(
      ConversationBatch.Message(
        role: speaker, textStart: start, textCount: batch.text.count - start))
    return true
  }

  private static func isBlank(_ text: [UInt8], from start: Int) -> Bool {
    text.withUnsafeBytes { TextRules.isBlank(UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }

  /// Whether the content beside a tool call is a text that is not empty.
  private func hasText(
    at content: Int, _ index: Int, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) -> Bool {
    guard content != 0, tape.kind(at: content) != .null else { return false }
    let start = batch.text.count
    try appendText(at: content, index, tape, to: &batch.text)
    let isBlank = Self.isBlank(batch.text, from: start)
    batch.text.removeSubrange(start...)
    return !isBlank
  }

  /// Appends a content that is a string, or a list of text parts, which are joined.
  private func appendText(
    at content: Int, _ index: Int, _ tape: JSONTape, to text: inout [UInt8]
  ) throws(RecordFault) {
    guard content != 0, tape.kind(at: content) == .array else {
      return text.append(contentsOf: try string(at: content, index, contentKey, tape))
    }
    let parts = tape.contents(of: content)
    var part = parts.lowerBound
    var number = 0
    while part < parts.upperBound {
      guard tape.kind(at: part) == .object else {
        throw RecordFault(
          .wrongType,
          "message \(index): part \(number) of field '\(contentKey)' is "
            + "\(tape.kind(at: part).name), expected an object")
      }
      text.append(contentsOf: try partText(part, number, index, tape))
      part = tape.end(of: part)
      number += 1
    }
  }

  /// The text of one `{"type":"text","text":…}`.
  private func partText(
    _ part: Int, _ number: Int, _ index: Int, _ tape: JSONTape
  ) throws(RecordFault) -> UnsafeRawBufferPointer {
    var (type, text) = (0, 0)
    let members = tape.contents(of: part)
    var position = members.lowerBound
    while position < members.upperBound {
      let key = tape.string(at: position)
      if key.isEqual(to: "type") {
        try note(position + 1, in: &type, index, "type")
      } else if key.isEqual(to: "text") {
        try note(position + 1, in: &text, index, "text")
      }
      position = tape.end(of: position + 1)
    }
    let name = try string(at: type, index, "type", tape)
    guard name.isEqual(to: "text") else {
      throw RecordFault(
        .wrongType,
        "message \(index): part \(number) of field '\(contentKey)' is of type "
          + "\(String(quoting: name)), expected 'text'")
    }
    return try string(at: text, index, "text", tape)
  }

  private func note(
    _ value: Int, in slot: inout Int, _ index: Int, _ key: StaticString
  ) throws(RecordFault) {
    guard slot == 0 else {
      throw RecordFault(
        .duplicateKey, "message \(index): field '\(key)' stands more than once, expected once")
    }
    slot = value
  }

  private func role(
    at position: Int, _ index: Int, _ tape: JSONTape
  ) throws(RecordFault) -> Role {
    let name = try string(at: position, index, roleKey, tape)
    for (expected, role) in roles where name.isEqual(to: expected) { return role }
    let expected = roles.map { "\($0.name)" }.joined(separator: " ")
    throw RecordFault(
      .templateError,
      "message \(index): role \(String(quoting: name)) is unknown, expected one of \(expected)")
  }

  private func string(
    at position: Int, _ index: Int, _ key: StaticString, _ tape: JSONTape
  ) throws(RecordFault) -> UnsafeRawBufferPointer {
    if position != 0, tape.kind(at: position) == .string { return tape.string(at: position) }
    try require(position, index, key, tape)
    let kind = tape.kind(at: position)
    throw RecordFault(
      .wrongType, "message \(index): field '\(key)' is \(kind.name), expected a string")
  }

  /// Checks that there is a value at `position`, 0 for none, and that it is not null.
  private func require(
    _ position: Int, _ index: Int, _ key: StaticString, _ tape: JSONTape
  ) throws(RecordFault) {
    guard position == 0 || tape.kind(at: position) == .null else { return }
    let state = position == 0 ? "missing" : "null"
    throw RecordFault(
      .missingField, "message \(index): field '\(key)' is \(state), expected a string")
  }
}
