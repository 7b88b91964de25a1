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
    let words = EnglishWords(head)
    if isLatin {
      // All-capitals text has no lower-case letters to tell names by.
      let isCapitals = words.lowercaseLetterCount == 0
      let namesOnly =
        Double(words.lowercaseWordCount)
        < thresholds.minimumLowercaseWordShare * Double(words.wordCount)
      if words.wordCount < thresholds.minimumModelWordCount || (namesOnly && !isCapitals) {
        return undetermined(.fewWords(wordCount: words.wordCount))
      }
      let share = Double(words.functionWordCount) / Double(words.wordCount)
      if words.wordCount >= thresholds.minimumEnglishWordCount,
        share >= thresholds.minimumEnglishWordShare
      {
        return LanguageVerdict(
          language: .english, confidence: shares.share(of: shares.dominant),
          grounds: .englishWords(percent: percent(share)), letterCount: 0)
      }
    }
    return verdictOfModel(head, wordCount: words.wordCount)
      ?? (isLatin ? undetermined(.noAnswer) : undecidedScript())
  }

  private func undecidedScript() -> LanguageVerdict {
    undetermined(
      .undecidedScript(
        name: ScriptTable.shared.entries[shares.dominant].name,
        percent: percent(shares.share(of: shares.dominant))))
  }

  private func verdictOfModel(_ head: borrowing Span<UInt8>, wordCount: Int) -> LanguageVerdict? {
    let sure = answer(head, isGuess: false)
    if let sure, sure.isReliable, sure.percent >= thresholds.minimumModelPercent {
      return LanguageVerdict(
        language: sure.language, confidence: Double(sure.percent) / 100,
        grounds: .model(percent: sure.percent), letterCount: 0)
    }
    guard shares.total >= thresholds.minimumGuessLetterCount,
      wordCount >= thresholds.minimumGuessWordCount,
      let guess = answer(head, isGuess: true), guess.percent >= thresholds.minimumModelPercent
    else { return nil }
    return LanguageVerdict(
      language: guess.language,
      confidence: Double(guess.percent) / 100 * thresholds.guessFactor,
      grounds: .guess(percent: guess.percent), letterCount: 0)
  }

  /// CLD2's first language of `head`, or nil where it names none that we know.
  private func answer(
    _ head: borrowing Span<UInt8>, isGuess: Bool
  ) -> (language: LanguageCode, percent: Int, isReliable: Bool)? {
    // SAFETY: the pointer is to the span's own bytes and is not kept; the codes are constant
    // strings of the library.
    head.withUnsafeBufferPointer { bytes in
      let answer = cprep_cld2_detect(bytes.baseAddress, bytes.count, isGuess ? 1 : 0)
      guard answer.status == 0 else { return nil }
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
