/// The keys of a message that are read; the raw value is the key's place in `all`.
enum MessageKey: Int, CaseIterable {
  case role, content, from, value, toolCalls, functionCall
  case reasoningContent, reasoning, thinking
  case weight, train, trainable, loss, mask

  /// The keys as records spell them, then those that are known to carry nothing.
  static let all: [StaticString] =
    [
      "role", "content", "from", "value", "tool_calls", "function_call",
      "reasoning_content", "reasoning", "thinking",
      "weight", "train", "trainable", "loss", "mask",
    ] + PlainMetadata.messageKeys

  var name: StaticString { Self.all[rawValue] }

  /// Where the assistant's thought stands, the first that says something counting.
  static let thoughts: [MessageKey] = [.reasoningContent, .reasoning, .thinking]

  /// What says whether a message is to be trained: 1 or true where it is, but for `mask`, which says
  /// the opposite.
  static let flags: [MessageKey] = [.weight, .train, .trainable, .loss, .mask]
}
