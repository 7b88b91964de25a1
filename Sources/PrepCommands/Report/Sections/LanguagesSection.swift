import ByteIO
import Inspect

extension ReportSection {
  /// The languages of kept records.
  static let languages = ReportSection(id: "languages", title: "Languages") {
    (contents) throws(Fault) in
    let pairs = try contents.document.languagePairs()
    guard !pairs.isEmpty else { return "" }
    let total = try contents.document.integer("records_kept")
    let rows = pairs.map { pair in
      ReportTable.Row(
        "\(HTML.name(pair.prompt)) → \(HTML.name(pair.answer))", .count(pair.count),
        .share(pair.count, of: total))
    }
    let note: HTML = """
      <p class="note">Languages by their codes; <code>und</code> where a text is too short to tell, \
      or is code, formulas or names.</p>

      """
    return ReportTable(
      caption: "Kept records by the languages of prompt and answer",
      columns: ["prompt → answer", "records", "of those kept"], rows: rows
    ).html + note
  }
}
