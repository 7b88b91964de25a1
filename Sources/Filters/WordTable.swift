/// Classes of words of up to eight bytes: an open hash table with the word itself as the key.
///
/// A key holds the word's bytes, the last one lowest; ASCII letters are lower case.
struct WordTable: Sendable {
  private let keys: [UInt64]
  private let classes: [UInt8]
  private let shift: UInt64

  /// - Parameter lists: words separated by white space, and what each list says of its words;
  ///   those longer than eight bytes are left out.
  init(_ lists: [(words: String, wordClass: WordClass)]) {
    var found: [UInt64: WordClass] = [:]
    for (words, wordClass) in lists {
      for word in words.utf8.split(whereSeparator: { $0 <= 0x20 }) where word.count <= 8 {
        found[Self.key(of: word), default: []].insert(wordClass)
      }
    }
    // At most half full, so that a word that is not in it is mostly seen not to be at once.
    var bits: UInt64 = 4
    while 1 << bits < 2 * found.count { bits += 1 }
    var keys = [UInt64](repeating: 0, count: 1 << bits)
    var classes = [UInt8](repeating: 0, count: 1 << bits)
    for key in found.keys.sorted() {
      var place = Self.place(of: key, shift: 64 - bits)
      while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
      keys[place] = key
      classes[place] = found[key]?.rawValue ?? 0
    }
    self.keys = keys
    self.classes = classes
    shift = 64 - bits
  }

  /// The classes of the word with `key`; none for a word that is in no list.
  func classes(of key: UInt64) -> WordClass {
    let keys = keys.span
    var place = Self.place(of: key, shift: shift)
    while keys[place] != 0 {
      if keys[place] == key { return WordClass(rawValue: classes[place]) }
      place = (place + 1) & (keys.count - 1)
    }
    return []
  }

  /// The key of a word of up to eight bytes.
  static func key(of word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1.isASCIILetter ? $1 | 0x20 : $1) }
  }

  private static func place(of key: UInt64, shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// Every class.
  static let all = WordTable([
    (WordClass.distinctiveWords, .distinctive),
    (WordClass.distinctiveWords + " " + WordClass.sharedFunctionWords, .function),
    (WordClass.distinctiveWords + " " + LanguageWords.common, .english),
    (WordClass.loanWords, .english),
    (LanguageWords.foreign, .foreign), (LanguageWords.foreignShort, .foreignShort),
    (WordClass.particles, .particle), (WordClass.latinWords, .latin),
  ])
}
