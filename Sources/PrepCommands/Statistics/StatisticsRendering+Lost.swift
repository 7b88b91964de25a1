import ByteIO
import Inspect
import Records
import Shards

extension StatisticsRendering {
  /// What most users would not want, and may overlook among the figures: a line each.
  static func lost(_ document: StatisticsDocument) throws(Fault) -> String {
    try tooLong(document) + emptySplits(document.manifest)
  }

  private static func tooLong(_ document: StatisticsDocument) throws(Fault) -> String {
    let total = try document.integer("records_in")
    let reason = RejectionReason.tooLong.rawValue
    let count = try document.counts("records_rejected").first { $0.name == reason }?.count ?? 0
    guard 2 * count > total else { return "" }
    return """
        most records are longer than a row of \(Figures.count(try document.integer("row_length"))) \
      tokens and were left out: a larger --sequence-length keeps them, and --max-dropped 50% ends \
      such a build with status 3

      """
  }

  private static func emptySplits(_ manifest: Manifest) -> String {
    // A data set without rows to train on is told by a gate.
    manifest.splits.filter { $0.rowCount == 0 && $0.name != "train" }.map {
      "  the split \(VisibleText.name($0.name)) has no rows: no record was set aside for it and "
        + "kept\n"
    }.joined()
  }
}
