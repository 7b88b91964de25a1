import Records

/// The two forms that are lists of messages: their keys and the roles they name.
///
/// SAFETY: names and texts are bytes of the tape; they are compared and copied within the call
/// that was given the tape.
struct MessageList {
  let form: RecordField
  let roleKey: StaticString
  let contentKey: StaticString
  /// The names of roles, the expected ones first; the raw bytes decide.
  let roles: [(name: StaticString, role: Role)]

  /// The list of `{"messages":[{"role","content"}]}`.
  static let messages = MessageList(
    form: .messages, roleKey: "role", contentKey: "content",
    roles: [
      ("user", .user), ("assistant", .assistant), ("system", .system), ("tool", .tool),
      ("ipython", .ipython),
    ])

  /// `{"conversations":[{"from","value"}]}`, as ShareGPT has it and those that came after.
  static let conversations = MessageList(
    form: .conversations, roleKey: "from", contentKey: "value",
    roles: [
      ("human", .user), ("gpt", .assistant), ("system", .system), ("user", .user),
      ("assistant", .assistant), ("model", .assistant),
    ])

  /// Appends the messages of the list at `field` to `batch`.
  func map(
    _ tape: JSONTape, _ field: RecordFields.Field, into batch: inout ConversationBatch
  ) throws(RecordFault) {
    guard field.kind == .array else {
      throw RecordFault(
        .wrongType, "field '\(form.key)' is \(field.kind.name), expected an array of messages")
    }
    let elements = tape.contents(of: field.position)
    guard !elements.isEmpty else {
      throw RecordFault(.emptyField, "field '\(form.key)' is an empty array, expected messages")
    }
    var position = elements.lowerBound
    var index = 0
    while position < elements.upperBound {
      try mapMessage(index, at: position, tape, into: &batch)
      position = tape.end(of: position)
      index += 1
    }
  }

  private func mapMessage(
    _ index: Int, at message: Int, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) {
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
    if toolCalls != 0, tape.kind(at: toolCalls) != .null {
      throw RecordFault(
        .templateError, "message \(index): field 'tool_calls': tool calls are not supported yet")
    }
    let text = try string(at: content, index, contentKey, tape)
    if speaker == .user || speaker == .assistant, TextRules.isBlank(text) {
      throw RecordFault(
        .emptyField, "message \(index): field '\(contentKey)' is empty, expected text")
    }
    batch.append(speaker, text)
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
      "message \(index): role \(TextRules.quoted(name)) is unknown, expected one of \(expected)")
  }

  private func string(
    at position: Int, _ index: Int, _ key: StaticString, _ tape: JSONTape
  ) throws(RecordFault) -> UnsafeRawBufferPointer {
    let place = "message \(index): field '\(key)'"
    guard position != 0 else {
      throw RecordFault(.missingField, "\(place) is missing, expected a string")
    }
    switch tape.kind(at: position) {
    case .string: return tape.string(at: position)
    case .null: throw RecordFault(.missingField, "\(place) is null, expected a string")
    case let kind: throw RecordFault(.wrongType, "\(place) is \(kind.name), expected a string")
    }
  }
}
