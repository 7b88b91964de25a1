/// Classes of words of up to eight bytes: open hash tables with the word itself as the key.
///
/// A key holds the word's bytes, the last one lowest; ASCII letters are lower case. Words of up to
/// seven bytes leave the highest byte of their place for the classes, so that looking one up touches
/// one line of the cache; the others have a table with the classes beside it.
struct WordTable: Sendable {
  /// The key, and above it the classes; 0 where there is none.
  private let places: [UInt64]
  private let shift: UInt64
  private let longKeys: [UInt64]
  private let longClasses: [UInt8]
  private let longShift: UInt64

  /// - Parameter lists: words separated by white space, and what each list says of its words;
  ///   those longer than eight bytes are left out.
  init(_ lists: [(words: String, wordClass: WordClass)]) {
    var found: [UInt64: WordClass] = [:]
    for (words, wordClass) in lists {
      for word in words.utf8.split(whereSeparator: { $0 <= 0x20 }) where word.count <= 8 {
        found[Self.key(of: word), default: []].insert(wordClass)
      }
    }
    let keys = found.keys.sorted()
    let shortKeys = keys.filter { $0 >> 56 == 0 }
    let bits = Self.bitCount(wordCount: shortKeys.count)
    var places = [UInt64](repeating: 0, count: 1 << bits)
    for key in shortKeys {
      let place = Self.freePlace(of: key, shift: 64 - bits, in: places)
      places[place] = UInt64(found[key]?.rawValue ?? 0) << 56 | key
    }
    let otherKeys = keys.filter { $0 >> 56 != 0 }
    let longBits = Self.bitCount(wordCount: otherKeys.count)
    var longKeys = [UInt64](repeating: 0, count: 1 << longBits)
    var longClasses = [UInt8](repeating: 0, count: longKeys.count)
    for key in otherKeys {
      let place = Self.freePlace(of: key, shift: 64 - longBits, in: longKeys)
      longKeys[place] = key
      longClasses[place] = found[key]?.rawValue ?? 0
    }
    self.places = places
    self.longKeys = longKeys
    self.longClasses = longClasses
    shift = 64 - bits
    longShift = 64 - longBits
  }

  /// At most two thirds full: neighbours share a line of the cache, and so a smaller table is worth
  /// more than a shorter search.
  private static func bitCount(wordCount: Int) -> UInt64 {
    var bits: UInt64 = 4
    while 2 << bits < 3 * wordCount { bits += 1 }
    return bits
  }

  private static func freePlace(of key: UInt64, shift: UInt64, in places: [UInt64]) -> Int {
    var place = Self.place(of: key, shift: shift)
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    return place
  }

  /// The classes of the word with `key`; none for a word that is in no list.
  @inline(__always)
  func classes(of key: UInt64) -> WordClass {
    guard key &>> 56 == 0 else { return classes(ofLong: key) }
    let places = places.span
    var place = Self.place(of: key, shift: shift)
    while true {
      let found = places[place]
      if found &<< 8 == key &<< 8 { return WordClass(rawValue: UInt8(found &>> 56)) }
      if found == 0 { return [] }
      place = (place &+ 1) & (places.count &- 1)
    }
  }

  /// The same for words of eight bytes.
  private func classes(ofLong key: UInt64) -> WordClass {
    let keys = longKeys.span
    var place = Self.place(of: key, shift: longShift)
    while keys[place] != 0 {
      if keys[place] == key { return WordClass(rawValue: longClasses[place]) }
      place = (place &+ 1) & (keys.count &- 1)
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
