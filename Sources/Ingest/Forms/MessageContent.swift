import Records

/// A value of one message, by the key it stands under: most often what is said.
///
/// SAFETY: texts are bytes of the tape; they are copied within the call that was given the tape.
struct MessageContent {
  /// The message's place in its list, for what is said of faults.
  let index: Int
  let key: StaticString
  /// The value's position on the tape; 0 where there is none.
  let position: Int

  /// Whether there is a value that is not null.
  func isThere(_ tape: JSONTape) -> Bool { position != 0 && tape.kind(at: position) != .null }

  /// Makes sure that there is a value that is not null.
  func require(_ tape: JSONTape) throws(RecordFault) {
    if !isThere(tape) { throw missing(tape) }
  }

  func missing(_ tape: JSONTape) -> RecordFault {
    let state = position == 0 ? "missing" : "null"
    return RecordFault(
      .missingField, "message \(index): field '\(key)' is \(state), expected a string")
  }

  func empty() -> RecordFault {
    RecordFault(.emptyField, "message \(index): field '\(key)' is empty, expected text")
  }

  /// The value, which must be a string.
  func string(_ tape: JSONTape) throws(RecordFault) -> UnsafeRawBufferPointer {
    if position != 0, tape.kind(at: position) == .string { return tape.string(at: position) }
    try require(tape)
    throw RecordFault(
      .wrongType,
      "message \(index): field '\(key)' is \(tape.kind(at: position).name), expected a string")
  }

  /// Appends a value that is a string, or a list of text parts, which are joined.
  func append(_ tape: JSONTape, to text: inout [UInt8]) throws(RecordFault) {
    guard position != 0, tape.kind(at: position) == .array else {
      return text.append(contentsOf: try string(tape))
    }
    let parts = tape.contents(of: position)
    var part = parts.lowerBound
    var number = 0
    while part < parts.upperBound {
      guard tape.kind(at: part) == .object else {
        throw RecordFault(
          .wrongType,
          "message \(index): part \(number) of field '\(key)' is \(tape.kind(at: part).name), "
            + "expected an object")
      }
      text.append(contentsOf: try partText(part, number, tape))
      part = tape.end(of: part)
      number += 1
    }
  }

  /// The text of one `{"type":"text","text":…}`.
  private func partText(
    _ part: Int, _ number: Int, _ tape: JSONTape
  ) throws(RecordFault) -> UnsafeRawBufferPointer {
    var (type, text) = (0, 0)
    let members = tape.contents(of: part)
    var position = members.lowerBound
    while position < members.upperBound {
      let key = tape.string(at: position)
      if key.isEqual(to: "type") {
        try note(position + 1, in: &type, "type")
      } else if key.isEqual(to: "text") {
        try note(position + 1, in: &text, "text")
      }
      position = tape.end(of: position + 1)
    }
    let name = try MessageContent(index: index, key: "type", position: type).string(tape)
    guard name.isEqual(to: "text") else {
      throw RecordFault(
        .wrongType,
        "message \(index): part \(number) of field '\(key)' is of type \(String(quoting: name)), "
          + "expected 'text'")
    }
    return try MessageContent(index: index, key: "text", position: text).string(tape)
  }

  private func note(
    _ value: Int, in slot: inout Int, _ key: StaticString
  ) throws(RecordFault) {
    guard slot == 0 else {
      throw RecordFault(
        .duplicateKey, "message \(index): field '\(key)' stands more than once, expected once")
    }
    slot = value
  }
}
