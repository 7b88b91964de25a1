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

  private let wanted: [LanguageCode]
  /// The wanted languages but English, which is told by the larger lists.
  private let candidates: [Candidate]
  private let thresholds: LanguageThresholds
  /// The lists of the wanted languages, of those near them, and English, which is mixed into texts
  /// of all languages: what these words speak for is not in another language.
  private let ownLists: [Int]
  /// All other lists; none where there is no list for one of the wanted languages.
  private let otherLists: [Int]

  /// Nil where English alone is wanted, or any language.
  init?(_ wanted: [LanguageCode], thresholds: LanguageThresholds) {
    guard !wanted.isEmpty, wanted != [.english] else { return nil }
    let languages = TypicalWords.languages
    self.wanted = wanted
    self.thresholds = thresholds
    candidates = wanted.filter { $0 != .english }.map { language in
      Candidate(list: TypicalWords.index(of: language), near: NearLanguages.near(language))
    }
    let own = Set([.english] + wanted + wanted.flatMap(NearLanguages.near))
    ownLists = languages.indices.filter { own.contains(languages[$0]) }
    otherLists =
      wanted.allSatisfy(languages.contains)
      ? languages.indices.filter { !own.contains(languages[$0]) } : []
  }

  /// Whether `language` is wanted, or counts as one that is.
  func isWanted(_ language: LanguageCode) -> Bool {
    NearLanguages.isWanted(language, among: wanted)
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
  ///
  /// - Parameter isScript: The letters of a script name the language: Han letters Chinese, where
  ///   Japanese is wanted. Then the words must speak against the wanted one.
  func speak(
    against language: LanguageCode, isSure: Bool, isScript: Bool = false,
    _ scores: TypicalWordScores
  ) -> Bool {
    let nearMargin = isScript ? thresholds.minimumHanMargin : thresholds.minimumNearWordMargin
    let other = TypicalWords.index(of: language)
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
      ? TypicalWords.languages[other] : nil
  }
}
