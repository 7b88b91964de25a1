/// The limits behind a language verdict; docs/LANGUAGE.md has what was measured for each.
package struct LanguageThresholds: Sendable, Equatable {
  /// Weighted letters below which a text has no language.
  package var minimumLetterCount = 4
  /// Letters below which a text in an alphabet that many languages share is not shown to CLD2.
  package var minimumModelLetterCount = 16
  /// Words below which a text in Latin letters is not shown to CLD2.
  package var minimumModelWordCount = 3
  /// The part of words with a lower-case first letter below which a text is a list of names.
  package var minimumLowercaseWordShare = 0.25
  /// Words below which function words do not settle a text.
  package var minimumEnglishWordCount = 16
  /// The part of function words from which a text is English.
  package var minimumEnglishWordShare = 0.2
  /// The percent of the text that CLD2 must give to its first language.
  package var minimumModelPercent = 50
  /// Letters and words from which CLD2's guess counts where it is not sure.
  package var minimumGuessLetterCount = 24
  package var minimumGuessWordCount = 5
  /// What a guess's share is multiplied with.
  package var guessFactor = 0.8
  /// The part of the letters in scripts that no wanted language uses from which a text counts as
  /// being in another language, whatever its main language.
  package var foreignScriptShare = 0.3
  /// The weighted letters that must be in such scripts, in a text of any length.
  package var minimumForeignLetterCount = 4
  /// The bytes of evidence that words and CLD2 look at.
  package var evidenceByteLimit = 2048

  package init() {}
}
