import Records

/// What a turn asks for: an answer in other languages.
///
/// Found by words alone, so that a person can check it: a turn asks for a language where its name
/// stands
///
/// - after "into", with at most two words between ("into formal French");
/// - after "to", or "in", where a word of translating stands anywhere in the turn;
/// - after "in", where a word of saying or writing stands before it in the same sentence;
/// - after "to", right after another language's name ("English to French");
/// - before "translation", "version", "word", "phrase", "equivalent" or "term";
/// - after another name that is asked for, or after that and "and".
///
/// `RequestWords` has the words, in eight languages; the languages' names are ICU's.
struct TranslationRequest: Equatable {
  /// The languages asked for, in the order they are named, each once.
  var targets: [LanguageCode] = []
  /// The language of the request's own words.
  var wording = LanguageCode.undetermined
  /// Whether a word of translating stands in it, and not one of saying or writing alone.
  var isTranslation = false

  /// The request in `text`, or nil where there is none that names a language.
  ///
  /// - Complexity: linear in the text's length.
  init?(_ text: borrowing Span<UInt8>) {
    let words = Self.words(of: text)
    for (requestWords, names) in Self.languages {
      let scan = Scan(words: words, requestWords: requestWords, names: names)
      let targets = scan.targets()
      guard !targets.isEmpty else { continue }
      self.targets = targets
      wording = LanguageCode(requestWords.code) ?? .undetermined
      isTranslation = scan.hasTranslationVerb
      return
    }
    return nil
  }

  /// The words of requests and the names of languages, by the language both are in.
  private static let languages = RequestWords.all.map { ($0, LanguageNames(in: $0.code)) }

  /// A run of letters.
  private struct Word {
    /// In small letters.
    var text: String
    var hasCapital: Bool
    /// The number of its sentence.
    var sentence: Int
  }

  /// The runs of letters, each with its sentence: a period, question mark, exclamation mark or
  /// line end between two words begins another.
  private static func words(of text: borrowing Span<UInt8>) -> [Word] {
    // SAFETY: the pointer is used within the call; the text is copied.
    let text = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    var words: [Word] = []
    var sentence = 0
    var word = ""
    func finish() {
      guard let first = word.first else { return }
      words.append(Word(text: word.lowercased(), hasCapital: first.isUppercase, sentence: sentence))
      word = ""
    }
    for letter in text {
      if letter.isLetter {
        word.append(letter)
      } else {
        finish()
        if letter.isNewline || ".?!".contains(letter) { sentence += 1 }
      }
    }
    finish()
    return words
  }

  /// One pass over a turn's words for the requests of one language.
  private struct Scan {
    let words: [Word]
    let requestWords: RequestWords
    let names: LanguageNames
    let hasTranslationVerb: Bool

    init(words: [Word], requestWords: RequestWords, names: LanguageNames) {
      self.words = words
      self.requestWords = requestWords
      self.names = names
      hasTranslationVerb = words.contains { word in
        requestWords.translationVerbs.contains { word.text.hasPrefix($0) }
      }
    }

    func targets() -> [LanguageCode] {
      var targets: [LanguageCode] = []
      /// The sentence in which the last word of saying or writing stands.
      var speechSentence: Int?
      /// Where the last name stands that is asked for.
      var lastTarget: Int?
      for (index, word) in words.enumerated() {
        if let language = name(at: index) {
          let isAsked =
            isAskedFor(index, speechSentence: speechSentence)
            || lastTarget.map { joins($0, index) } ?? false
          guard isAsked else { continue }
          lastTarget = index
          if !targets.contains(language) { targets.append(language) }
        } else if requestWords.speechVerbs.contains(where: { word.text.hasPrefix($0) }) {
          speechSentence = word.sentence
        }
      }
      return targets
    }

    private func name(at index: Int) -> LanguageCode? {
      let word = words[index]
      guard let language = names.language(word.text) else { return nil }
      if RequestWords.commonWords.contains(word.text), !word.hasCapital { return nil }
      guard index + 1 < words.count else { return language }
      return RequestWords.writingNouns.contains(words[index + 1].text) ? nil : language
    }

    private func isAskedFor(_ index: Int, speechSentence: Int?) -> Bool {
      if requestWords.code == "en", index + 1 < words.count,
        words[index + 1].sentence == words[index].sentence,
        RequestWords.nounsAfterName.contains(words[index + 1].text)
      {
        return true
      }
      var before = index - 1
      while before >= 0, before >= index - 2, requestWords.fillers.contains(words[before].text) {
        before -= 1
      }
      guard before >= 0, words[before].sentence == words[index].sentence else { return false }
      let preposition = words[before].text
      if requestWords.strongPrepositions.contains(preposition) { return true }
      let isIn = requestWords.inWords.contains(preposition)
      guard isIn || requestWords.prepositions.contains(preposition) else { return false }
      if hasTranslationVerb { return true }
      if isIn { return speechSentence == words[index].sentence }
      return before > 0 && name(at: before - 1) != nil
    }

    /// Whether a name follows another that is asked for: "French, German and Spanish".
    private func joins(_ first: Int, _ second: Int) -> Bool {
      guard words[first].sentence == words[second].sentence else { return false }
      if second == first + 1 { return true }
      return second == first + 2 && requestWords.joins.contains(words[first + 1].text)
    }
  }
}
