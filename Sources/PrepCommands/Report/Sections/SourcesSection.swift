import ByteIO
import Inspect

extension ReportSection {
  /// The sources that kept records name.
  static let sources = ReportSection(id: "sources", title: "Sources") { (contents) throws(Fault) in
    let document = contents.document
    let sources = try document.sourceDetails()
    guard !sources.isEmpty else { return "" }
    let total = try document.integer("tokens")
    func row(_ name: HTML, _ source: StatisticsDocument.SourceDetails) -> ReportTable.Row {
      .init(
        name, .count(source.records), .count(source.tokens), .share(source.tokens, of: total),
        .number(source.trainedTokens.map { Figures.count($0) } ?? "–"))
    }
    var rows = sources.map { (name, details) in
      row(name.isEmpty ? "(none named)" : .name(name), details)
    }
    if let others = try document.otherSources() {
      rows.append(row("\(Figures.count(others.count)) others", others.details))
    }
    return ReportTable(
      caption: "Kept records by source",
      columns: ["source", "records", "tokens", "of all tokens", "trained"], rows: rows
    ).html
  }
}
