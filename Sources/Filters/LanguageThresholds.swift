/// The limits behind a language verdict; docs/LANGUAGE.md has what was measured for each.
package struct LanguageThresholds: Sendable, Equatable {
  /// Weighted letters below which a text has no language.
  package var minimumLetterCount = 4
  /// Letters below which a text in an alphabet that many languages share is not shown to CLD2.
  package var minimumModelLetterCount = 12
  /// Words below which a text in Latin letters is not shown to CLD2.
  package var minimumModelWordCount = 3
  /// The part of words with a lower-case first letter below which a text is a list of names.
  package var minimumLowercaseWordShare = 0.15
  /// Words from which capitals are taken for a title, so that CLD2 is asked all the same, and
  /// those from which they are where nothing but parts of names is in small letters.
  package var minimumTitleWordCount = 6
  package var minimumCapitalsWordCount = 12
  /// Words below which a text with a list mark to every two words is a list.
  package var minimumListWordCount = 8
  /// Words below which function words do not settle a text.
  package var minimumEnglishWordCount = 10
  /// The percent of words that only English has, and of all English function words, from which a
  /// text is English.
  package var minimumDistinctivePercent = 10
  package var minimumFunctionPercent = 25
  /// Words below which frequent English words do not settle a text, and their percent from which
  /// they do where no word speaks for another language.
  package var minimumVocabularyWordCount = 4
  package var minimumVocabularyPercent = 50
  /// The same percent for texts in which function words can settle, with few foreign words.
  package var minimumLongVocabularyPercent = 35
  /// The percent of words that only English has from which a text is not another language,
  /// whatever CLD2 says, and that below which CLD2's answer counts where other words agree.
  package var contradictingEnglishPercent = 8
  /// The part of the text below which two English function words outweigh CLD2's answer.
  package var clearMajority = 0.7
  /// Signs of code to a letter, above which a text says nothing.
  package var maximumSymbolShare = 0.12
  /// Words below which CLD2's answer does not count where it names a language rarely written
  /// online, into which it sorts odd text of any kind, and those below which its guess at one does
  /// not where no word agrees.
  package var minimumRareWordCount = 8
  package var minimumLightGuessWordCount = 20
  /// CLD2's score below which its answer does not count, and that for texts of few words.
  package var minimumModelScore: Int32 = 150
  package var minimumShortModelScore: Int32 = 300
  /// Words below which a text is of few words.
  package var shortWordCount = 6
  /// Words from which a text may be said to be in no English, without saying in which language.
  package var minimumNotEnglishWordCount = 3
  /// The percent of foreign words in it from which it is.
  package var minimumForeignPercent = 15
  /// The score of foreign words from which it is, as `WordCounts.foreignScore` counts it.
  package var minimumForeignScore = 2
  /// The score from which it is though as many signs as code has stand in it.
  package var clearForeignScore = 6
  /// The percent of words frequent in English from which a text without a foreign word is not
  /// another language, whatever CLD2 says.
  package var soleEnglishPercent = 15
  /// The percent of words frequent in English above which a single foreign word says nothing.
  package var maximumEnglishPercent = 20
  /// The percent of foreign words below which they say nothing.
  package var minimumLeaningPercent = 10
  /// CLD2's score for English below which a single foreign word outweighs it: one that no English
  /// word is spelled like, and any.
  package var strongWordScore: Int32 = 800
  package var weakWordScore: Int32 = 700
  /// CLD2's score from which its sure answer counts for a text of few words without English ones.
  package var strongModelScore: Int32 = 500
  /// The percent of the text that CLD2 must give to its first language.
  package var minimumModelPercent: Int32 = 50
  /// Letters and words from which CLD2's guess counts where it is not sure.
  package var minimumGuessLetterCount = 20
  package var minimumGuessWordCount = 3
  /// What a guess's share is multiplied with.
  package var guessFactor = 0.9
  /// The part of the letters in scripts that no wanted language uses from which a text counts as
  /// being in another language, whatever its main language.
  package var foreignScriptShare = 0.3
  /// The weighted letters that must be in such scripts, in a text of any length.
  package var minimumForeignLetterCount = 4
  /// How much more typical words must speak for a wanted language than for the one that the engine
  /// names, to set the engine's answer aside.
  package var minimumWordMargin = 2
  /// The same for a near language, and for Japanese in Han letters alone: below 0, so that they must
  /// speak against it.
  package var minimumNearWordMargin = 0
  package var minimumHanMargin = -2
  /// How much more they must speak for another language than for any wanted one, to drop a text
  /// that the engine has no answer for.
  package var minimumOtherWordMargin = 3
  /// The bytes of evidence that typical words are looked for in.
  package var typicalWordByteLimit = 512
  /// The bytes of evidence that words and CLD2 look at.
  package var evidenceByteLimit = 2048

  package init() {}
}
