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
      batch.append(.user, try input.text(0))
      batch.append(.assistant, try input.text(1))
      for place in 2..<input.keys.count where !input.isNull(place) {
        reader.noteUnread(input.keys[place])
      }
      return
    }
    record.tools = try reader.tools.readDefinitions(input.fields, input.tape, into: &batch)
    try reader.read(
      .roles("prompt"), input[0], of: input.tape, isPrompt: true, into: &record, &batch)
    try reader.read(.roles("completion"), input[1], of: input.tape, into: &record, &batch)
  }
}
