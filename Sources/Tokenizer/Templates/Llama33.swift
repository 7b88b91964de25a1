extension ChatTemplate {
  /// Llama 3.3 Instruct: the text of `llama-3.1`, byte for byte.
  ///
  /// The `chat_template` of Llama-3.3-70B-Instruct's `tokenizer_config.json` has the SHA-256 of
  /// `llama3_1.jinja` as shipped in TRL 1.16.0.
  package static let llama33 = ChatTemplate(
    name: "llama-3.3", version: "1:e10ca381b1ccc5cf", printsDate: true, rendersTools: true,
    tools: LlamaTools(), turns: .llama, opening: Llama31Renderer.dates,
    renderer: { Llama31Renderer(date: $0, ids: $1) })
}
