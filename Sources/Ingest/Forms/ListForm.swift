import Records

extension FormDefinition {
  /// The keys of what a conversation's tools are.
  static let toolKeys: [StaticString] = [
    "tools", "functions", "builtin_tools", "tools_in_user_message",
  ]

  /// A form that is a list of messages, under the key of its name.
  static func list(_ name: String, _ list: MessageList) -> FormDefinition {
    FormDefinition(name, requires: [list.field], optionally: toolKeys) {
      (input, reader, record, batch) throws(RecordFault) in
      try input.requireOnce(0)
      record.tools = try reader.tools.readDefinitions(input.fields, input.tape, into: &batch)
      try reader.read(list, input[0], of: input.tape, into: &record, &batch)
    }
  }
}
