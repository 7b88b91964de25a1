/// Counts over the words of a text: how many look like prose, like English, like another language,
/// like code.
///
/// A word is a run of two letters or more; a byte beyond ASCII counts as a letter, but for those
/// of punctuation and signs (leads C2, E2 and F0). Case does not matter for the lists.
struct WordCounts: Equatable {
  /// All words.
  var wordCount = 0
  /// Words that do not begin with a capital, or begin the text, but for parts of names.
  var lowercaseWordCount = 0
  /// Function words of English that hardly any other language has.
  var distinctiveWordCount = 0
  /// All function words of English.
  var functionWordCount = 0
  /// Words that are frequent in English alone, and each `'s`.
  var englishWordCount = 0
  /// Words of Latin.
  var latinWordCount = 0
  /// Words that speak for another language: those of the lists, and such in small letters with
  /// one beyond ASCII.
  var foreignWordCount = 0
  /// Different words among these in small letters that no English word is spelled like; eight at
  /// most are told apart.
  var strongForeignWordCount = 0
  /// The same in capitals, but for accents.
  var capitalForeignWordCount = 0
  /// Whether there are others among them, spelled like English ones: "die", "met".
  var hasShortForeignWord = false
  /// Marks between the items of a list: a comma, a semicolon or a line end after a word.
  var listMarkCount = 0
  /// ASCII letters that are lower case.
  var lowercaseLetterCount = 0
  /// Letters, as bytes.
  var letterByteCount = 0
  /// Signs that code and formulas are full of.
  var symbolCount = 0

  init(_ evidence: borrowing Span<UInt8>) {
    let table = WordTable.all
    let symbols = Self.symbols.span
    var seen = SeenWords()
    // All-capitals text has no lower-case letters to tell names by.
    let isCapitals = !evidence.hasLowercaseLetter
    var index = 0
    while index < evidence.count {
      let first = evidence[index]
      let skipped = first.separatorByteCount
      if skipped > 0 {
        if symbols[Int(first)] { symbolCount += 1 }
        if evidence.hasListMark(at: index) { listMarkCount += 1 }
        index += skipped
        continue
      }
      let word = Word(evidence, at: index)
      index = word.end
      letterByteCount += word.byteCount
      lowercaseLetterCount += word.lowercaseLetterCount
      guard word.byteCount > 1 else {
        // The genitive: "the dog's", "Yamato's".
        if word.key == 0x73, index >= 2, evidence[index - 2] == 0x27 { englishWordCount += 1 }
        continue
      }
      let isCapitalised = evidence.hasCapital(at: index - word.byteCount)
      let isPlain = isCapitals || !(isCapitalised || word.hasInnerCapital)
      // The first word of a text has a capital whether or not it is a name.
      let isLowercase = isPlain || (wordCount == 0 && !word.hasInnerCapital)
      wordCount += 1
      let classes = word.byteCount > 8 ? [] : table.classes(of: word.key)
      if isPlain && !classes.contains(.particle) { lowercaseWordCount += 1 }
      if classes.contains(.distinctive) { distinctiveWordCount += 1 }
      if classes.contains(.function) { functionWordCount += 1 }
      if classes.contains(.english) { englishWordCount += 1 }
      if classes.contains(.latin) { latinWordCount += 1 }
      guard isForeign(word, classes, isLowercase: isLowercase) else { continue }
      // The ending of a file's or a host's name is no word: "example.co.kr", "main.das".
      let start = index - word.byteCount
      if start > 0, evidence[start - 1] == UInt8(ascii: ".") { continue }
      if classes.contains(.particle), !isCapitals, evidence.hasCapital(after: index) { continue }
      foreignWordCount += 1
      if classes.contains(.foreignShort) {
        hasShortForeignWord = true
      } else if seen.insert(word.key) {
        if isLowercase { strongForeignWordCount += 1 } else { capitalForeignWordCount += 1 }
      }
    }
  }

  /// How strongly different words speak for another language.
  ///
  /// Two for each in small letters that no English word is spelled like, one for each of up to
  /// three such with capitals, which may be names, and one for all others together.
  var foreignScore: Int {
    2 * strongForeignWordCount + min(capitalForeignWordCount, 3) + (hasShortForeignWord ? 1 : 0)
  }

