import ByteIO
import Inspect
import Records

/// What a finished build must meet to be called done: otherwise it ends with status 3, and says why.
///
/// The data set is there all the same, to be looked at.
struct QualityGates {
  var maxRejected: RejectedLimit
  var maxDropped: RejectedLimit
  /// The data set's directory as the user named it.
  var directory: String

  /// The first gate that `dataSet` does not pass; nil where it passes all.
  func fault(_ dataSet: StatisticsDocument) throws -> Fault? {
    let message =
      try nothingKept(dataSet) ?? unmetPath(dataSet) ?? damaged(dataSet) ?? dropped(dataSet)
      ?? nothingToTrainOn(dataSet)
    return message.map { Fault(.gate, $0) }
  }

  private var advice: String { "see `prep inspect \(directory) --rejected all`" }

  private func nothingKept(_ dataSet: StatisticsDocument) throws -> String? {
    guard try dataSet.integer("records_kept") == 0 else { return nil }
    let total = try dataSet.integer("records_in")
    guard total > 0 else { return "the input holds no records, so the data set is empty" }
    let reasons = try dataSet.counts("records_rejected").prefix(5)
      .map { "\($0.name) \(Figures.count($0.count))" }.joined(separator: ", ")
    return "none of the \(Figures.count(total)) records was kept (\(reasons)); \(advice)"
  }

  /// A path of `--map` or `--where` that no record has is most likely misspelled.
  private func unmetPath(_ dataSet: StatisticsDocument) throws -> String? {
    guard let paths = try? dataSet.texts("unmet_paths"), let path = paths.first else { return nil }
    let names = try dataSet.counts("unread_fields").map(\.name)
    let hint = Suggestion.nearest(to: path, among: names).map { "; did you mean '\($0)'?" }
    return "no record has the field '\(path)' that --map or --where names\(hint ?? "")"
  }

  private func damaged(_ dataSet: StatisticsDocument) throws -> String? {
    func sum(_ key: String) throws -> Int {
      try dataSet.counts(key).reduce(0) { sum, entry in
        let isDamage = RejectionReason(rawValue: entry.name)?.isDamage ?? true
        return isDamage ? sum + entry.count : sum
      }
    }
    let total = try dataSet.integer("records_in")
    let records = try sum("records_rejected")
    if maxRejected.isExceeded(by: records, of: total) {
      return "\(Figures.count(records)) of \(Figures.count(total)) records were rejected as "
        + "damaged (\(Figures.percent(records, of: total))), more than --max-rejected "
        + "\(maxRejected) allows; \(advice)"
    }
    // A record may be half of the input.
    let totalBytes = try dataSet.integer("bytes_in")
    let bytes = try sum("rejected_bytes")
    guard maxRejected.isShareExceeded(by: bytes, of: totalBytes) else { return nil }
    return "\(Figures.count(bytes)) of \(Figures.count(totalBytes)) bytes were rejected as damaged "
      + "(\(Figures.percent(bytes, of: totalBytes))), in \(Figures.count(records)) of "
      + "\(Figures.count(total)) records, more than --max-rejected \(maxRejected) allows; \(advice)"
  }

  private func dropped(_ dataSet: StatisticsDocument) throws -> String? {
    let total = try dataSet.integer("records_in")
    let records = try dataSet.rejectedCount()
    guard maxDropped.isExceeded(by: records, of: total) else { return nil }
    return "\(Figures.count(records)) of \(Figures.count(total)) records were not kept "
      + "(\(Figures.percent(records, of: total))), more than --max-dropped \(maxDropped) allows; "
      + advice
  }

  private func nothingToTrainOn(_ dataSet: StatisticsDocument) throws -> String? {
    guard let train = try dataSet.splits(first: 10).shown.first(where: { $0.name == "train" }),
      train.rows == 0
    else { return nil }
    return "all \(Figures.count(try dataSet.integer("records_kept"))) records that were kept are "
      + "validation records, and none is left to train on; give a smaller --validation"
  }
}
