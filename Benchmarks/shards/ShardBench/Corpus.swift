import ByteIO
import Ingest
import Pipeline
import Records
import Tokenizer

/// An input read, parsed and tokenized: what is handed to the writer of parts, unit by unit.
struct Corpus {
  /// One unit of input with its batches.
  struct Unit {
    var number: UnitNumber
    var byteCount: UInt64
    var hash: Hash128
    var segments: [UnitSegment]
    var segmentHashes: [PlacedHash]
    var lineCounts: [UInt64]
    /// Sound records and rejected ones.
    var recordCount: Int
    var batches: [(conversations: ConversationBatch, tokens: TokenBatch)] = []
  }

  private(set) var units: [Unit] = []
  private(set) var recordCount = 0
  private(set) var tokenCount = 0

  init(input: String, tokenizer: String) throws {
    let vocabulary = try LoadedTokenizer(path: tokenizer).vocabulary
    let options = ReadingOptions()
    var reader = UnitReader(
      try InputCatalog.list([input]), unitByteCount: 16 << 20,
      maximumLineByteCount: options.maximumLineByteCount)
    var parser = RecordParser(options: options, tools: ConversationOptions().template.tools)
    var encoder = ConversationEncoder(vocabulary: vocabulary)
    var unit = InputUnit()
    while try reader.next(&unit) {
      try unit.load()
      var batches: [(ConversationBatch, TokenBatch)] = []
      var names: [String] = [""]
      var hasMore = true
      while hasMore {
        var conversations = ConversationBatch()
        var tokens = TokenBatch()
        conversations.sourceNames = names
        hasMore = parser.parse(unit, into: &conversations)
        encoder.encode(&conversations, into: &tokens)
        names = conversations.sourceNames
        recordCount += tokens.records.count
        tokenCount += tokens.tokens.count
        batches.append((conversations, tokens))
      }
      units.append(
        Unit(
          number: unit.number, byteCount: unit.byteCount, hash: unit.hash,
          segments: unit.segments, segmentHashes: unit.segmentHashes,
          lineCounts: parser.lineCounts, recordCount: parser.recordCount, batches: batches))
    }
  }
}
