import CICU
package import Records

/// Tells the language of one text at a time; one worker owns one, for its buffers.
///
/// Scripts are looked at first, over the whole text; then, where the script does not name the
/// language, the first `evidenceByteLimit` bytes of evidence: by English function words, and by
/// the engine (CLD2, or a fastText model) where these do not settle it. A verdict is a pure
/// function of the text, the thresholds, the engine and the libraries' versions.
package struct LanguageDetector: Sendable {
  private let thresholds: LanguageThresholds
  private let engine: LanguageEngine
  /// By script number: whether letters of the script speak against every wanted language.
  private let isForeign: [Bool]
  /// Whether to be not English is to be in no wanted language.
  private let isEnglishAlone: Bool
  /// What typical words say of the wanted languages; nil where they are not asked.
  private let wantedWords: WantedWords?
  private var evidence = LanguageEvidence()
  private var shares = ScriptShares()

  /// - Parameter wanted: the languages whose scripts are not foreign; none means that no script
  ///   is. Latin letters never are: names, code and terms in them stand in texts of any language.
  package init(
    wanted: [LanguageCode] = [], engine: LanguageEngine = .cld2,
    thresholds: LanguageThresholds = LanguageThresholds()
  ) {
    self.thresholds = thresholds
    self.engine = engine
    isEnglishAlone = wanted == [.english]
    wantedWords = WantedWords(wanted, thresholds: thresholds)
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
    let isLatin = LatinScan.hasOnlyLatinLeads(text)
    if isLatin, let verdict = verdictOnSample(of: text) { return verdict }
    // Where no other script can follow, the beginning decides.
    evidence.collect(text, byteLimit: isLatin ? thresholds.evidenceByteLimit : .max)
    let collected = evidence.text
    shares.count(collected.span)

    var verdict = weighed(verdictOnEvidence())
    verdict.letterCount = shares.total
    verdict.engine = engine.name
    verdict.foreignScript = foreignScript()
    return verdict
  }

  /// The verdict on a text that is plainly English by a few windows of it, or nil.
  ///
  /// No other script is in it, so that all of its letters are Latin ones.
  private func verdictOnSample(of text: borrowing Span<UInt8>) -> LanguageVerdict? {
    var sample = EnglishSample(text)
    if !isEnglish(sample, foreignWindowLimit: 0) {
      // A table, a formula or a list in it is a window without function words; two of three are
      // more than that.
      guard sample.foreignWindowCount < 2, EnglishSample.hasOthers(text.count) else { return nil }
      sample.addOthers(text)
      guard isEnglish(sample, foreignWindowLimit: 1) else { return nil }
    }
    return LanguageVerdict(
      language: .english, confidence: 1,
      grounds: .englishWords(percent: sample.functionWordCount * 100 / sample.wordCount),
      letterCount: text.count)
  }

  private func isEnglish(_ sample: EnglishSample, foreignWindowLimit: Int) -> Bool {
    sample.foreignWindowCount <= foreignWindowLimit
      && thresholds.isEnglish(
        words: sample.wordCount, distinctive: sample.distinctiveWordCount,
        function: sample.functionWordCount)
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

  /// The verdict after the typical words of the wanted languages have been heard: they may set
  /// aside another language's name, and speak where nothing else did.
  private func weighed(_ verdict: LanguageVerdict) -> LanguageVerdict {
    guard let wantedWords, !wantedWords.isWanted(verdict.language) else { return verdict }
    let head = evidence.text.span.extracting(
      0..<min(evidence.text.count, thresholds.typicalWordByteLimit))
    let language = verdict.language
    switch verdict.grounds {
    case .model, .guess:
      let isSure = if case .model = verdict.grounds { true } else { false }
      return wantedWords.speak(against: language, isSure: isSure, TypicalWordScores(head))
        ? undetermined(.notToldApart(language)) : verdict
    case .script:
      return wantedWords.isNear(language)
        && wantedWords.speak(
          against: language, isSure: true, isScript: true, TypicalWordScores(head))
        ? undetermined(.notToldApart(language)) : verdict
    case .notEnglish, .noAnswer, .contradicted, .undecidedScript:
      guard let other = wantedWords.otherLanguage(TypicalWordScores(head)) else { return verdict }
      var unwanted = undetermined(.otherWords(other))
      unwanted.isUnwanted = true
      return unwanted
    case .tooLittle, .fewWords, .notation, .englishWords, .englishVocabulary, .notToldApart,
      .otherWords:
      return verdict
    }
  }

  private func verdictOnWords(isLatin: Bool) -> LanguageVerdict {
    let byteCount = min(evidence.text.count, thresholds.evidenceByteLimit)
    let head = evidence.text.span.extracting(0..<byteCount)
    if isLatin, let verdict = verdictOnFunctionWords(head) { return verdict }
    let words = WordCounts(head)
    guard isLatin else {
      let isLongEnough = shares.total >= thresholds.minimumModelLetterCount
      return (isLongEnough ? modelAnswer(head, words)?.verdict : nil) ?? undecidedScript()
    }
    return verdictOnLatinWords(words, head)
  }

  /// English where function words alone say so, which takes a quarter of the time of all counts.
  ///
  /// Only where every byte is ASCII: what is a word, and so the verdict, is then the same for both.
  private func verdictOnFunctionWords(_ head: borrowing Span<UInt8>) -> LanguageVerdict? {
    guard LatinScan.isASCII(head) else { return nil }
    let words = EnglishSample(whole: head)
    guard isEnglish(words, foreignWindowLimit: 1) else { return nil }
    return LanguageVerdict(
      language: .english, confidence: shares.share(of: shares.dominant),
      grounds: .englishWords(percent: words.functionWordCount * 100 / words.wordCount),
      letterCount: 0)
  }

  private func verdictOnLatinWords(
    _ words: WordCounts, _ head: borrowing Span<UInt8>
  ) -> LanguageVerdict {
    if let grounds = englishGrounds(words) {
      return LanguageVerdict(
        language: .english, confidence: shares.share(of: shares.dominant), grounds: grounds,
        letterCount: 0)
    }
    let symbolShare = Double(words.symbolCount) / Double(max(1, words.letterByteCount))
    let isNotEnglish = thresholds.isNotEnglish(words)
    guard symbolShare <= thresholds.maximumSymbolShare else {
      return isNotEnglish && thresholds.isClearlyForeign(words)
        ? notEnglish(words) : undetermined(.notation(percent: percent(symbolShare)))
    }
    if let grounds = tooLittle(words) {
      if let answer = shortAnswer(head, words) { return answer.verdict }
      return isNotEnglish ? notEnglish(words) : undetermined(grounds)
    }
    let answer = modelAnswer(head, words)
    // Where CLD2 has no other name for a text, fewer words speak against English.
    if isNotEnglish || thresholds.leansFromEnglish(words, modelScore: answer?.score ?? 0),
      answer == nil || answer?.verdict.language == .english
    {
      return notEnglish(words)
    }
    guard let verdict = answer?.verdict else { return undetermined(.noAnswer) }
    guard verdict.language != .english else { return verdict }
    // CLD2 may waver between two languages, neither of them English.
    if isNotEnglish, verdict.confidence < thresholds.clearMajority { return notEnglish(words) }
    if isContradicted(verdict, by: words) {
      return isNotEnglish ? notEnglish(words) : undetermined(.contradicted(verdict.language))
    }
    return verdict
  }

  private func englishGrounds(_ words: WordCounts) -> LanguageVerdict.Grounds? {
    if thresholds.isEnglish(
      words: words.wordCount, distinctive: words.distinctiveWordCount,
      function: words.functionWordCount)
    {
      return .englishWords(percent: words.functionWordCount * 100 / words.wordCount)
    }
    return thresholds.isEnglishVocabulary(words)
      ? .englishVocabulary(percent: words.englishWordCount * 100 / words.wordCount) : nil
  }

  /// Why a text in Latin letters has too little in it to be shown to CLD2, if so.
  private func tooLittle(_ words: WordCounts) -> LanguageVerdict.Grounds? {
    guard shares.total >= thresholds.minimumModelLetterCount else {
      return .tooLittle(letterCount: shares.total)
    }
    return thresholds.isListOrNames(words) ? .fewWords(wordCount: words.wordCount) : nil
  }

  private func notEnglish(_ words: WordCounts) -> LanguageVerdict {
    var verdict = undetermined(
      .notEnglish(percent: words.foreignWordCount * 100 / max(1, words.wordCount)))
    verdict.isUnwanted = isEnglishAlone
    return verdict
  }

  /// Whether the words of a text speak against CLD2's answer, which is not English.
  private func isContradicted(_ verdict: LanguageVerdict, by words: WordCounts) -> Bool {
    if thresholds.leansFromEnglish(words, modelScore: 0) { return false }
    if thresholds.hasOnlyEnglishWords(words) { return true }
    if words.distinctiveWordCount * 100
      >= thresholds.contradictingEnglishPercent * max(1, words.wordCount)
    {
      return true
    }
    let hasEnglishWords = words.distinctiveWordCount > 1
    if verdict.confidence < thresholds.clearMajority, hasEnglishWords { return true }
    if verdict.language == LanguageCatalog.latin { return words.latinWordCount == 0 }
    if case .guess = verdict.grounds, LanguageCatalog.isGuessedLightly(verdict.language),
      words.foreignScore == 0, words.wordCount < thresholds.minimumLightGuessWordCount
    {
      return true
    }
    guard LanguageCatalog.isRare(verdict.language) else { return false }
    return hasEnglishWords || words.wordCount < thresholds.minimumRareWordCount
  }

  private func undecidedScript() -> LanguageVerdict {
    undetermined(
      .undecidedScript(
        name: ScriptTable.shared.entries[shares.dominant].name,
        percent: percent(shares.share(of: shares.dominant))))
  }

  /// What the engine says.
  private struct Answer {
    var verdict: LanguageVerdict
    var score: Int32
  }

  /// The engine's sure answer, or its guess where there is enough to guess from.
  private func modelAnswer(_ head: borrowing Span<UInt8>, _ words: WordCounts) -> Answer? {
    if let sure = answer(head, words, isGuess: false) { return sure }
    guard shares.total >= thresholds.minimumGuessLetterCount,
      words.wordCount >= thresholds.minimumGuessWordCount
    else { return nil }
    return answer(head, words, isGuess: true)
  }

  /// The engine's answer for a text that has too little in it for others: where no word is English and a
  /// foreign one agrees with it, or where it is sure and strong and not all words are names.
  private func shortAnswer(_ head: borrowing Span<UInt8>, _ words: WordCounts) -> Answer? {
    guard words.wordCount >= thresholds.minimumModelWordCount, !thresholds.isList(words),
      words.englishWordCount == 0, words.functionWordCount == 0, words.lowercaseWordCount > 0
    else { return nil }
    let agrees = words.strongForeignWordCount > 0
    guard let answer = answer(head, words, isGuess: agrees), answer.verdict.language != .english
    else { return nil }
    if agrees { return answer }
    let isStrong =
      shares.total >= thresholds.minimumModelLetterCount
      && answer.score >= thresholds.strongModelScore
      && !LanguageCatalog.isRare(answer.verdict.language)
    return isStrong ? answer : nil
  }

  /// The engine's first language of `head`, or nil where it is not sure though no guess is asked for,
  /// names none that we know, gives it too small a part of the text, or finds too little that
  /// speaks for it.
  private func answer(
    _ head: borrowing Span<UInt8>, _ words: WordCounts, isGuess: Bool
  ) -> Answer? {
    let minimumScore =
      words.wordCount < thresholds.shortWordCount
      ? thresholds.minimumShortModelScore : thresholds.minimumModelScore
    guard let answer = engine.answer(for: head, isGuess: isGuess),
      answer.percent >= thresholds.minimumModelPercent, answer.score >= minimumScore,
      isGuess || answer.isSure
    else { return nil }
    let percent = Int(answer.percent)
    let verdict = LanguageVerdict(
      language: answer.language,
      confidence: Double(percent) / 100 * (isGuess ? thresholds.guessFactor : 1),
      grounds: isGuess ? .guess(percent: percent) : .model(percent: percent), letterCount: 0)
    return Answer(verdict: verdict, score: answer.score)
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
      number: leading, name: ScriptTable.shared.entries[leading].name, percent: percent(share))
  }

  private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
