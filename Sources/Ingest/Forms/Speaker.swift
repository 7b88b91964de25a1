import Records

/// Who speaks a message, by the names that lists of messages have for them.
enum Speaker: Equatable {
  case role(Role)
  /// The assistant, whose content is a call of a function: `{"name","arguments"}`, or a list of such.
  case call

  /// All names that are known, those that most lists have first; the raw bytes decide.
  ///
  /// `human` and `gpt` are ShareGPT's, `chatgpt`, `bard` and `bing` of the assistants that it was
  /// gathered from; `developer` is OpenAI's later name for `system`, `function` its older one for
  /// `tool`; `observation` and `function_call` are LLaMA-Factory's, `tool_response` and `tool_call`
  /// those of lists made for Qwen and Hermes.
  static let names: [(name: StaticString, speaker: Speaker)] = [
    ("user", .role(.user)), ("assistant", .role(.assistant)), ("system", .role(.system)),
    ("human", .role(.user)), ("gpt", .role(.assistant)), ("tool", .role(.tool)),
    ("ipython", .role(.ipython)), ("model", .role(.assistant)), ("developer", .role(.system)),
    ("function", .role(.tool)), ("observation", .role(.tool)), ("tool_response", .role(.tool)),
    ("function_call", .call), ("tool_call", .call), ("chatgpt", .role(.assistant)),
    ("bard", .role(.assistant)), ("bing", .role(.assistant)),
  ]

  /// The speaker of that name; nil for a name that is unknown.
  static func named(_ name: UnsafeRawBufferPointer) -> Speaker? {
    // SAFETY: the bytes are compared here only.
    for (known, speaker) in names where name.isEqual(to: known) { return speaker }
    return nil
  }

  /// The known names, for a message.
  static var list: String { names.map { "\($0.name)" }.joined(separator: " ") }
}
