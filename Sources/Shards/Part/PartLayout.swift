import ByteIO
package import Records

// The layout of a part: scratch that one encode task writes and the assemble tasks read.
//
// Parts are private to one version of the tool: they are versioned and checksummed so that a
// stale or damaged one is refused, but no other program is meant to read them. All integers are
// little-endian.
//
//     header      "PREPPART", version u32, the unit's task u32 and its index in that u32
//     payload     in the order it was made, in any mixture:
//                   record blobs    planes of the record's tokens (TokenPlanes), trained spans
//                                   (start u32, count u32), special-token hits (token u32,
//                                   count u32), exchanges (border u32, start u32), then the line's raw bytes where they are kept
//                   record chunks   rows of `PartRow.byteCount` bytes: facts, and where the blob is,
//                                   then a word of eight bytes for each word of the columns
//                   rejection chunks  of variable length: see `PartRejection`
//     directory   counts, unit hash, segments with their hashes, source names, names and widths of the columns, and
//                   for each chunk its kind, place and xxh3; ends in an xxh3 of itself
//     trailer     directory offset u64, directory length u64, "PREPPEND"
//
// A record is read by one `pread` of its blob, whose xxh3 stands in its row, so nothing that was
// damaged on the disk can reach a shard. Chunks bound what writer and reader hold at a time.

package enum PartLayout {
  package static let magic = "PREPPART"
  static let endMagic = "PREPPEND"
  static let version: UInt32 = 9
  static let headerByteCount = 20
  static let trailerByteCount = 24
  /// Records in a full chunk.
  static let recordsPerChunk = 4096
  /// A directory or a chunk of no part is longer: what a file with holes states is not believed.
  static let greatestTableByteCount: UInt64 = 1 << 32
  /// A chunk of rejections is closed once it holds this much.
  static let rejectionChunkByteCount = 1 << 20

  enum ChunkKind: UInt32 {
    case records = 1
    case rejections = 2
  }

  /// A column of facts as a part states it.
  struct Column: Equatable {
    var name: String
    var wordCount: Int

    /// Words that all columns of a part have together, at most.
    static let greatestWordCount = 1 << 16
  }

  /// Where a chunk lies and what its bytes hash to.
  struct Chunk: Equatable {
    static let byteCount = 32

    var kind: ChunkKind
    var count: UInt32
    var offset: UInt64
    var byteCount: UInt64
    var hash: UInt64
  }
}

/// One record's row in a part: what the plan is told, and where the tokens are.
struct PartRow {
  /// Without the words of the columns, which follow.
  static let byteCount = 116

  var facts: RecordFacts
  var measures: RecordMeasures
  var blobOffset: UInt64
  var blobHash: UInt64
  var spanCount: UInt32
  var hitCount: UInt32
  var exchangeCount: UInt32
  var keepsRaw: Bool
  var rawByteCount: UInt32
  var rawHash: UInt64

  /// The blob's length: planes, spans, hits and exchanges.
  ///
  /// Raw bytes follow it.
  var blobByteCount: Int {
    TokenPlanes.byteCount(tokenCount: Int(facts.tokenCount))
      + 8 * (Int(spanCount) + Int(hitCount) + Int(exchangeCount))
  }

  func append(to fields: inout ByteFields) {
    fields.append(facts.origin)
    fields.append(facts.tokenCount)
    fields.append(facts.trainedTokenCount)
    fields.append(facts.templateTokenCount)
    fields.append(facts.firstTrainedToken)
    fields.append(facts.promptLanguage.rawValue)
    fields.append(facts.responseLanguage.rawValue)
    fields.append(facts.source)
    fields.append(
      UInt32(facts.form.rawValue) | (keepsRaw ? 1 << 8 : 0)
        | (measures.definesTools ? 1 << 9 : 0))
    fields.append(blobOffset)
    fields.append(blobHash)
    fields.append(spanCount)
    fields.append(hitCount)
    fields.append(rawByteCount)
    fields.append(exchangeCount)
    fields.append(rawHash)
    fields.append(facts.notes.rawValue)
    fields.append(measures.textByteCount)
    fields.append(measures.textTokenCount)
    fields.append(measures.toolCallCount)
  }

  /// Reads a row and makes sure that what it points to lies within the part's `payload`.
  init(
    _ cursor: inout FieldCursor, payload: Range<UInt64>, segmentCount: Int, sourceCount: Int,
    path: String, record: Int
  ) throws(Fault) {
    let shape: UInt32
    (self, shape) = try cursor.fixed(Self.byteCount) {
      (PartRow($0), $0.integer(at: Self.shapeOffset))
    }
    let origin = facts.origin
    let blobEnd = UInt64(blobByteCount) + UInt64(rawByteCount)
    guard shape >> 10 == 0, origin.segment < segmentCount, facts.source < sourceCount,
      facts.trainedTokenCount <= facts.tokenCount, payload.contains(blobOffset),
      blobEnd <= payload.upperBound - blobOffset
    else {
      throw Fault(
        .malformed, path, .record(record), expected: "a row that points into the part",
        found: "blob at byte \(blobOffset), \(blobEnd) bytes, segment \(origin.segment)")
    }
    facts.form = RecordForm(rawValue: UInt8(truncatingIfNeeded: shape))
  }

  /// Where `append(to:)` puts form and flags.
  private static let shapeOffset = 52

