/// How a conversation becomes one text with special tokens between its messages.
package enum ChatTemplate: String, CaseIterable, Sendable {
  /// Llama 3.1 Instruct as Hugging Face renders it: always a system block, with two dates.
  case llama31 = "llama-3.1"
  /// Llama 3 Instruct: messages only, a system message where the conversation has one.
  case llama3 = "llama-3"
  /// No template: only records of the form `text` can be rendered.
  case none

  /// The template's name on the command line and in a manifest.
  package var name: String { rawValue }

  /// Changes whenever the same conversation would be rendered otherwise than before.
  ///
  /// For `llama-3.1` the start of the SHA-256 of the text it follows, `llama3_1.jinja` as
  /// shipped in TRL 1.16.0; for `llama-3` that of `llama3.jinja`.
  package var version: String {
    switch self {
    case .llama31: "1:e10ca381b1ccc5cf"
    case .llama3: "1:ba03a121d097859c"
    case .none: "1"
    }
  }

  /// The date that `llama-3.1` prints as today's unless told otherwise: a constant in the
  /// template, so that equal conversations are equal on every day.
  package static let defaultDate = "26 Jul 2024"
}
