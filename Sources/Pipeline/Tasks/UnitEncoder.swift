import ByteIO
import Filters
import Ingest
import Planner
import Records
import Shards
import Tokenizer

/// One worker's encode task: a unit of input becomes a part.
///
/// A pure function of the unit's bytes and the options. Holds the worker's buffers, which are
/// used again for unit after unit.
struct UnitEncoder: ~Copyable {
  private let options: BuildOptions
  private var parser: RecordParser
  private var recordFilters: [any RecordFilter]
  private let tokenFilters: [any TokenFilterOptions]
  private var encoder: ConversationEncoder
  private var tokens = TokenBatch()

  init(options: BuildOptions, vocabulary: Vocabulary) {
    self.options = options
    parser = RecordParser(options: options.reading, tools: options.conversation.template.tools)
    recordFilters = options.filters.recordFilters
    tokenFilters = options.filters.tokenFilters
    encoder = ConversationEncoder(vocabulary: vocabulary, options: options.conversation)
  }

  /// Writes the part of `unit`, whose bytes are loaded, and its receipt after it.
  mutating func encode(
    _ unit: borrowing InputUnit, into output: OutputDirectory, stop: StopFlag
  ) throws(Fault) -> PartReceipt {
    // A record that is too long for a row is dropped by the plan, which has no raw bytes. Of a line
    // that is too long, a unit of any size holds what a line may have, and no more is kept.
    var part = try PartWriter(
      output.part(unit.number), unit: unit.number,
      columns: Planner(options.layout.plan).columns,
      rawByteLimit: min(PartWriter.defaultRawByteLimit, options.reading.maximumLineByteCount),
      rawForLongerThan: options.layout.plan.sequenceLength)
    // A batch of the unit's own: names of sources count within a part.
    var conversations = ConversationBatch()
    for index in recordFilters.indices { recordFilters[index].beginUnit() }
    var hasMore = true
    while hasMore {
      try stop.check(resumes: true)
      conversations.removeAll()
      tokens.removeAll()
      hasMore = parser.parse(unit, into: &conversations)
      for index in recordFilters.indices { recordFilters[index].apply(to: &conversations) }
      encoder.encode(&conversations, into: &tokens)
      for filter in tokenFilters { drop(from: &conversations, by: filter) }
      try part.append(conversations, tokens) { origin, limit, raw in
        raw.append(unit.rawBytes(of: origin, limit: limit))
      }
    }
    // Before the receipt: a unit that has one is not read again.
    for case let filter as LanguageFilter in recordFilters {
      guard let texts = filter.borderline else { continue }
      try BorderlineFile.write(texts, to: output.borderline(unit.number))
    }
    return try finish(part, of: unit, into: output)
  }

  private func finish(
    _ part: consuming PartWriter, of unit: borrowing InputUnit, into output: OutputDirectory
  ) throws(Fault) -> PartReceipt {
    let receipt = try part.finish(
      segments: unit.segments, segmentHashes: unit.segmentHashes, lineCounts: parser.lineCounts,
      recordCount: parser.recordCount, unitByteCount: unit.byteCount, unitHash: unit.hash,
      unreadFields: parser.unreadFields,
      unmetPaths: parser.unmetPaths)
    try receipt.write(to: output.partReceipt(unit.number))
    return receipt
  }

  /// Drops the records that have other numbers of tokens than `filter` permits.
  ///
  /// Their tokens stay in the arena, but no record points to them any more.
  private mutating func drop(
    from conversations: inout ConversationBatch, by filter: any TokenFilterOptions
  ) {
    tokens.records.removeAll { record in
      guard let verdict = filter.verdict(tokenCount: record.tokens.count) else { return false }
      conversations.reject(record.index, verdict)
      return true
    }
  }
}
