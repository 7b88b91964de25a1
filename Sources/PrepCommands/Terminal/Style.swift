/// Colours for the screen, or none.
struct Style {
  let isOn: Bool

  /// What the model is trained to say.
  func trained(_ text: TerminalText) -> TerminalText { show(text, .green) }
  /// What the model reads.
  func prompt(_ text: TerminalText) -> TerminalText { text }
  /// Special tokens and other marks.
  func mark(_ text: TerminalText) -> TerminalText { show(text, .faint) }
  func trainedMark(_ text: TerminalText) -> TerminalText { show(text, .faintGreen) }
  func heading(_ text: TerminalText) -> TerminalText { show(text, .bold) }
  func good(_ text: TerminalText) -> TerminalText { show(text, .green) }
  func caution(_ text: TerminalText) -> TerminalText { show(text, .yellow) }
  func alarm(_ text: TerminalText) -> TerminalText { show(text, .red) }

  private func show(_ text: TerminalText, _ look: TerminalText.Look) -> TerminalText {
    isOn ? text.shown(as: look) : text
  }
}
