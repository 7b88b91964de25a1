import Records

extension FormDefinition {
  /// A form that is a list of messages under the key of its name, and may define tools.
  static func list(_ name: String, _ list: MessageList) -> FormDefinition {
    FormDefinition(name, requires: [list.field]) {
      (input, tools, record, batch) throws(RecordFault) in
      try input.requireOnce(0)
      record.tools = try tools.readDefinitions(input.fields, input.tape, into: &batch)
      record.omittedTextCount = try list.map(input.tape, input[0], tools: &tools, into: &batch)
    }
  }
}
