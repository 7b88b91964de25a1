extension Vocabulary {
  /// The ids of a fixed list of texts, one list after the other, 0xFFFFFFFF after each.
  ///
  /// What a manifest keeps the hash of: two builds of the tool with the same probe cut and merge
  /// alike. The texts have one example of each rule that tokenizers are known to differ in.
  package func behaviourProbe() -> [UInt32] {
    let texts = [
      "The quick brown fox can't jump; it's 1234567 metres, they'LL say.",
      "  leading, trailing  ", "x \n\n ", "\r\n\r\n\ttab\n", "\n \n\n  a", "'ſektedir 'S",
      "e\u{301}\u{301} ½² Ⅷ ① १२३", "a\u{A0}b\u{3000}c\u{2028}d\u{85}e\u{200B}f\u{FEFF}",
      "今日は良い天気です。中文没有空格", "한국어 ไทย हिन्दी العربية", "👩‍👩‍👧‍👦🏽 🇩🇪",
      " Việt даже nghiệ", "<|eot_id|><|begin_of_text|>", "\u{1C}\u{0}\u{7F}",
      "\u{1C89}\u{A7DA}\u{10D40}\u{A7CE}", "def f(x):\n    return x**2  # ok\n\n\n",
      String(repeating: "a", count: 100) + String(repeating: " ", count: 200),
    ]
    // Caches that fit so little text: to seed larger ones would take longer than all else.
    var encoder = Encoder(
      vocabulary: self, cache: PieceCache(slotBits: 8), longCache: LongPieceCache(slotBits: 4))
    var tokens: [UInt32] = []
    for text in texts {
      encoder.encode(Array(text.utf8).span, into: &tokens)
      tokens.append(UInt32.max)
    }
    return tokens
  }
}
