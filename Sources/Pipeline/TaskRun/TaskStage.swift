/// The stages of a build that is done in tasks, in their order: all tasks of one must be done before
/// any of the next begins.
package enum TaskStage: String, CaseIterable, Sendable {
  /// Input becomes parts.
  case encode
  /// Records that could be equal to others are sorted by their hashes.
  case key
  /// Equal records are found.
  case mark
  /// Records are ranked, for caps and a number of validation records.
  case rank
  /// Which ranks are kept is decided.
  case choose
  /// What becomes of every record is decided, and what there is of each length is counted.
  case count
  /// The counts are added up: where each piece goes follows from them.
  case plan
  /// Shards and files of rejected records are written.
  case assemble
  /// Report, plan and manifest are written.
  case finish

  /// What one task reads, decides and writes, in a few words.
  package var summary: String {
    switch self {
    case .encode: "Turn input into parts: tokens and facts of every sound record."
    case .key: "Sort the records of a part by their hashes."
    case .mark: "Find records that are equal to earlier ones."
    case .rank: "Rank records, for --cap and a number of validation records."
    case .choose: "Decide up to which rank records are kept."
    case .count: "Decide what becomes of every record, and count lengths."
    case .plan: "Add up the counts of all lengths."
    case .assemble: "Write shards and files of rejected records."
    case .finish: "Check that all is there; write report, plan and manifest."
    }
  }

  /// Whether the stage is one task.
  package var isSingle: Bool { self == .choose || self == .plan || self == .finish }
}
