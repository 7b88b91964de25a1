package import ByteIO
package import Records

/// `--dedup exact`: of records with equal content, the one that stands first in the input stays.
package struct ExactDuplicates: CorpusFilterOptions {
  /// Which records count as the same.
  package enum Kind: String, CaseIterable, Sendable {
    case none
    /// Equal roles and texts.
    case exact
  }

  package var kind = Kind.none

  package init() {}

  package static let stage = FilterStage("duplicates", [.duplicate, .nearDuplicate])
  package static let reason = RejectionReason.duplicate
  package static let recorded: [OptionField<ExactDuplicates>] = [.choice("dedup", \.kind)]

  package static func detail(winner: String?) -> String { "equal to \(winner ?? "another")" }

  package static let gathering = CorpusGathering.equalContent
  package var isOn: Bool { kind == .exact }

  package var columns: [FactColumn] { kind == .exact ? [.contentHash] : [] }

  package func filter(of corpus: Corpus) -> (any CorpusFilter)? {
    kind == .exact ? ExactDuplicateFilter(hashes: corpus.facts.words(of: .contentHash)) : nil
  }
}

/// Each split by itself: what a validation set repeats of itself is dropped, but not what it has in
/// common with the other split.
struct ExactDuplicateFilter: CorpusFilter {
  let hashes: [UInt64]

  func key(of record: Int, in split: Plan.Split) -> CorpusKey? {
    CorpusKey(ContentHash(hashes, of: record), group: UInt32(split.rawValue))
  }

  func judge(_ bucket: CorpusBucket, dropping drops: inout [CorpusDrop]) {
    guard let winner = bucket.first?.record else { return }
    for entry in bucket.dropFirst() {
      drops.append(CorpusDrop(record: entry.record, winner: winner))
    }
  }
}
