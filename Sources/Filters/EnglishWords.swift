/// Counts, over the evidence of a text, the words that hardly any language but English has.
///
/// The list holds function words that are frequent in English and are no frequent word of
/// another language in Latin letters: "the" and "with", but not "in", "is", "for", "was" or "of",
/// which Dutch, German, Danish or Afrikaans use as well. Case does not matter.
struct EnglishWords: Equatable {
  /// Runs of letters; a byte beyond ASCII counts as a letter, so "dép" is one word.
  var wordCount = 0
  /// Words whose first letter is lower case or beyond ASCII.
  var lowercaseWordCount = 0
  /// Words of the list.
  var functionWordCount = 0
  /// ASCII letters that are lower case.
  var lowercaseLetterCount = 0

  static let functionWords = [
    "the", "and", "that", "this", "with", "from", "which", "have", "you", "your", "their", "they",
    "are", "were", "been", "would", "will", "should", "could", "these", "those", "there", "when",
    "where", "what", "how", "why", "who", "each", "than", "then", "into", "it", "its", "his",
    "her", "our", "your", "but", "not", "can", "does", "because", "between", "through", "about",
    "while", "such", "also", "more", "most", "other", "using", "being", "both", "if", "by",
    "following", "example", "here", "only", "some", "many", "any", "every", "my", "we", "she",
    "of", "as", "or", "an", "be", "is", "to", "for",
  ]

  init(_ evidence: borrowing Span<UInt8>) {
    let table = Self.table.span
    var index = 0
    while index < evidence.count {
      guard evidence[index].isLetterByte else {
        index += 1
        continue
      }
      let first = evidence[index]
      var packed: UInt64 = 0
      var length = 0
      while index < evidence.count, evidence[index].isLetterByte {
        let byte = evidence[index]
        packed = packed << 8 | UInt64(byte < 0x80 ? byte | 0x20 : byte)
        if byte < 0x80 && byte & 0x20 != 0 { lowercaseLetterCount += 1 }
        length += 1
        index += 1
      }
      wordCount += 1
      if first >= 0x61 { lowercaseWordCount += 1 }
      if length <= 8, Self.contains(packed, in: table) { functionWordCount += 1 }
    }
  }

  private static let tableBits: UInt64 = 9

  /// An open hash table of the words that fit into eight bytes, with 0 for free places.
  private static let table: [UInt64] = {
    var table = [UInt64](repeating: 0, count: 1 << tableBits)
    for word in functionWords where word.utf8.count <= 8 {
      let packed = word.utf8.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      var place = EnglishWords.place(of: packed)
      while table[place] != 0, table[place] != packed { place = (place + 1) & (table.count - 1) }
      table[place] = packed
    }
    return table
  }()

  private static func place(of packed: UInt64) -> Int {
    Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) >> (64 - tableBits))
  }

  private static func contains(_ packed: UInt64, in table: borrowing Span<UInt64>) -> Bool {
    var place = place(of: packed)
    while table[place] != 0 {
      if table[place] == packed { return true }
      place = (place + 1) & (table.count - 1)
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isLetterByte: Bool { self >= 0x80 || isASCIILetter }
}
