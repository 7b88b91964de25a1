package import ByteIO
package import Records

/// What the rest of the tool knows of a filter that needs the whole corpus: its options, the facts
/// it asks for, how its drops are counted and told, and the filter that they make.
package protocol CorpusFilterOptions: RecordedOptions {
  /// Where the filter's drops are counted. Filters that stand together in the list may share one.
  static var stage: FilterStage { get }
  /// Why it drops records; no other filter of the corpus has the same.
  static var reason: RejectionReason { get }
  /// What is said of a dropped record: one line, no period.
  ///
  /// - Parameter winner: The place of the record in whose favour it was dropped, as `file:line`.
  static func detail(winner: String?) -> String
  /// The columns of facts that the filter reads, where it is on.
  var columns: [FactColumn] { get }
  /// How tasks that see some records each do what the filter does.
  static var gathering: CorpusGathering { get }
  /// Whether the options ask for it.
  var isOn: Bool { get }
  /// The most records that it keeps of some sources.
  var caps: [SourceCap] { get }
  /// Makes sure that what the options name is there.
  func check(sourceNames: [String]) throws(PlanError)
  /// The filter for these records; nil where the options leave it off.
  func filter(of corpus: Corpus) throws(PlanError) -> (any CorpusFilter)?
}

extension CorpusFilterOptions {
  package var caps: [SourceCap] { [] }
  package func check(sourceNames: [String]) throws(PlanError) {}
}

/// What brings the records together that a filter of the corpus compares.
package enum CorpusGathering: Sendable {
  /// Every task holds what the records of the user's own validation set ask, and drops others that
  /// ask it.
  case validationQuestions
  /// Records of a split with equal content meet in one task; the first of them is kept.
  case equalContent
  /// Records of a source are sorted by ranks that content and seed give them; the first are kept.
  case ranksInSource
}

/// What filters of the corpus are made of.
package struct Corpus {
  package var facts: FactTable
  /// What the facts' sources count into.
  package var sourceNames: [String]
  /// From this record on, the records are a validation set of the user's own; nil without one.
  package var validationStart: Int?
  package var seed: UInt64
}

/// A judgement of records by those that they have something in common with.
///
/// Records with equal keys meet in one bucket, which is judged by itself. So nothing that a filter
/// knows of one bucket may be used in another: they could be judged in any order, or on many
/// machines.
package protocol CorpusFilter {
  /// The bucket of a record that is kept so far; nil for one that this filter keeps in any case.
  func key(of record: Int, in split: Plan.Split) -> CorpusKey?
  /// Says which records of a bucket are dropped.
  func judge(_ bucket: CorpusBucket, dropping drops: inout [CorpusDrop])
}

/// Which bucket a record comes into, and where it stands there.
package struct CorpusKey: Hashable {
  /// Equal hashes in one group make a bucket.
  package var hash: ContentHash
  package var group: UInt32
  /// Records of a bucket stand in the order of their ranks, those of equal ranks in the order of the
  /// input.
  package var rank: UInt64

  package init(_ hash: ContentHash, group: UInt32 = 0, rank: UInt64 = 0) {
    self.hash = hash
    self.group = group
    self.rank = rank
  }
}

/// Records with equal keys, in order; never empty.
package typealias CorpusBucket = ArraySlice<CorpusEntry>

/// One record of a bucket.
package struct CorpusEntry: Comparable {
  package let key: CorpusKey
  package let record: UInt32

  package static func < (left: CorpusEntry, right: CorpusEntry) -> Bool {
    let (a, b) = (left.key, right.key)
    if a.hash.high != b.hash.high { return a.hash.high < b.hash.high }
    return (a.hash.low, a.group, a.rank, left.record)
      < (b.hash.low, b.group, b.rank, right.record)
  }

  func isInBucket(of other: CorpusEntry) -> Bool {
    key.hash == other.key.hash && key.group == other.key.group
  }
}

/// A record that a filter drops, and in whose favour where there is such a one.
package struct CorpusDrop {
  package var record: UInt32
  package var winner: UInt32?
}
