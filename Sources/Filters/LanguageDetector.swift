import CCLD2
import CICU
package import Records

/// Tells the language of one text at a time; one worker owns one, for its buffers.
///
/// Scripts are looked at first, over the whole text; then, where the script does not name the
/// language, the first `evidenceByteLimit` bytes of evidence: by English function words, and by
/// CLD2 where these do not settle it. A verdict is a pure function of the text, the thresholds
/// and the libraries' versions.
package struct LanguageDetector: Sendable {
  private let thresholds: LanguageThresholds
  /// By script number: whether letters of the script speak against every wanted language.
  private let isForeign: [Bool]
  private var evidence = LanguageEvidence()
  private var shares = ScriptShares()

  /// - Parameter wanted: the languages whose scripts are not foreign; none means that no script
  ///   is. Latin letters never are: names, code and terms in them stand in texts of any language.
  package init(
    wanted: [LanguageCode] = [], thresholds: LanguageThresholds = LanguageThresholds()
  ) {
    self.thresholds = thresholds
    let scripts = LanguageCatalog.scripts(of: wanted)
    let common = [0, 1]
    isForeign = ScriptTable.shared.entries.indices.map { script in
      !wanted.isEmpty && script != ScriptTable.shared.latin && !scripts.contains(script)
        && !common.contains(script)
    }
  }

  /// The verdict on `text`, which may hold any bytes; those that are not UTF-8 end words.
  ///
  /// - Complexity: linear in the text's length, with the model's part bounded.
  package mutating func verdict(for text: borrowing Span<UInt8>) -> LanguageVerdict {
    // SAFETY: the pointer is to the span's own bytes and is not kept past the call.
    let isLatin = text.withUnsafeBufferPointer {
      cprep_icu_only_latin_leads($0.baseAddress, $0.count) != 0
    }
    // Where no other script can follow, the beginning decides.
    evidence.collect(text, byteLimit: isLatin ? thresholds.evidenceByteLimit : .max)
    let collected = evidence.text
    shares.count(collected.span)

    var verdict = verdictOnEvidence()
    verdict.letterCount = shares.total
    verdict.foreignScript = foreignScript()
    return verdict
  }

  private func undetermined(_ grounds: LanguageVerdict.Grounds) -> LanguageVerdict {
    LanguageVerdict(
      language: .undetermined, confidence: 0, grounds: grounds, letterCount: 0)
  }

  private func verdictOnEvidence() -> LanguageVerdict {
    guard shares.total >= thresholds.minimumLetterCount else {
      return undetermined(.tooLittle(letterCount: shares.total))
    }
    let table = ScriptTable.shared
    let share = shares.share(of: shares.dominant)
    let entry = table.entries[shares.dominant]
    if entry.language != .undetermined {
      return LanguageVerdict(
        language: entry.language, confidence: share,
        grounds: .script(name: entry.name, percent: percent(share)), letterCount: 0)
    }
    return verdictOnWords(isLatin: shares.dominant == table.latin)
  }

  private func verdictOnWords(isLatin: Bool) -> LanguageVerdict {
    guard shares.total >= thresholds.minimumModelLetterCount else {
      return isLatin
        ? undetermined(.tooLittle(letterCount: shares.total)) : undecidedScript()
    }
    let byteCount = min(evidence.text.count, thresholds.evidenceByteLimit)
    let head = evidence.text.span.extracting(0..<byteCount)
    let words = WordCounts(head)
    guard isLatin else { return verdictOfModel(head, words) ?? undecidedScript() }

    let englishShare = Double(words.englishWordCount) / Double(max(1, words.wordCount))
    if words.wordCount >= thresholds.minimumEnglishWordCount,
      englishShare >= thresholds.minimumEnglishWordShare
    {
      return LanguageVerdict(
        language: .english, confidence: shares.share(of: shares.dominant),
        grounds: .englishWords(percent: percent(englishShare)), letterCount: 0)
    }
    if let grounds = doubt(words) { return undetermined(grounds) }
    let verdict = verdictOfModel(head, words)
    if verdict == nil || verdict?.language == .english, isNotEnglish(words) {
      let share = Double(words.foreignWordCount) / Double(words.wordCount)
      var notEnglish = undetermined(.notEnglish(percent: percent(share)))
      notEnglish.isNotEnglish = true
      return notEnglish
    }
    guard let verdict else { return undetermined(.noAnswer) }
    if verdict.language != .english, isContradicted(verdict, by: words) {
      return undetermined(.contradicted(verdict.language))
    }
    return verdict
  }

  /// Whether the words are those of some other language, where CLD2 has no name for it or, having
  /// none, says English.
  private func isNotEnglish(_ words: WordCounts) -> Bool {
    words.englishWordCount == 0 && words.hasForeignVariety
      && words.wordCount >= thresholds.minimumNotEnglishWordCount
      && Double(words.foreignWordCount)
        >= thresholds.minimumForeignWordShare * Double(words.wordCount)
  }

  /// Why the words of a text in Latin letters do not let anybody tell its language, if so.
  private func doubt(_ words: WordCounts) -> LanguageVerdict.Grounds? {
    // All-capitals text has no lower-case letters to tell names by.
    let namesOnly =
      words.lowercaseLetterCount > 0
      && Double(words.lowercaseWordCount)
        < thresholds.minimumLowercaseWordShare * Double(words.wordCount)
    let isShort = words.wordCount < thresholds.minimumTitleWordCount
    if words.wordCount < thresholds.minimumModelWordCount || (namesOnly && isShort) {
      return .fewWords(wordCount: words.wordCount)
    }
    let symbolShare = Double(words.symbolCount) / Double(max(1, words.letterByteCount))
    return symbolShare > thresholds.maximumSymbolShare
      ? .notation(percent: percent(symbolShare)) : nil
  }

  /// Whether the words of a text speak against CLD2's answer, which is not English.
  private func isContradicted(_ verdict: LanguageVerdict, by words: WordCounts) -> Bool {
    let englishShare = Double(words.englishWordCount) / Double(max(1, words.wordCount))
    if englishShare >= thresholds.contradictingEnglishWordShare { return true }
    if verdict.confidence < thresholds.clearMajority, words.englishWordCount > 1 { return true }
    if verdict.language == LanguageCatalog.latin { return words.latinWordCount == 0 }
    guard LanguageCatalog.isRare(verdict.language) else { return false }
    return words.englishWordCount > 1 || words.wordCount < thresholds.minimumRareWordCount
  }

  private func undecidedScript() -> LanguageVerdict {
    undetermined(
      .undecidedScript(
        name: ScriptTable.shared.entries[shares.dominant].name,
        percent: percent(shares.share(of: shares.dominant))))
  }

  private func verdictOfModel(_ head: borrowing Span<UInt8>, _ words: WordCounts)
    -> LanguageVerdict?
  {
    if let sure = answer(head, words, isGuess: false), sure.isReliable {
      return LanguageVerdict(
        language: sure.language, confidence: Double(sure.percent) / 100,
        grounds: .model(percent: sure.percent), letterCount: 0)
    }
    guard shares.total >= thresholds.minimumGuessLetterCount,
      words.wordCount >= thresholds.minimumGuessWordCount,
      let guess = answer(head, words, isGuess: true)
    else { return nil }
    return LanguageVerdict(
      language: guess.language,
      confidence: Double(guess.percent) / 100 * thresholds.guessFactor,
      grounds: .guess(percent: guess.percent), letterCount: 0)
  }

  /// CLD2's first language of `head`, or nil where it names none that we know, gives it too small
  /// a part of the text, or finds too little that speaks for it.
  private func answer(
    _ head: borrowing Span<UInt8>, _ words: WordCounts, isGuess: Bool
  ) -> (language: LanguageCode, percent: Int, isReliable: Bool)? {
    let minimumScore =
      words.wordCount < thresholds.shortWordCount
      ? thresholds.minimumShortModelScore : thresholds.minimumModelScore
    // SAFETY: the pointer is to the span's own bytes and is not kept; the codes are constant
    // strings of the library.
    return head.withUnsafeBufferPointer { bytes in
      let answer = cprep_cld2_detect(bytes.baseAddress, bytes.count, isGuess ? 1 : 0)
      guard answer.status == 0, answer.percents.0 >= thresholds.minimumModelPercent,
        answer.scores.0 >= minimumScore
      else { return nil }
      let language = LanguageCatalog.language(ofModelCode: answer.codes.0)
      guard language != .undetermined else { return nil }
      return (language, Int(answer.percents.0), answer.is_reliable != 0)
    }
  }

  private func foreignScript() -> LanguageVerdict.ForeignScript? {
    var letterCount = 0
    var leading = 0
    for script in isForeign.indices where isForeign[script] && shares.letters[script] > 0 {
      letterCount += shares.letters[script]
      if leading == 0 || shares.letters[script] > shares.letters[leading] { leading = script }
    }
    guard letterCount >= thresholds.minimumForeignLetterCount else { return nil }
    let share = Double(letterCount) / Double(shares.total)
    guard share >= thresholds.foreignScriptShare else { return nil }
    return LanguageVerdict.ForeignScript(
      name: ScriptTable.shared.entries[leading].name, percent: percent(share))
  }

  private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
