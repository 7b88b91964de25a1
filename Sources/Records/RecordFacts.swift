/// What the plan knows of every sound record, beside the columns that it asks for (`FactTable`).
///
/// The plan holds one of these for each record of the input, so its size is the plan's memory:
/// 64 bytes a record (`RecordsTests` checks the figure that the documentation states).
package struct RecordFacts: Sendable, Equatable {
  /// Where the record stands in its unit.
  package var origin: RecordOrigin
  /// All tokens of the whole record, template tokens among them.
  package var tokenCount: UInt32
  /// Tokens that are trained on.
  package var trainedTokenCount: UInt32
  /// Tokens that the template adds and that are not trained on.
  package var templateTokenCount: UInt32
  /// The first trained token, from the record's start; `tokenCount` where there is none.
  package var firstTrainedToken: UInt32
  package var promptLanguage: LanguageCode
  package var responseLanguage: LanguageCode
  /// The index of the record's source in its part's list of names.
  package var source: UInt32
  package var form: RecordForm
  /// What of the record is not rendered or not trained.
  package var notes: RecordNotes

  package init(
    origin: RecordOrigin, tokenCount: UInt32, trainedTokenCount: UInt32,
    templateTokenCount: UInt32, firstTrainedToken: UInt32, promptLanguage: LanguageCode,
    responseLanguage: LanguageCode, source: UInt32, form: RecordForm,
    notes: RecordNotes = RecordNotes()
  ) {
    self.origin = origin
    self.tokenCount = tokenCount
    self.trainedTokenCount = trainedTokenCount
    self.templateTokenCount = templateTokenCount
    self.firstTrainedToken = firstTrainedToken
    self.promptLanguage = promptLanguage
    self.responseLanguage = responseLanguage
    self.source = source
    self.form = form
    self.notes = notes
  }
}
