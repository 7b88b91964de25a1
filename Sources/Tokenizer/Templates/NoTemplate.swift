extension ChatTemplate {
  /// No template: only records of the form `text` can be rendered.
  package static let none = ChatTemplate(
    name: "none", version: "1", printsDate: false, rendersTools: false, turns: nil, renderer: nil)
}
