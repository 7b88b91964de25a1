extension FormDefinition {
  /// `{"messages":[{"role","content"}]}`.
  static let messages = list("messages", .roles("messages"))
}
