package import Records

/// Drops records of which a field is positively in another language than those wanted.
///
/// Every message is judged by itself, so that a foreign answer cannot hide behind a long English
/// question. A message without a verdict (too short, numbers, code, names) is kept, and so is one
/// in a language that a turn asks for, where the policy says so. One worker owns a filter, for its
/// buffers.
package struct LanguageFilter: RecordFilter {
  package let options: LanguageOptions
  let thresholds: LanguageThresholds
  private var detector: LanguageDetector
  /// The texts nearest to the threshold; nil where nobody asks for them.
  package var borderline: BorderlineTexts?

  /// A verdict and what follows from it for the wanted languages.
  package struct Judgement: Sendable, Equatable {
    package var verdict: LanguageVerdict
    package var isKept: Bool
    /// The verdict's grounds, and where the text is dropped for its script, that.
    package var why: String
  }

  package init(options: LanguageOptions, thresholds: LanguageThresholds = LanguageThresholds()) {
    self.options = options
    self.thresholds = thresholds
    detector = LanguageDetector(
      wanted: options.wanted, engine: options.engine, thresholds: thresholds)
  }

  /// The judgement on one text, as on one message of a record.
  package mutating func judgement(on text: borrowing Span<UInt8>) -> Judgement {
    judgement(of: detector.verdict(for: text))
  }

  /// What follows from a verdict for the wanted languages.
  func judgement(of verdict: LanguageVerdict) -> Judgement {
    if let foreign = verdict.foreignScript {
      return Judgement(
        verdict: verdict, isKept: false,
        why: "\(foreign.percent)% of the letters are \(foreign.name)")
    }
    return Judgement(verdict: verdict, isKept: isKept(verdict), why: verdict.why)
  }

  package mutating func beginUnit() { borderline?.removeAll() }

  package mutating func apply(to batch: inout ConversationBatch) {
    for index in batch.records.indices where !batch.records[index].isRejected {
      judge(index, in: &batch)
    }
  }

  private func isKept(_ verdict: LanguageVerdict) -> Bool {
    if verdict.language == .undetermined { return !verdict.isUnwanted }
    return verdict.confidence < options.minimumConfidence
      || NearLanguages.isWanted(verdict.language, among: options.wanted)
  }

  private mutating func judge(_ index: Int, in batch: inout ConversationBatch) {
    let record = batch.records[index]
    var prompt = Side()
    var response = Side()
    for messageIndex in record.messages {
      let message = batch.messages[messageIndex]
      // A tool call and what comes of it are in no language.
      if message.content != .text { continue }
      let isResponse = record.isAnswer(message)
      if message.role == .system && !isResponse { continue }
      let text = batch.text.span.extracting(message.textRange)
      let verdict = detector.verdict(for: text)
      let isForeign = verdict.foreignScript != nil || !isKept(verdict)
      // Looked for only where it matters: most records ask for nothing, and need not be read twice.
      let isDropped =
        isForeign
        && !(isResponse
          ? isAskedFor(verdict, before: messageIndex, in: batch, record)
          : isToTranslate(messageIndex, in: batch, record))
      note(
        verdict, isDropped: isDropped, record.origin, isResponse: isResponse,
        (isResponse ? response : prompt).count + 1, text)
      if isResponse {
        response.add(verdict, isDropped: isDropped)
      } else {
        prompt.add(verdict, isDropped: isDropped)
      }
    }
    batch.records[index].promptLanguage = prompt.language
    batch.records[index].responseLanguage = response.language

    if let dropped = response.firstDropped {
      let detail = detail("response", response, dropped)
      batch.reject(index, .language, detail: detail)
    } else if options.fields == .all, let dropped = prompt.firstDropped {
      let detail = detail("prompt", prompt, dropped)
      batch.reject(index, .language, detail: detail)
    }
  }

  private func detail(
    _ name: String, _ side: Side, _ dropped: (number: Int, verdict: LanguageVerdict)
  ) -> String {
    let place = side.count == 1 ? name : "\(name) \(dropped.number) of \(side.count)"
    let wanted = options.wanted.map(\.description).joined(separator: ",")
    let verdict = dropped.verdict
    let found =
      verdict.language == .undetermined
      ? "undetermined" : "\(verdict.language) (\(Self.decimals(verdict.confidence)))"
    let why = verdict.foreignScript.map { "\($0.percent)% of the letters are \($0.name)" }
    return "\(place) is \(found), wanted \(wanted): \(why ?? verdict.why)"
  }

  /// A number of 0...1 with two decimals.
  private static func decimals(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }

  /// The messages of one side of a record, as far as they have been judged.
  private struct Side {
    var count = 0
    /// The language of the message with the most letters among those that have one.
    var language = LanguageCode.undetermined
    var languageLetterCount = 0
    /// The first message to be dropped for, counted from 1.
    var firstDropped: (number: Int, verdict: LanguageVerdict)?

    mutating func add(_ verdict: LanguageVerdict, isDropped: Bool) {
      count += 1
      if verdict.language != .undetermined, verdict.letterCount > languageLetterCount {
        language = verdict.language
        languageLetterCount = verdict.letterCount
      }
      if isDropped, firstDropped == nil { firstDropped = (count, verdict) }
    }
  }
}
