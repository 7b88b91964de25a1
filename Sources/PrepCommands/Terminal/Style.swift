/// Colours for the screen (ECMA-48 SGR), or none.
struct Style {
  let isOn: Bool

  /// What the model is trained to say.
  func trained(_ text: String) -> String { wrap(text, "32") }
  /// What the model reads.
  func prompt(_ text: String) -> String { text }
  /// Special tokens and other marks.
  func mark(_ text: String) -> String { wrap(text, "2") }
  func trainedMark(_ text: String) -> String { wrap(text, "2;32") }
  func heading(_ text: String) -> String { wrap(text, "1") }
  func alarm(_ text: String) -> String { wrap(text, "31") }

  /// Every line by itself, so that a pager which shows a part of it has the colour.
  private func wrap(_ text: String, _ code: String) -> String {
    guard isOn, !text.isEmpty else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(code)m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }
}
