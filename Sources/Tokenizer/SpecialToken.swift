/// The 256 special tokens of Llama 3, which follow the ordinary ones; names as of release 3.1.
///
/// The ids are fixed by the vocabulary, the names changed once: 3.0 called 128004, 128008 and
/// 128010 reserved. Source: Meta's llama-models and the Hugging Face tokenizer of 3.1.
package enum SpecialToken {
  package static let first: UInt32 = 128_000
  package static let count = 256

  package static let beginOfText: UInt32 = 128_000
  package static let endOfText: UInt32 = 128_001
  /// What rows are filled up with: never in a text, and never trained.
  package static let rightPad: UInt32 = 128_004
  package static let startHeader: UInt32 = 128_006
  package static let endHeader: UInt32 = 128_007
  /// The end of a message that another of the same turn follows: a call in ipython mode.
  package static let endOfMessage: UInt32 = 128_008
  package static let endOfTurn: UInt32 = 128_009
  /// What the call of a built-in tool begins with.
  package static let pythonTag: UInt32 = 128_010

  /// The names that `tokenizer.model`, which has none, is given.
  static let namesOfRelease31 = (first..<(first + UInt32(count))).map { name(of: $0) ?? "" }

  /// The name of `token` in release 3.1 as it is spelled in text, or nil where it is no special
  /// token.
  package static func name(of token: UInt32) -> String? {
    guard token >= first, token < first + UInt32(count) else { return nil }
    switch token {
    case 128_000: return "<|begin_of_text|>"
    case 128_001: return "<|end_of_text|>"
    case 128_002, 128_003: return "<|reserved_special_token_\(token - 128_002)|>"
    case 128_004: return "<|finetune_right_pad_id|>"
    case 128_005: return "<|reserved_special_token_2|>"
    case 128_006: return "<|start_header_id|>"
    case 128_007: return "<|end_header_id|>"
    case 128_008: return "<|eom_id|>"
    case 128_009: return "<|eot_id|>"
    case 128_010: return "<|python_tag|>"
    default: return "<|reserved_special_token_\(token - 128_008)|>"
    }
  }
}
