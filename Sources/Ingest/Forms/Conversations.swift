import Records

extension FormDefinition {
  /// `{"conversations":[{"from","value"}]}`, as ShareGPT has it and those that came after.
  static let conversations = list(
    "conversations",
    MessageList(
      field: "conversations", roleKey: "from", contentKey: "value",
      roles: [
        ("human", .user), ("gpt", .assistant), ("system", .system), ("user", .user),
        ("assistant", .assistant), ("model", .assistant), ("tool", .tool), ("ipython", .ipython),
      ]))
}
