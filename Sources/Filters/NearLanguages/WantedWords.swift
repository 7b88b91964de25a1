import Records

/// What the typical words of a text say for and against the languages that are wanted.
///
/// Where English alone is wanted, the larger lists of English words decide instead
/// (`WordCounts`), and there is none of this.
struct WantedWords: Sendable {
  /// A wanted language that a text may be in although it is taken for another.
  private struct Candidate: Sendable {
    /// The number of its list; nil where there is none.
    var list: Int?
    var near: [LanguageCode]
  }

  /// The wanted languages but English, which is told by the larger lists.
  private let candidates: [Candidate]
  private let table: TypicalWords
  private let thresholds: LanguageThresholds
  /// The lists of the wanted languages, of those near them, and English, which is mixed into texts
  /// of all languages: what these words speak for is not in another language.
  private let ownLists: [Int]
  /// All other lists; none where there is no list for one of the wanted languages.
  private let otherLists: [Int]

  /// Nil where English alone is wanted, or any language.
  init?(_ wanted: [LanguageCode], thresholds: LanguageThresholds) {
    guard !wanted.isEmpty, wanted != [.english] else { return nil }
    let table = TypicalWords.shared
    candidates = wanted.filter { $0 != .english }.map { language in
      Candidate(list: table.index(of: language), near: NearLanguages.near(language))
    }
    self.table = table
    self.thresholds = thresholds
    let own = table.languages.indices.filter { index in
      let language = table.languages[index]
      return language == .english
        || wanted.contains { $0 == language || NearLanguages.areNear($0, language) }
    }
    ownLists = own
    let isListed = wanted.allSatisfy { table.index(of: $0) != nil }
    otherLists = isListed ? table.languages.indices.filter { !own.contains($0) } : []
  }

  /// Whether `language`, which an engine or a script names, is near one that is wanted.
  func isNear(_ language: LanguageCode) -> Bool {
    candidates.contains { $0.near.contains(language) }
  }

  /// Whether a text may be in a wanted language although an engine or its script names another.
  ///
  /// It may where the words speak for a wanted language clearly, and for a near one where they do
  /// not speak against it. A sure answer stands where there is no list for the language that it
  /// names: Galician has Portuguese words, and nothing would speak for it.
  func speak(against language: LanguageCode, isSure: Bool, _ scores: TypicalWordScores) -> Bool {
    isWantedPossible(
      language, isSure: isSure, nearMargin: thresholds.minimumNearWordMargin, scores)
  }

  /// The same where all letters of a text are Han, which names Chinese, but where Japanese or
  /// another near language is wanted.
  func speakAgainstScript(of language: LanguageCode, _ scores: TypicalWordScores) -> Bool {
    isWantedPossible(language, isSure: true, nearMargin: thresholds.minimumHanMargin, scores)
  }

  private func isWantedPossible(
    _ language: LanguageCode, isSure: Bool, nearMargin: Int, _ scores: TypicalWordScores
  ) -> Bool {
    let other = table.index(of: language)
    return candidates.contains { wanted in
      let isNear = wanted.near.contains(language)
      if isNear, scores.wordCount < thresholds.minimumNotEnglishWordCount { return true }
      guard let own = wanted.list, let other else {
        if isNear { return true }
        guard let own = wanted.list, !isSure else { return false }
        return scores.all[own] >= thresholds.minimumWordMargin
      }
      return scores.all[own] - scores.all[other]
        >= (isNear ? nearMargin : thresholds.minimumWordMargin)
    }
  }

  /// The language whose words say that a text, of which nothing else is known, is in no wanted
  /// language, if they do.
  func otherLanguage(_ scores: TypicalWordScores) -> LanguageCode? {
    guard scores.wordCount >= thresholds.minimumNotEnglishWordCount,
      let other = otherLists.max(by: { scores.plain[$0] < scores.plain[$1] })
    else { return nil }
    let own = ownLists.map { scores.all[$0] }.max() ?? 0
    return scores.plain[other] - own >= thresholds.minimumOtherWordMargin
      ? table.languages[other] : nil
  }
}
