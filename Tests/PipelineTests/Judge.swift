import ByteIO
import Filters
import Ingest
import Planner
import Records
import TestSupport
import Shards

@testable import Tokenizer

/// What records are judged by.
struct JudgingOptions {
  var parser = ReadingOptions()
  var language: LanguageOptions
  var quality: QualityOptions
  var conversation = ConversationOptions()
}

/// All that a worker says of one record.
struct Judgement: Equatable {
  /// Ids and what goes with them, all counted from the record's first token.
  struct Encoded: Equatable {
    var tokens: [UInt32]
    var spans: [TrainedSpan]
    var hits: [TokenBatch.SpecialTokenHit]
    var exchanges: [Exchange]
    var trainedTokenCount: Int
    var templateTokenCount: Int
  }

  var byteCount: UInt64
  var form: RecordForm?
  var reason: RejectionReason?
  var detail: String?
  var languages: [LanguageCode] = []
  var source: String?
  var roles: [Role] = []
  var texts: [[UInt8]] = []
  var hasTools = false
  var notes = RecordNotes()
  var contentHash: ContentHash?
  var promptHash: UInt64?
  var encoded: Encoded?
}

/// What one worker has: a parser, filters and an encoder, each with what it keeps between records.
struct Judge: ~Copyable {
  private var parser: RecordParser
  private var languageFilter: LanguageFilter
  private var qualityFilter: QualityFilter
  private var encoder: ConversationEncoder
  private var unit = InputUnit()
  private var tokens = TokenBatch()

  /// - Parameter hasSmallCaches: Whether the encoder's caches have one entry each and nothing in
  ///   them, so that it is made quickly.
  init(_ options: JudgingOptions, vocabulary: Vocabulary, hasSmallCaches: Bool) {
    parser = RecordParser(
      options: options.parser, tools: options.conversation.template.tools)
    languageFilter = LanguageFilter(options: options.language)
    languageFilter.borderline = BorderlineTexts()
    qualityFilter = QualityFilter(options: options.quality)
    encoder =
      hasSmallCaches
      ? ConversationEncoder(
        encoder: Encoder(
          vocabulary: vocabulary, cache: PieceCache(slotBits: 0),
          longCache: LongPieceCache(slotBits: 0)), options: options.conversation)
      : ConversationEncoder(vocabulary: vocabulary, options: options.conversation)
  }

  /// Judges `lines` as one unit; nil for a blank line.
  mutating func judge(_ lines: [[UInt8]]) throws -> [Judgement?] {
    unit.beginCollection(UnitNumber(task: 0, index: 0), of: .lines, byteCount: 1 << 16)
    // A file's first line may have a byte order mark, no other may: a blank line is the first.
    for line in [[]] + lines {
      var buffer = ByteBuffer()
      buffer.append(line.span)
      unit.collect(buffer)
    }
    try unit.load()
    var judgements = [Judgement?](repeating: nil, count: lines.count)
    var batch = ConversationBatch()
    while parser.parse(unit, into: &batch) {
      languageFilter.apply(to: &batch)
      qualityFilter.apply(to: &batch)
      encoder.encode(&batch, into: &tokens)
      note(batch, in: &judgements)
      batch.removeAll()
      tokens.removeAll()
    }
    return judgements
  }

  private func note(_ batch: ConversationBatch, in judgements: inout [Judgement?]) {
    for (index, record) in batch.records.enumerated() {
      let messages = batch.messages[record.messages]
      judgements[Int(record.origin.line) - 1] = Judgement(
        byteCount: record.origin.byteCount, form: record.form,
        languages: [record.promptLanguage, record.responseLanguage],
        source: batch.sourceNames[record.source], roles: messages.map(\.role),
        texts: messages.map { Array(batch.text[$0.textRange]) }, hasTools: record.tools != nil,
        notes: record.notes,
        contentHash: .of(record: index, in: batch),
        promptHash: PromptHash.of(record: index, in: batch))
    }
    for rejection in batch.rejections {
      let line = Int(rejection.origin.line) - 1
      var judgement =
        judgements[line] ?? Judgement(byteCount: rejection.origin.byteCount, form: rejection.form)
      judgement.reason = rejection.reason
      judgement.detail = rejection.detail
      judgements[line] = judgement
    }
    for record in tokens.records {
      judgements[Int(batch.records[record.index].origin.line) - 1]?.encoded = Judgement.Encoded(
        tokens: Array(tokens.tokens[record.tokens]), spans: Array(tokens.spans[record.spans]),
        hits: Array(tokens.hits[record.hits]), exchanges: Array(tokens.exchanges[record.exchanges]),
        trainedTokenCount: record.trainedTokenCount, templateTokenCount: record.templateTokenCount)
    }
  }
}
