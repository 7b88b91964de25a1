import Glibc

/// The top-level keys that some record form reads, or that name a record's source.
enum RecordField: Int, CaseIterable {
  case messages, conversations, instruction, response, output, input, prompt, completion
  case question, answer, text
  case sourceDataset, source
  case tools, builtinTools, toolsInUserMessage

  /// The key as records spell it.
  var key: StaticString {
    switch self {
    case .messages: "messages"
    case .conversations: "conversations"
    case .instruction: "instruction"
    case .response: "response"
    case .output: "output"
    case .input: "input"
    case .prompt: "prompt"
    case .completion: "completion"
    case .question: "question"
    case .answer: "answer"
    case .text: "text"
    case .sourceDataset: "source_dataset"
    case .source: "source"
    case .tools: "tools"
    case .builtinTools: "builtin_tools"
    case .toolsInUserMessage: "tools_in_user_message"
    }
  }

  /// The field of that key; nil for a key that nobody reads.
  @inline(__always)
  init?(key: UnsafeRawBufferPointer) {
    let candidate: RecordField? =
      switch key.count {
      case 4: .text
      case 5: key[0] == UInt8(ascii: "t") ? .tools : .input
      case 6:
        switch key[0] {
        case UInt8(ascii: "o"): .output
        case UInt8(ascii: "p"): .prompt
        case UInt8(ascii: "a"): .answer
        default: .source
        }
      case 8:
        switch key[0] {
        case UInt8(ascii: "m"): .messages
        case UInt8(ascii: "r"): .response
        default: .question
        }
      case 10: .completion
      case 11: .instruction
      case 13: key[0] == UInt8(ascii: "b") ? .builtinTools : .conversations
      case 14: .sourceDataset
      case 21: .toolsInUserMessage
      default: nil
      }
    guard let candidate, key.isEqual(to: candidate.key) else { return nil }
    self = candidate
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes of `text`.
  @inline(__always)
  func isEqual(to text: StaticString) -> Bool {
    guard let baseAddress, count == text.utf8CodeUnitCount else { return false }
    // SAFETY: both sides have `count` bytes.
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }
}
