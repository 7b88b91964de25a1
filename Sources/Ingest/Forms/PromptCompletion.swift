import Records

extension FormDefinition {
  /// `{"prompt","completion"}`, both texts, or both lists of messages, as TRL has it: then what the
  /// assistant says in the completion is trained, and in the prompt it is not.
  static let promptCompletion = FormDefinition(
    "prompt_completion", requires: ["prompt", "completion"], optionally: toolKeys
  ) { (input, reader, record, batch) throws(RecordFault) in
    for place in 0...1 { try input.requireOnce(place) }
    guard input[0].kind == .array, input[1].kind == .array else {
      for place in 0...1 { try input.requireString(place) }
      guard !(0...1).allSatisfy({ holdsMessages(input.string($0)) }) else {
        throw RecordFault(
          .wrongType,
          "fields 'prompt' and 'completion' are strings that hold lists of messages, expected the "
            + "lists themselves")
      }
      batch.append(.user, try input.text(0))
      batch.append(.assistant, try input.text(1))
      for place in 2..<input.keys.count
      where !input.isNull(place) && !input.tape.saysNothing(at: input[place].position) {
        reader.noteUnread(input.keys[place])
      }
      return
    }
    record.hasUntrainedPrompt = true
    record.tools = try reader.tools.readDefinitions(input.fields, input.tape, into: &batch)
    try reader.read(
      .roles("prompt"), input[0], of: input.tape, isPrompt: true, into: &record, &batch)
    try reader.read(.roles("completion"), input[1], of: input.tape, into: &record, &batch)
  }

  /// Whether a text is most likely a list of messages that some writer has put into a string.
  private static func holdsMessages(_ text: UnsafeRawBufferPointer) -> Bool {
    // SAFETY: the bytes are those of the tape, and are compared here only.
    let signs = Array(text.lazy.filter { !JSONBytes.isSpace($0) }.prefix(256))
    let keys = ["\"role\":", "\"from\":", "\"content\":"].map { Array($0.utf8) }
    return signs.starts(with: "[{".utf8)
      && signs.indices.contains { index in keys.contains { signs[index...].starts(with: $0) } }
  }
}
