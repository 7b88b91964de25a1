package import Records

/// What the detector says of one text: the language, how sure it is, and on what grounds.
package struct LanguageVerdict: Sendable, Equatable {
  /// What a verdict rests on.
  package enum Grounds: Sendable, Equatable {
    /// Too few letters outside code, URLs and formulas to say anything.
    case tooLittle(letterCount: Int)
    /// Words, but nearly all of them capitalised like names, or too few of them.
    case fewWords(wordCount: Int)
    /// Signs of code or formulas, by percent of the letters.
    case notation(percent: Int)
    /// The engine names a language that the words speak against.
    case contradicted(LanguageCode)
    /// The engine or the script names a language, from which the words do not tell a wanted one.
    case notToldApart(LanguageCode)
    /// The letters of one script, which names a language, by percent of all letters.
    case script(name: String, percent: Int)
    /// Letters of a script that several languages share or that none is known for.
    case undecidedScript(name: String, percent: Int)
    /// English function words in a sample of the text or in all of it, by percent of all words.
    case englishWords(percent: Int)
    /// Words that are frequent in English alone in a short text, by percent of all words.
    case englishVocabulary(percent: Int)
    /// The engine is sure, by percent of the text or of certainty.
    case model(percent: Int)
    /// The engine's guess where it is not sure, likewise.
    case guess(percent: Int)
    /// Words of other languages and hardly any of English, by percent of all words.
    case notEnglish(percent: Int)
    /// The words speak for another language more than for any that is wanted, and the engine says
    /// nothing that counts.
    case otherWords(LanguageCode)
    /// The engine has no answer that counts.
    case noAnswer
  }

  package var language: LanguageCode
  /// 0...1: the part of the text in `language`, a fifth less where it is a guess; 0 where
  /// undetermined.
  package var confidence: Double
  package var grounds: Grounds
  /// Letters outside code, URLs and formulas, in the alphabets' measure; Han counts double.
  ///
  /// For a text that its sample settles, all its bytes.
  package var letterCount: Int
  /// The script other than Latin, with the most letters of those that no wanted language uses,
  /// where these make up enough of the text to say that it is not in a wanted language.
  package var foreignScript: ForeignScript?

  /// Whether the text is positively in none of the wanted languages, although its own is
  /// undetermined.
  package var isUnwanted = false

  /// What was asked, where scripts and words left the text open.
  package var engine = LanguageEngine.Name.cld2

  /// Letters of scripts that no wanted language uses.
  package struct ForeignScript: Sendable, Equatable {
    /// ICU's number of the script with the most such letters.
    package var number: Int
    /// Its English name.
    package var name: String
    /// All letters of such scripts, by percent of all letters.
    package var percent: Int
  }

  /// The grounds as one line: short, and the same for the same text on every machine.
  package var why: String {
    switch grounds {
    case .tooLittle(let letterCount): "too little text: \(letterCount) letters"
    case .fewWords(let wordCount): "too few words or only names: \(wordCount) words"
    case .notation(let percent): "code or formulas: \(percent) signs to 100 letters"
    case .contradicted(let language):
      "\(engine.rawValue) says \(language), the words speak against it"
    case .script(let name, let percent): "\(percent)% of the letters are \(name)"
    case .undecidedScript(let name, let percent):
      "\(percent)% of the letters are \(name), which several languages use"
    case .englishWords(let percent): "\(percent)% of the words are English function words"
    case .englishVocabulary(let percent): "\(percent)% of the words are frequent English ones"
    case .model(let percent), .guess(let percent):
      engineSays(percent)
    case .notEnglish(let percent):
      "\(percent)% of the words are of other languages, hardly any of English"
    case .notToldApart(let language):
      "taken for \(language), the words speak as much for a wanted language"
    case .otherWords(let language):
      "the words are nearer to \(language) than to a wanted language"
    case .noAnswer: "\(engine.rawValue) has no answer that counts"
    }
  }

  private func engineSays(_ percent: Int) -> String {
    let isGuess = if case .guess = grounds { true } else { false }
    switch engine {
    case .cld2: return "CLD2 \(isGuess ? "guesses at" : "is sure of") \(percent)% of the text"
    case .fastText: return "fastText is \(percent)% sure"
    }
  }
}