  private func isForeign(_ word: Word, _ classes: WordClass, isLowercase: Bool) -> Bool {
    if classes.contains(.english) { return false }
    if !classes.isDisjoint(with: [.foreign, .foreignShort]) { return true }
    // Names with an accent stand in texts of any language.
    return !word.isASCII && isLowercase
  }

  private static let symbols: [Bool] = {
    var symbols = [Bool](repeating: false, count: 256)
    for byte in "{}[]()=<>_;|/\\*+#^~%".utf8 { symbols[Int(byte)] = true }
    return symbols
  }()
}

/// One run of letters.
private struct Word {
  /// Where it ends.
  var end: Int
  var byteCount = 0
  var lowercaseLetterCount = 0
  var isASCII = true
  /// Whether a capital follows a small letter: "iPhone", "camelCase".
  var hasInnerCapital = false
  /// The last eight bytes, the key in a `WordTable` where there are no more.
  var key: UInt64 = 0

  init(_ text: borrowing Span<UInt8>, at start: Int) {
    end = start
    while end < text.count, text[end].separatorByteCount == 0 {
      let byte = text[end]
      let lower = byte < 0x80 ? byte | 0x20 : byte
      key = key << 8 | UInt64(lower)
      if byte >= 0x80 {
        isASCII = false
      } else if byte & 0x20 != 0 {
        lowercaseLetterCount += 1
      } else if lowercaseLetterCount > 0 {
        hasInnerCapital = true
      }
      end += 1
    }
    byteCount = end - start
  }
}

/// The first different words, by their last eight bytes; after eight of them none is new.
private struct SeenWords {
  private var keys = InlineArray<8, UInt64>(repeating: 0)
  private var count = 0

  /// Whether the word was not there.
  mutating func insert(_ key: UInt64) -> Bool {
    guard count < keys.count else { return false }
    for index in 0..<count where keys[index] == key { return false }
    keys[count] = key
    count += 1
    return true
  }
}

extension UInt8 {
  /// Bytes to go on by where the byte begins no letter of a word, or 0 where it is part of one.
  fileprivate var separatorByteCount: Int {
    if self < 0x80 { return isASCIILetter ? 0 : 1 }
    // C2 leads Latin-1's signs, E2 dashes, quotes and symbols, F0 emoji.
    switch self {
    case 0xC2: return 2
    case 0xE2: return 3
    case 0xF0: return 4
    default: return 0
    }
  }
}

extension Span<UInt8> {
  fileprivate var hasLowercaseLetter: Bool {
    for index in indices where self[index] &- 0x61 < 26 { return true }
    return false
  }

  fileprivate func hasListMark(at index: Int) -> Bool {
    let mark = self[index]
    guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";") || mark == UInt8(ascii: "\n")
    else {
      return false
    }
    return index > 0 && self[index - 1] > 0x2F && self[index - 1] &- 0x30 >= 10
  }

  /// Whether the next letter after `index`, across one space or apostrophe, is a capital.
  fileprivate func hasCapital(after index: Int) -> Bool {
    index < count && (self[index] == 0x20 || self[index] == 0x27) && hasCapital(at: index + 1)
  }

  /// Whether a capital Latin letter stands at `index`.
  ///
  /// Beyond Latin-1, capitals and small letters take turns: the even code points are taken for
  /// capitals where they are (U+0100–U+0137, U+014A–U+0177, U+1E00–U+1EFF), the odd ones else.
  fileprivate func hasCapital(at index: Int) -> Bool {
    guard index < count else { return false }
    let byte = self[index]
    if byte < 0x80 { return byte &- 0x41 < 26 }
    guard index + 1 < count else { return false }
    let next = self[index + 1]
    switch byte {
    case 0xC3: return next < 0x9F
    case 0xC4: return (next & 1 == 0) == (next < 0xB8)
    case 0xC5: return (next & 1 == 0) == (0x8A..<0xB8).contains(next)
    case 0xE1: return index + 2 < count && (0xB8...0xBB).contains(next) && self[index + 2] & 1 == 0
    default: return false
    }
  }
}
