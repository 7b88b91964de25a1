/// Adds up the counts of a text, word by word.
struct WordCounter {
  private(set) var counts = WordCounts()
  private let table = WordTable.all
  private var seen = SeenWords()
  /// All-capitals text has no lower-case letters to tell names by.
  private let isCapitals: Bool

  init(_ evidence: borrowing Span<UInt8>) {
    isCapitals = !evidence.hasLowercaseLetter
  }

  /// Adds what stands at `index`, a word or what separates words; gives where it ends.
  mutating func addOne(_ evidence: borrowing Span<UInt8>, at index: Int) -> Int {
    let first = evidence[index]
    let skipped = first.separatorByteCount
    guard skipped == 0 else {
      if Self.symbols[Int(first)] { counts.symbolCount += 1 }
      if evidence.hasListMark(at: index) { counts.listMarkCount += 1 }
      return index + skipped
    }
    let word = Word(evidence, at: index)
    add(word, evidence)
    return word.end
  }

  /// Adds a word of `evidence`.
  @inline(__always)
  mutating func add(_ word: Word, _ evidence: borrowing Span<UInt8>) {
    let start = word.end - word.byteCount
    counts.letterByteCount += word.byteCount
    counts.lowercaseLetterCount += word.lowercaseLetterCount
    guard word.byteCount > 1 else {
      // The genitive: "the dog's", "Yamato's".
      if word.key == 0x73, start > 0, evidence[start - 1] == 0x27 { counts.englishWordCount += 1 }
      return
    }
    let isPlain = isCapitals || !(word.isCapitalised || word.hasInnerCapital)
    // What begins a text is no name for its capital.
    let isLowercase = isPlain || (counts.wordCount == 0 && !word.hasInnerCapital)
    counts.wordCount += 1
    let classes = word.byteCount > 8 ? [] : table.classes(of: word.key)
    // Without branches, which would be as hard to foresee as the words are.
    counts.lowercaseWordCount += isPlain && !classes.contains(.particle) ? 1 : 0
    counts.distinctiveWordCount += classes.contains(.distinctive) ? 1 : 0
    counts.functionWordCount += classes.contains(.function) ? 1 : 0
    counts.englishWordCount += classes.contains(.english) ? 1 : 0
    counts.latinWordCount += classes.contains(.latin) ? 1 : 0
    if isForeign(word, classes, isLowercase: isLowercase) {
      addForeign(word, classes, isLowercase: isLowercase, evidence)
    }
  }

  private mutating func addForeign(
    _ word: Word, _ classes: WordClass, isLowercase: Bool, _ evidence: borrowing Span<UInt8>
  ) {
    // The ending of a file's or a host's name is no word: "example.co.kr", "main.das".
    let start = word.end - word.byteCount
    if start > 0, evidence[start - 1] == UInt8(ascii: ".") { return }
    if classes.contains(.particle), !isCapitals, evidence.hasCapital(after: word.end) { return }
    counts.foreignWordCount += 1
    if classes.contains(.foreignShort) {
      counts.hasShortForeignWord = true
    } else if seen.insert(word.key) {
      if isLowercase {
        counts.strongForeignWordCount += 1
      } else {
        counts.capitalForeignWordCount += 1
      }
    }
  }

  private func isForeign(_ word: Word, _ classes: WordClass, isLowercase: Bool) -> Bool {
    if classes.contains(.english) { return false }
    if !classes.isDisjoint(with: [.foreign, .foreignShort]) { return true }
    // Names with an accent stand in texts of any language.
    return !word.isASCII && isLowercase
  }

  private static let symbols: InlineArray<256, Bool> = {
    var symbols = InlineArray<256, Bool>(repeating: false)
    for byte in "{}[]()=<>_;|/\\*+#^~%".utf8 { symbols[Int(byte)] = true }
    return symbols
  }()
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
}
