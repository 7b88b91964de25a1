extension FormDefinition {
  /// `{"conversations":[{"from","value"}]}`, as ShareGPT has it and those that came after.
  static let conversations = list("conversations", .speakers("conversations"))
}
