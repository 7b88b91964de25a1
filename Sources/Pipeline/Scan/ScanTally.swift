import Ingest
import Planner
package import Records

/// What a scan has counted: of one unit, or of several that were added up.
///
/// Memory is 20 bytes for each sound record, for lengths and hashes.
package struct ScanTally: Sendable {
  package internal(set) var byteCount: UInt64 = 0
  /// Records, sound or rejected.
  package internal(set) var recordCount = 0
  package internal(set) var rejected: [RejectionReason: Int] = [:]
  /// Sound records by form.
  package internal(set) var forms: [RecordForm: Int] = [:]
  /// Sound records by the language of their answers.
  package internal(set) var languages: [LanguageCode: Int] = [:]
  /// Sound records by source; the first is for those that name none.
  package internal(set) var sources: [[UInt8]: Int] = [:]
  /// Records of sources beyond those that are told apart.
  package internal(set) var otherSourcesRecordCount = 0
  /// Tokens of each sound record, in no order that matters.
  package internal(set) var lengths: [UInt32] = []
  package internal(set) var trainedTokenCount = 0
  package internal(set) var textByteCount = 0
  package internal(set) var textTokenCount = 0
  package internal(set) var toolCallCount = 0
  package internal(set) var recordsWithToolsCount = 0
  package internal(set) var recordsWithThoughtsCount = 0
  /// How often special tokens are spelled out, by token.
  package internal(set) var hits: [UInt32: Int] = [:]
  package internal(set) var unreadFields: [UnreadField] = []
  /// The hashes of what sound records say.
  var hashes: [ContentHash] = []
  /// By reason, the first records of each.
  package internal(set) var evidence: [RejectionReason: [ScanEvidence]] = [:]

  /// Sources that are told apart.
  static let sourceLimit = 1000

  package var soundCount: Int { lengths.count }
  package var tokenCount: Int { lengths.reduce(0) { $0 + Int($1) } }

  mutating func add(source name: [UInt8], _ count: Int = 1) {
    if sources[name] != nil || sources.count < Self.sourceLimit {
      sources[name, default: 0] += count
    } else {
      otherSourcesRecordCount += count
    }
  }

  /// Adds what was counted of the units after these.
  mutating func add(_ other: ScanTally) {
    byteCount += other.byteCount
    recordCount += other.recordCount
    rejected.merge(other.rejected, uniquingKeysWith: +)
    forms.merge(other.forms, uniquingKeysWith: +)
    languages.merge(other.languages, uniquingKeysWith: +)
    // In the order of the names, so that those that are told apart do not depend on a hash's seed.
    for name in other.sources.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      add(source: name, other.sources[name] ?? 0)
    }
    otherSourcesRecordCount += other.otherSourcesRecordCount
    lengths += other.lengths
    trainedTokenCount += other.trainedTokenCount
    textByteCount += other.textByteCount
    textTokenCount += other.textTokenCount
    toolCallCount += other.toolCallCount
    recordsWithToolsCount += other.recordsWithToolsCount
    recordsWithThoughtsCount += other.recordsWithThoughtsCount
    hits.merge(other.hits, uniquingKeysWith: +)
    unreadFields = UnreadField.merged([unreadFields, other.unreadFields])
    hashes += other.hashes
    for (reason, found) in other.evidence {
      let all = (evidence[reason] ?? []) + found
      evidence[reason] = Array(all.prefix(ScanEvidence.countLimit))
    }
  }
}
