import ByteIO
import Filters
import Ingest
import Planner
import Records
import Tokenizer

/// One worker's way from a unit of input to what a scan counts of it.
struct UnitScanner: ~Copyable {
  private var parser: RecordParser
  private var detector = LanguageDetector()
  private var encoder: ConversationEncoder
  private var conversations = ConversationBatch()
  private var tokens = TokenBatch()

  init(_ options: ScanOptions, vocabulary: Vocabulary) {
    parser = RecordParser(options: options.reading, tools: options.conversation.template.tools)
    encoder = ConversationEncoder(vocabulary: vocabulary, options: options.conversation)
  }

  /// The counts of a unit whose bytes are loaded, and the lines of each of its segments.
  mutating func scan(
    _ unit: borrowing InputUnit, stop: StopFlag
  ) throws(Fault) -> (tally: ScanTally, lineCounts: [UInt64]) {
    var tally = ScanTally()
    // Names of sources count within a unit.
    conversations = ConversationBatch()
    var hasMore = true
    while hasMore {
      try stop.check(resumes: false)
      conversations.removeAll()
      tokens.removeAll()
      hasMore = parser.parse(unit, into: &conversations)
      encoder.encode(&conversations, into: &tokens)
      for record in tokens.records { add(record, to: &tally) }
      add(conversations.rejections, of: unit, to: &tally)
    }
    tally.byteCount = unit.byteCount
    tally.recordCount = parser.recordCount
    tally.unreadFields = parser.unreadFields
    return (tally, parser.lineCounts)
  }

  private mutating func add(_ record: TokenBatch.Record, to tally: inout ScanTally) {
    let conversation = conversations.records[record.index]
    tally.forms[conversation.form, default: 0] += 1
    let language = Self.language(of: conversation, in: conversations, &detector)
    tally.languages[language, default: 0] += 1
    tally.add(source: Array(conversations.sourceNames[conversation.source].utf8))
    tally.lengths.append(UInt32(record.tokens.count))
    tally.trainedTokenCount += record.trainedTokenCount
    tally.textByteCount += Int(record.measures.textByteCount)
    tally.textTokenCount += Int(record.measures.textTokenCount)
    tally.toolCallCount += Int(record.measures.toolCallCount)
    tally.recordsWithToolsCount += record.measures.definesTools ? 1 : 0
    tally.recordsWithThoughtsCount += conversation.notes.thoughtCount > 0 ? 1 : 0
    for hit in tokens.hits[record.hits] { tally.hits[hit.token, default: 0] += Int(hit.count) }
    tally.hashes.append(ContentHash.of(record: record.index, in: conversations))
  }

  /// The language of the answer with the most letters that has one.
  private static func language(
    of record: ConversationBatch.Record, in batch: borrowing ConversationBatch,
    _ detector: inout LanguageDetector
  ) -> LanguageCode {
    var language = LanguageCode.undetermined
    var letterCount = 0
    for index in record.messages {
      let message = batch.messages[index]
      guard record.isAnswer(message), message.content == .text else { continue }
      let verdict = detector.verdict(for: batch.text.span.extracting(message.textRange))
      if verdict.language != .undetermined, verdict.letterCount > letterCount {
        (language, letterCount) = (verdict.language, verdict.letterCount)
      }
    }
    return language
  }

  private func add(
    _ rejections: [Rejection], of unit: borrowing InputUnit, to tally: inout ScanTally
  ) {
    for rejection in rejections.sorted(by: {
      $0.origin.unitByteOffset < $1.origin.unitByteOffset
    }) {
      tally.rejected[rejection.reason, default: 0] += 1
      guard tally.evidence[rejection.reason, default: []].count < ScanEvidence.countLimit else {
        continue
      }
      let origin = rejection.origin
      let segment = unit.segments[Int(origin.segment)]
      let raw = unit.rawBytes(of: origin, limit: ScanEvidence.rawByteLimit)
      tally.evidence[rejection.reason, default: []].append(
        ScanEvidence(
          verdict: rejection.verdict, form: rejection.form, file: Int(segment.file),
          byteOffset: segment.fileByteOffset + origin.unitByteOffset - segment.unitByteOffset,
          // Within its segment so far; `Scan` adds the lines before it.
          line: UInt64(origin.line), raw: (0..<raw.count).map { raw[$0] }))
    }
  }
}
