/// Counts over the words of a text: how many look like prose, like English, like Latin, like code.
///
/// A word is a run of two letters or more, where a byte beyond ASCII counts as a letter. Case
/// does not matter for the lists.
struct WordCounts: Equatable {
  /// All words.
  var wordCount = 0
  /// Words whose first letter is lower case or beyond ASCII.
  var lowercaseWordCount = 0
  /// Words of `englishWords`, and each `'s` after a word.
  var englishWordCount = 0
  /// Words of `latinWords`.
  var latinWordCount = 0
  /// Words of `foreignWords`, and words with a letter beyond ASCII.
  var foreignWordCount = 0
  /// Whether the words counted as foreign are not all the same one.
  var hasForeignVariety = false
  /// ASCII letters that are lower case.
  var lowercaseLetterCount = 0
  /// Letters, as bytes.
  var letterByteCount = 0
  /// Signs that code and formulas are full of.
  var symbolCount = 0

  /// Function words that are frequent in English and frequent in hardly any other language in
  /// Latin letters: "the" and "with", but not "in", "is", "for", "was" or "of", which Dutch,
  /// German, Danish or Afrikaans use as well.
  static let englishWords = [
    "the", "and", "that", "this", "with", "from", "which", "you", "your", "their", "they",
    "are", "were", "been", "would", "should", "could", "these", "those", "there", "when",
    "where", "what", "how", "why", "each", "than", "then", "into", "its", "our", "but",
    "not", "can", "does", "because", "between", "through", "about", "while", "such", "also",
    "more", "other", "using", "being", "both", "example", "here", "only",
    "some", "many", "any", "every", "she", "it", "used", "make", "first",
  ]

  /// Function words of Latin.
  ///
  /// CLD2 takes species' names, spells and filler text for Latin; a text that is Latin has some of
  /// these.
  static let latinWords = [
    "et", "est", "ad", "cum", "qui", "quae", "quod", "ex", "ut", "sed", "ab", "per", "sunt",
    "eius", "inter", "vel", "fuit", "erat", "atque", "ac", "aut", "esse", "anno", "non", "in",
    "de", "post", "sub", "pro", "ille", "hic", "haec", "quam", "enim", "quo", "se", "apud",
    "cui", "cuius", "nec", "neque", "ob", "ante", "sive", "usque", "ita", "ubi", "dum", "hoc",
    "his", "sine", "trans", "iam", "eum", "suo", "sua", "suae", "sui", "quoque", "etiam", "autem",
    "eo", "ea", "id", "is", "quos", "quorum", "primus", "prima", "nomen", "super", "secundum",
  ]

  /// Function words of other languages in Latin letters that are no English words.
  static let foreignWords = [
    "de", "la", "le", "les", "des", "du", "el", "los", "las", "del", "que", "di", "il", "della",
    "dei", "con", "una", "uno", "un", "une", "est", "et", "dans", "pour", "por", "para",
    "dos", "na", "bir", "yang", "dengan", "dari", "untuk", "pada", "ini",
    "itu", "ng", "sa", "mga", "ang", "og", "och", "av", "det", "att", "som", "til", "ikke",
    "das", "und", "ein", "eine", "zu", "het", "een", "van", "voor", "niet", "zijn",
    "je", "se", "da", "su", "ne", "ja", "nie", "jest", "nga", "dhe", "te", "ki", "ka", "ku", "ti",
    "ni", "ya", "wa", "kwa", "agus", "kaj", "estas", "eta", "vel",
    "cum", "quae", "qui", "bo", "ke", "tsa", "ba", "si", "als", "amb",
    "els", "hy", "nke", "ei", "yn", "az", "egy", "nem", "hogy", "ako", "ili", "za",
    "sunt", "lui", "din", "cu", "um", "uma", "lo", "awon",
    "waa", "iyo", "leh", "ee", "swi", "quam", "kan",
  ]

  init(_ evidence: borrowing Span<UInt8>) {
    let english = Self.englishTable.span
    let latin = Self.latinTable.span
    let foreign = Self.foreignTable.span
    let symbols = Self.symbols.span
    var index = 0
    var firstForeign: UInt64 = 0
    while index < evidence.count {
      let first = evidence[index]
      guard first.isLetterByte else {
        if symbols[Int(first)] { symbolCount += 1 }
        index += 1
        continue
      }
      var packed: UInt64 = 0
      var isASCII = true
      let start = index
      while index < evidence.count, evidence[index].isLetterByte {
        let byte = evidence[index]
        packed = packed << 8 | UInt64(byte < 0x80 ? byte | 0x20 : byte)
        // Dashes, quotes and signs begin with E2, no letter in common use with it.
        if byte >= 0xC3 && byte < 0xE2 { isASCII = false }
        if byte < 0x80 && byte & 0x20 != 0 { lowercaseLetterCount += 1 }
        index += 1
      }
      let length = index - start
      letterByteCount += length
      if length == 1 {
        if packed == 0x73, start > 0, evidence[start - 1] == UInt8(ascii: "'") {
          englishWordCount += 1
        }
        continue
      }
      wordCount += 1
      if first >= 0x61 { lowercaseWordCount += 1 }
      if !isASCII || (length <= 8 && Self.contains(packed, in: foreign)) {
        foreignWordCount += 1
        if foreignWordCount == 1 { firstForeign = packed }
        if packed != firstForeign { hasForeignVariety = true }
      }
      if length <= 8 {
        if Self.contains(packed, in: english) { englishWordCount += 1 }
        if Self.contains(packed, in: latin) { latinWordCount += 1 }
      }
    }
  }

  private static let symbols: [Bool] = {
    var symbols = [Bool](repeating: false, count: 256)
    for byte in "{}[]()=<>_;|/\\*+#^~%".utf8 { symbols[Int(byte)] = true }
    return symbols
  }()

  private static let tableBits: UInt64 = 9

  /// An open hash table of the words that fit into eight bytes, with 0 for free places.
  private static func table(of words: [String]) -> [UInt64] {
    var table = [UInt64](repeating: 0, count: 1 << tableBits)
    for word in words where word.utf8.count <= 8 {
      let packed = word.utf8.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      var place = Self.place(of: packed)
      while table[place] != 0, table[place] != packed { place = (place + 1) & (table.count - 1) }
      table[place] = packed
    }
    return table
  }

  private static let englishTable = table(of: englishWords)
  private static let latinTable = table(of: latinWords)
  private static let foreignTable = table(of: foreignWords)

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
