import Records

/// How much the words of one text speak for each language that `TypicalWords` has a list for.
struct TypicalWordScores {
  /// Words of two letters or more, and Han and kana letters, each of them a word.
  private(set) var wordCount = 0
  /// By list: the tiers of all different words.
  private(set) var all: [Int]
  /// By list: those of the words alone that are no names: in small letters, or the text's first.
  private(set) var plain: [Int]

  private var words: [Word] = []
  /// Whether the last word is a part of names, which says nothing before a capital.
  private var isParticleLast = false
  private var hasSmallLetter = false

  private struct Word {
    var hash: UInt64
    var isPlain: Bool
  }

  /// - Complexity: linear in `text`, but for sorting its words.
  init(_ text: borrowing Span<UInt8>) {
    all = [Int](repeating: 0, count: TypicalWords.languages.count)
    plain = all
    var index = 0
    while index < text.count {
      let start = index
      var isASCII = true
      while index < text.count, text[index].isASCIILetter || text[index] >= 0x80 {
        if text[index] >= 0x80 { isASCII = false }
        index += 1
      }
      if index == start {
        index += 1
      } else if isASCII {
        addASCII(text.extracting(start..<index))
      } else {
        addUnicode(text.extracting(start..<index))
      }
    }
    wordCount = words.count
    // Where all is in capitals, they mark no names.
    if !hasSmallLetter { for place in words.indices { words[place].isPlain = true } }
    count()
  }

  private mutating func count() {
    let table = TypicalWords.shared
    words.sort { ($0.hash, $1.isPlain ? 1 : 0) < ($1.hash, $0.isPlain ? 1 : 0) }
    var last: UInt64 = 0
    for word in words where word.hash != last {
      last = word.hash
      table.add(word.hash, to: &all)
      // The plain one of equal words stands first.
      if word.isPlain { table.add(word.hash, to: &plain) }
    }
  }

  /// Adds one word of ASCII letters.
  private mutating func addASCII(_ word: borrowing Span<UInt8>) {
    guard word.count > 1 else { return }
    var hash = TypicalWords.emptyHash
    for index in word.indices {
      if word[index] & 0x20 != 0 { hasSmallLetter = true }
      TypicalWords.extend(&hash, with: word[index] | 0x20)
    }
    add(TypicalWords.finished(hash), isCapitalised: word[0] & 0x20 == 0)
  }

  /// Adds the words of a run of letters and bytes beyond ASCII, by Unicode's general categories.
  ///
  /// A word is a run of letters and marks; letters from U+2E80 on (Han, kana, Hangul) are words by
  /// themselves. `Tools/generate-typical-words.py` cuts words in the same way.
  private mutating func addUnicode(_ run: borrowing Span<UInt8>) {
    // SAFETY: the pointer is used within the call; what it points to is copied.
    let text = run.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    var hash = TypicalWords.emptyHash
    var letterCount = 0
    var isCapitalised = false
    for scalar in text.unicodeScalars {
      let letter = WordLetter.of(scalar)
      let isWord = letter.isPart && scalar.value >= 0x2E80
      if !letter.isPart || isWord {
        if letterCount > 1 { add(TypicalWords.finished(hash), isCapitalised: isCapitalised) }
        (hash, letterCount) = (TypicalWords.emptyHash, 0)
        if isWord {
          var own = TypicalWords.emptyHash
          TypicalWords.extend(&own, with: scalar)
          add(TypicalWords.finished(own), isCapitalised: false)
        }
        continue
      }
      if letterCount == 0 { isCapitalised = letter.isUppercase }
      if letter.isLowercase { hasSmallLetter = true }
      TypicalWords.extend(&hash, with: letter.small)
      letterCount += 1
    }
    if letterCount > 1 { add(TypicalWords.finished(hash), isCapitalised: isCapitalised) }
  }

  private mutating func add(_ hash: UInt64, isCapitalised: Bool) {
    if isCapitalised, isParticleLast { words[words.count - 1].isPlain = false }
    // A text's first word has a capital whether or not it is a name.
    words.append(Word(hash: hash, isPlain: !isCapitalised || words.isEmpty))
    isParticleLast = Self.particles.contains(hash)
  }

  private static let particles = Set(
    WordClass.particles.utf8.split { $0 <= 0x20 }.map { TypicalWords.hash(of: $0) })
}
