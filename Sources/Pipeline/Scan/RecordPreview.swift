package import ByteIO
package import Ingest
package import Records
package import Tokenizer

/// One record of a raw file, as a build would encode it.
package struct RecordPreview: Sendable {
  /// What became of it.
  package enum Outcome: Sendable {
    /// Its tokens, and the ranges of them that are trained.
    case encoded(tokens: [UInt32], trained: [Range<Int>])
    /// Why a build would reject it, and its first bytes.
    case rejected(Verdict, raw: [UInt8])
  }

  /// The form of the record; nil where none was told.
  package var form: RecordForm?
  package var notes = RecordNotes()
  /// The keys of the record that nothing reads.
  package var unreadFields: [String] = []
  package var outcome: Outcome

  /// Finds the record of line `line`, from 1, of the file `path`, and encodes it.
  ///
  /// Of an array of records, it is the record's number.
  /// - Throws: `Fault.usage` where the file has no such line, or no record on it.
  /// - Complexity: parses the file up to the line, and holds a unit of it.
  package static func find(
    line: UInt64, of path: String, _ reading: ReadingOptions, _ conversation: ConversationOptions,
    _ vocabulary: Vocabulary
  ) throws(Fault) -> RecordPreview {
    var input = try InputCatalog.regularFile(path)
    input.windowLog = reading.zstdWindowLog
    var reader = UnitReader(
      [input], unitByteCount: ScanOptions.unitByteCount,
      maximumLineByteCount: reading.maximumLineByteCount)
    // A batch of one record, so that what nothing reads of it is told from the rest.
    var reading = reading
    reading.batchByteCount = 1
    var parser = RecordParser(options: reading, tools: conversation.template.tools)
    var unit = InputUnit()
    var batch = ConversationBatch()
    var lineCount: UInt64 = 0
    while try reader.next(&unit) {
      try unit.load()
      batch = ConversationBatch()
      var unread: [UnreadField] = []
      while parser.parse(unit, into: &batch) {
        if let origin = (batch.records.map(\.origin) + batch.rejections.map(\.origin))
          .first(where: { lineCount + UInt64($0.line) + 1 == line })
        {
          var encoder = ConversationEncoder(vocabulary: vocabulary, options: conversation)
          var preview = preview(of: batch, raw: unit.rawBytes(of: origin, limit: 1 << 16), &encoder)
          preview.unreadFields = names(parser.unreadFields, notIn: unread)
          return preview
        }
        unread = parser.unreadFields
        batch.removeAll()
      }
      lineCount += parser.lineCounts.reduce(0, +)
      guard lineCount < line else {
        throw .usage("\(path):\(line): expected a record, found a blank line")
      }
    }
    throw .usage("\(path): expected a line from 1 to \(lineCount), found \(line)")
  }

  private static func preview(
    of batch: ConversationBatch, raw: Span<UInt8>, _ encoder: inout ConversationEncoder
  ) -> RecordPreview {
    var batch = batch
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    if let rejection = batch.rejections.first {
      return RecordPreview(
        form: rejection.form,
        outcome: .rejected(rejection.verdict, raw: (0..<raw.count).map { raw[$0] }))
    }
    return RecordPreview(
      form: batch.records.first?.form, notes: batch.records.first?.notes ?? RecordNotes(),
      outcome: .encoded(
        tokens: tokens.tokens,
        trained: tokens.spans.map { Int($0.start)..<Int($0.start + $0.count) }))
  }

  /// The fields that stand in one list with a greater count than in the other.
  private static func names(_ after: [UnreadField], notIn before: [UnreadField]) -> [String] {
    after.filter { field in
      field.count > (before.first { $0.name.utf8.elementsEqual(field.name.utf8) }?.count ?? 0)
    }.map(\.name)
  }
}
