import Records

extension FormDefinition {
  /// `{"messages":[{"role","content"}]}`.
  static let messages = list(
    "messages",
    MessageList(
      field: "messages", roleKey: "role", contentKey: "content",
      roles: [
        ("user", .user), ("assistant", .assistant), ("system", .system), ("tool", .tool),
        ("ipython", .ipython),
      ]))
}
