import Records

/// Answers in another language that were asked for, and texts that are to be translated.
extension LanguageFilter {
  /// Whether an answer that is not in a wanted language is in one that a turn before it asks for.
  ///
  /// An answer whose language cannot be told is not held against a turn that asks for one.
  func isAskedFor(
    _ verdict: LanguageVerdict, before message: Int, in batch: ConversationBatch,
    _ record: ConversationBatch.Record
  ) -> Bool {
    guard let request = request(upTo: message, in: batch, record) else { return false }
    if let foreign = verdict.foreignScript,
      !LanguageCatalog.scripts(of: request.targets).contains(foreign.number)
    {
      return false
    }
    return verdict.language == .undetermined
      || NearLanguages.isWanted(verdict.language, among: request.targets + options.wanted)
  }

  /// Whether a turn in another language is a text that the turn itself, or one before it, asks to
  /// be translated, in words of a wanted language.
  func isToTranslate(
    _ message: Int, in batch: ConversationBatch, _ record: ConversationBatch.Record
  ) -> Bool {
    guard let request = request(upTo: message + 1, in: batch, record) else { return false }
    return request.isTranslation && options.wanted.contains(request.wording)
  }

  /// The last request before `message`: it holds until another is made.
  private func request(
    upTo message: Int, in batch: ConversationBatch, _ record: ConversationBatch.Record
  ) -> TranslationRequest? {
    guard options.policy == .translation, !record.form.isPlainText else { return nil }
    for index in record.messages.prefix(while: { $0 < message }).reversed() {
      let message = batch.messages[index]
      guard message.content == .text, message.role == .user || message.role == .system else {
        continue
      }
      if let request = TranslationRequest(batch.text.span.extracting(message.textRange)) {
        return request
      }
    }
    return nil
  }
}
