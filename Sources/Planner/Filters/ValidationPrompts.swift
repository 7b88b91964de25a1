package import ByteIO
package import Records

/// `--validation-file`: drops the other records that ask what one of the validation set asks.
///
/// A model that has trained on a question is not tested by it.
package struct ValidationPrompts: CorpusFilterOptions {
  package init() {}

  package static let stage = FilterStage("validation set", [.contaminated])
  package static let reason = RejectionReason.contaminated
  /// It is on where there is such a set: an option of the plan.
  package static let recorded: [OptionField<ValidationPrompts>] = []

  package static func detail(winner: String?) -> String {
    "asks what \(winner ?? "a record") of the validation set asks"
  }

  package static let gathering = CorpusGathering.validationQuestions
  package var isOn: Bool { true }

  package var columns: [FactColumn] { [.promptHash] }

  package func filter(of corpus: Corpus) -> (any CorpusFilter)? {
    corpus.validationStart == nil
      ? nil : ValidationPromptFilter(hashes: corpus.facts.words(of: .promptHash))
  }
}

struct ValidationPromptFilter: CorpusFilter {
  let hashes: [UInt64]

  /// The records of the validation set stand first.
  func key(of record: Int, in split: Plan.Split) -> CorpusKey? {
    CorpusKey(ContentHash(low: 0, high: hashes[record]), rank: split == .validation ? 0 : 1)
  }

  func judge(_ bucket: CorpusBucket, dropping drops: inout [CorpusDrop]) {
    guard let first = bucket.first, first.key.rank == 0 else { return }
    for entry in bucket where entry.key.rank > 0 {
      drops.append(CorpusDrop(record: entry.record, winner: first.record))
    }
  }
}
