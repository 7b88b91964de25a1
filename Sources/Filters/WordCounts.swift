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

  /// Counts eight bytes at a time; `Reference/ReferenceWordCounts.swift` does one after the other.
  init(_ evidence: borrowing Span<UInt8>) {
    let text = evidence.bytes
    var counter = WordCounter(evidence)
    var index = 0
    while index < evidence.count {
      let bytes = EightBytes(text, at: index)
      if let word = Word(ascii: bytes, text, at: index) {
        index = word.end
        counter.add(word, evidence)
        // What mostly follows, and means nothing.
        if index < evidence.count, evidence[index] == 0x20 { index += 1 }
      } else {
        index = counter.addOne(evidence, at: index)
      }
    }
    self = counter.counts
  }

  init() {}

  /// How strongly different words speak for another language.
  ///
  /// Two for each in small letters that no English word is spelled like, one for each of up to
  /// three such with capitals, which may be names, and one for all others together.
  var foreignScore: Int {
    2 * strongForeignWordCount + min(capitalForeignWordCount, 3) + (hasShortForeignWord ? 1 : 0)
  }
}
