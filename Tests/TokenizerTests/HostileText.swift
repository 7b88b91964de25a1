import TestSupport

@testable import Tokenizer

/// Texts on which tokenizers are known to go wrong, made of parts on which rules meet.
enum HostileText {
  static let parts = [
    "a", "Z", "word", "ſ", "é", "e\u{301}", "中文", "中文没有空格的句子", "한", "ひらがなカタカナ", "'", "'s", "'LL",
    "'ve",
    "'ſ", "’", " ", "  ", "\n", "\r", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{2028}", "\u{85}",
    "\u{200B}", "\u{FEFF}", "1", "12", "1234", "½", "Ⅷ", "१", "१२३४", ".", "...", "-", "😀", "👩‍👩‍👧",
    "\u{1C}", "\u{0}", "\u{10FFFF}", "\u{1C89}", "\u{88F}", " Việt", " даже", "nghiệ", "привет мир",
    "достопримечательности", "สวัสดีชาวโลก", "नमस्ते", "السلام", "<|eot_id|>", "if (x) {", "http://",
  ]

  static func text(_ generator: inout SeededGenerator, partCount: Int = 12) -> [UInt8] {
    (0..<Int.random(in: 0...partCount, using: &generator)).flatMap { _ in
      let part = parts.randomElement(using: &generator) ?? ""
      let repeats = Int.random(in: 0..<12, using: &generator) == 0 ? 20 : 1
      return Array(String(repeating: part, count: repeats).utf8)
    }
  }

  /// Well-formed text with some bytes changed, dropped or put in.
  static func bytes(_ generator: inout SeededGenerator, partCount: Int = 12) -> [UInt8] {
    var bytes = text(&generator, partCount: partCount)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0x80...255, using: &generator), at: place)
      }
    }
    return bytes
  }
}
