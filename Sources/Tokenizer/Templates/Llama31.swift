extension ChatTemplate {
  /// Llama 3.1 Instruct as Hugging Face renders it: always a system block, with two dates.
  ///
  /// Follows `llama3_1.jinja` as shipped in TRL 1.16.0; the version holds the start of that text's
  /// SHA-256.
  package static let llama31 = ChatTemplate(
    name: "llama-3.1", version: "1:e10ca381b1ccc5cf", printsDate: true, rendersTools: true,
    tools: LlamaTools(), turns: .llama, opening: Llama31Renderer.dates,
    renderer: { Llama31Renderer(date: $0, ids: $1) })
}
