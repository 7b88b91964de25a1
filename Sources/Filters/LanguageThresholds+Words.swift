/// What the words of a text in Latin letters say of it.
extension LanguageThresholds {
  /// Whether function words make a text English.
  func isEnglish(words: Int, distinctive: Int, function: Int) -> Bool {
    words >= minimumEnglishWordCount && distinctive * 100 >= minimumDistinctivePercent * words
      && function * 100 >= minimumFunctionPercent * words
  }

  /// Whether frequent words make a text English: half of a short one where none speaks against it,
  /// less of a longer one where few do.
  func isEnglishVocabulary(_ words: WordCounts) -> Bool {
    if words.wordCount >= minimumEnglishWordCount,
      words.englishWordCount * 100 >= minimumLongVocabularyPercent * words.wordCount,
      words.foreignWordCount * 10 <= words.englishWordCount
    {
      return true
    }
    return words.wordCount >= minimumVocabularyWordCount && words.foreignScore == 0
      && words.englishWordCount * 100 >= minimumVocabularyPercent * words.wordCount
  }

  /// Whether a short text is a list of words rather than a sentence.
  func isList(_ words: WordCounts) -> Bool {
    words.wordCount < minimumListWordCount && words.listMarkCount * 2 >= words.wordCount
  }

  /// Whether the words of a text in Latin letters are too few, a list, or all but names.
  func isListOrNames(_ words: WordCounts) -> Bool {
    if words.wordCount < minimumModelWordCount || isList(words) { return true }
    // All-capitals text has no lower-case letters to tell names by.
    guard words.lowercaseLetterCount > 0 else { return false }
    let isMostlyNames =
      Double(words.lowercaseWordCount) < minimumLowercaseWordShare * Double(words.wordCount)
    return isMostlyNames && words.wordCount < minimumTitleWordCount
      || words.lowercaseWordCount == 0 && words.wordCount < minimumCapitalsWordCount
  }

  /// Whether the words are those of some other language, whatever CLD2 says.
  func isNotEnglish(_ words: WordCounts) -> Bool {
    words.wordCount >= minimumNotEnglishWordCount && words.foreignScore >= minimumForeignScore
      && !isList(words)
      && words.foreignWordCount * 100 >= minimumForeignPercent * words.wordCount
      && max(words.foreignScore, words.foreignWordCount) > 2 * words.englishWordCount
  }

  /// Whether the words speak for another language so clearly that signs of code do not matter.
  func isClearlyForeign(_ words: WordCounts) -> Bool {
    words.foreignScore >= clearForeignScore && words.functionWordCount == 0
      && words.englishWordCount == 0
  }

  /// Whether some words are English ones and none is foreign.
  func hasOnlyEnglishWords(_ words: WordCounts) -> Bool {
    words.foreignScore == 0
      && words.englishWordCount * 100 >= soleEnglishPercent * max(1, words.wordCount)
  }

  /// Whether the words of a text, for which CLD2 finds English with `modelScore` points or another
  /// language, have one of another language and hardly any of English.
  func leansFromEnglish(_ words: WordCounts, modelScore: Int32) -> Bool {
    words.wordCount >= minimumNotEnglishWordCount && words.lowercaseWordCount > 0
      && words.foreignScore > words.englishWordCount
      && words.foreignWordCount * 100 >= minimumLeaningPercent * words.wordCount
      && modelScore < (words.strongForeignWordCount > 0 ? strongWordScore : weakWordScore)
      && words.englishWordCount * 100 <= maximumEnglishPercent * words.wordCount
  }
}
