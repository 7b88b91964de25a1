import ByteIO

/// What a `tokenizer.json` of the family says, checked.
struct TokenizerFile {
  private(set) var source = VocabularySource()
  private(set) var specialTokenNames: [String] = []
  private(set) var mergeCount = 0

  private var tokens: [[UInt8]] = []
  private var seen: Set<String> = []

  /// The pattern that `PieceSplitter` cuts by.
  private static let pattern =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"#
    + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  init(_ bytes: Span<UInt8>) throws(Fault) {
    var scan = JSONScan(bytes)
    try scan.members { (scan, key) throws(Fault) in
      switch key {
      case "normalizer": try Self.expect(scan.null(), "normalizer: expected null")
      case "pre_tokenizer": try readPretokenizer(&scan)
      case "model": try readModel(&scan)
      case "added_tokens": try readSpecialTokens(&scan)
      default: try scan.skip()
      }
      seen.insert(key)
    }
    for key in [
      "pre_tokenizer", "split", "model", "vocab", "merges", "ignore_merges", "added_tokens",
    ] {
      try Self.expect(seen.contains(key), "expected \(key), found none")
    }
    for token in tokens { try source.append(token) }
    guard source.tokenCount == Int(SpecialToken.first) else {
      throw .tokenCount(expected: Int(SpecialToken.first), found: source.tokenCount)
    }
  }

  private static func expect(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(Fault) {
    guard condition else { throw .tokenizerFile(message()) }
  }

  /// What a message shows of a string, which may be as long as the file.
  private static func start(of text: String) -> String {
    let scalars = text.unicodeScalars
    return String(scalars.prefix(40)) + (scalars.dropFirst(40).isEmpty ? "" : "…")
  }

  /// A split by the pattern, and bytes spelled as characters: each alone, or in a sequence.
  private mutating func readPretokenizer(_ scan: inout JSONScan) throws(Fault) {
    try scan.members { (scan, key) throws(Fault) in
      switch key {
      case "pretokenizers":
        try scan.elements { (scan) throws(Fault) in try readPretokenizer(&scan) }
      case "type":
        let type = try scan.string()
        try Self.expect(
          ["Sequence", "Split", "ByteLevel"].contains(type),
          "pre_tokenizer.type: expected Sequence, Split or ByteLevel, "
            + "found '\(Self.start(of: type))'")
        if type == "Split" { seen.insert("split") }
      case "pattern":
        try scan.members { (scan, key) throws(Fault) in
          let pattern = try scan.string()
          try Self.expect(
            key == "Regex" && pattern == Self.pattern,
            "pre_tokenizer.pattern: expected the Regex of Llama 3")
        }
      case "behavior":
        try Self.expect(
          scan.string() == "Isolated", "pre_tokenizer.behavior: expected Isolated")
      case "add_prefix_space", "use_regex", "invert":
        try Self.expect(!scan.boolean(), "pre_tokenizer.\(key): expected false")
      default: try scan.skip()
      }
    }
  }

  private mutating func readModel(_ scan: inout JSONScan) throws(Fault) {
    try scan.members { (scan, key) throws(Fault) in
      switch key {
      case "type": try Self.expect(scan.string() == "BPE", "model.type: expected BPE")
      case "ignore_merges":
        try Self.expect(scan.boolean(), "model.ignore_merges: expected true")
      case "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix":
        try Self.expect(scan.null(), "model.\(key): expected null")
      case "byte_fallback": try Self.expect(!scan.boolean(), "model.\(key): expected false")
      case "vocab": try readVocabulary(&scan)
      case "merges":
        // Merges are implied by the ranks, so they are only counted.
        try scan.elements { (scan) throws(Fault) in
          try scan.skip()
          mergeCount += 1
        }
      default: try scan.skip()
      }
      seen.insert(key)
    }
  }

  private mutating func readVocabulary(_ scan: inout JSONScan) throws(Fault) {
    let limit = Int(SpecialToken.first)
    try scan.members { (scan, key) throws(Fault) in
      let id = try scan.integer()
      try Self.expect(id < limit, "model.vocab: expected ids below \(limit), found \(id)")
      while tokens.count <= id { tokens.append([]) }
      tokens[id] = try Self.bytes(spelling: key)
    }
  }

  private mutating func readSpecialTokens(_ scan: inout JSONScan) throws(Fault) {
    var names = [String?](repeating: nil, count: SpecialToken.count)
    try scan.elements { (scan) throws(Fault) in
      var id = -1
      var name = ""
      try scan.members { (scan, key) throws(Fault) in
        switch key {
        case "id": id = try scan.integer()
        case "content": name = try scan.string()
        default: try scan.skip()
        }
      }
      let index = id - Int(SpecialToken.first)
      try Self.expect(
        names.indices.contains(index) && !name.isEmpty,
        "added_tokens: expected ids from \(SpecialToken.first) on and names, found \(id)")
      names[index] = name
    }
    specialTokenNames = names.compactMap(\.self)
    let distinct = Set(specialTokenNames).count
    try Self.expect(
      specialTokenNames.count == SpecialToken.count && distinct == SpecialToken.count,
      "added_tokens: expected \(SpecialToken.count) of different names, found \(distinct)")
  }

  /// The byte that each of GPT-2's printable characters stands for, or 256.
  ///
  /// Printable bytes stand for themselves, the others in order for U+0100 and on.
  private static let characterBytes: [UInt16] = {
    let printable = Set(Array(0x21...0x7E) + Array(0xA1...0xAC) + Array(0xAE...0xFF))
    var bytes = [UInt16](repeating: 256, count: 0x200)
    var other = 0x100
    for byte in 0...0xFF {
      bytes[printable.contains(byte) ? byte : other] = UInt16(byte)
      if !printable.contains(byte) { other += 1 }
    }
    return bytes
  }()

  private static func bytes(spelling text: String) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      let byte = scalar.value < 0x200 ? characterBytes[Int(scalar.value)] : 256
      guard byte < 256 else {
        throw .tokenizerFile(
          "model.vocab: expected characters that stand for bytes in '\(start(of: text))'")
      }
      bytes.append(UInt8(byte))
    }
    return bytes
  }
}