  /// The fields at the places where `append(to:)` puts them, but for the form.
  private init(_ fields: FixedFields) {
    let shape: UInt32 = fields.integer(at: Self.shapeOffset)
    facts = RecordFacts(
      origin: RecordOrigin(
        segment: fields.integer(at: 0), line: fields.integer(at: 4),
        unitByteOffset: fields.integer(at: 8), byteCount: fields.integer(at: 16)),
      tokenCount: fields.integer(at: 24),
      trainedTokenCount: fields.integer(at: 28), templateTokenCount: fields.integer(at: 32),
      firstTrainedToken: fields.integer(at: 36),
      promptLanguage: LanguageCode(rawValue: fields.integer(at: 40)),
      responseLanguage: LanguageCode(rawValue: fields.integer(at: 44)),
      source: fields.integer(at: 48), form: RecordForm(rawValue: 0),
      notes: RecordNotes(rawValue: fields.integer(at: 96)))
    measures = RecordMeasures()
    measures.definesTools = shape >> 9 & 1 == 1
    measures.textByteCount = fields.integer(at: 104)
    measures.textTokenCount = fields.integer(at: 108)
    measures.toolCallCount = fields.integer(at: 112)
    keepsRaw = shape >> 8 & 1 == 1
    blobOffset = fields.integer(at: 56)
    blobHash = fields.integer(at: 64)
    spanCount = fields.integer(at: 72)
    hitCount = fields.integer(at: 76)
    rawByteCount = fields.integer(at: 80)
    exchangeCount = fields.integer(at: 84)
    rawHash = fields.integer(at: 88)
  }

  init(
    facts: RecordFacts, measures: RecordMeasures, blobOffset: UInt64, blobHash: UInt64,
    spanCount: Int, hitCount: Int, exchangeCount: Int
  ) {
    self.facts = facts
    self.measures = measures
    self.blobOffset = blobOffset
    self.blobHash = blobHash
    self.spanCount = UInt32(spanCount)
    self.hitCount = UInt32(hitCount)
    self.exchangeCount = UInt32(exchangeCount)
    keepsRaw = false
    rawByteCount = 0
    rawHash = 0
  }
}

/// A record that was dropped, with as many of its line's bytes as the part keeps.
package struct PartRejection: Sendable, Equatable {
  package var rejection: Rejection
  /// The line's first bytes; shorter than `rejection.origin.byteCount` where a limit cut them.
  package var raw: [UInt8]

  static func append(
    _ rejection: Rejection, raw: borrowing ByteBuffer, to fields: inout ByteFields
  ) {
    let verdict = rejection.verdict
    fields.append(rejection.origin)
    fields.append(
      rejection.reason.partCode | (rejection.form.map { UInt32($0.rawValue) + 1 } ?? 0) << 8)
    // One more than the rule's length, 0 for none.
    fields.append(UInt32(verdict.rule.map { $0.utf8.count + 1 } ?? 0))
    fields.append(UInt32(verdict.detail.utf8.count))
    fields.append(UInt32(raw.count))
    fields.append(utf8: verdict.rule ?? "")
    fields.append(utf8: verdict.detail)
    fields.bytes.append(contentsOf: raw.array)
  }

  init(
    _ cursor: inout FieldCursor, segmentCount: Int, path: String, chunk: Int
  ) throws(Fault) {
    let origin = try cursor.origin()
    let shape: UInt32 = try cursor.integer()
    let ruleLength: UInt32 = try cursor.integer()
    let detailByteCount: UInt32 = try cursor.integer()
    let rawByteCount: UInt32 = try cursor.integer()
    // One more than the form, 0 for none.
    let formCode = shape >> 8
    let form = formCode > 0 && formCode <= 256 ? RecordForm(rawValue: UInt8(formCode - 1)) : nil
    guard let reason = RejectionReason(partCode: shape & 0xFF), form != nil || formCode == 0,
      origin.segment < segmentCount
    else {
      throw Fault(
        .malformed, path, .chunk(chunk), expected: "a known reason, form and segment",
        found: "numbers \(shape & 0xFF), \(formCode) and \(origin.segment)")
    }
    let rule = ruleLength == 0 ? nil : try cursor.text(Int(ruleLength) - 1)
    let detail = try cursor.text(Int(detailByteCount))
    rejection = Rejection(
      origin: origin, verdict: Verdict(reason, rule: rule, detail: detail), form: form)
    raw = try cursor.array(Int(rawByteCount))
  }
}

extension RejectionReason {
  /// The reason's number in a part: its place in the list of this version of the tool.
  fileprivate var partCode: UInt32 {
    UInt32(Self.allCases.firstIndex(of: self) ?? 0)
  }

  fileprivate init?(partCode: UInt32) {
    guard partCode < Self.allCases.count else { return nil }
    self = Self.allCases[Int(partCode)]
  }
}

extension ByteFields {
  mutating func append(_ origin: RecordOrigin) {
    append(origin.segment)
    append(origin.line)
    append(origin.unitByteOffset)
    append(origin.byteCount)
  }
}

extension FieldCursor {
  mutating func origin() throws(Fault) -> RecordOrigin {
    RecordOrigin(
      segment: try integer(), line: try integer(), unitByteOffset: try integer(),
      byteCount: try integer())
  }
}

extension RecordOrigin {
  /// Whether this line stands after `other` in the unit.
  func isAfter(_ other: RecordOrigin) -> Bool {
    (segment, line) > (other.segment, other.line)
  }
}
