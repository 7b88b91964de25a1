import ByteIO
import Inspect

extension ReportSection {
  /// What became of the records that were read.
  static let records = ReportSection(id: "records", title: "Records") {
    (contents) throws(Fault) in
    let document = contents.document
    let read = try document.integer("records_in")
    let kept = try document.integer("records_kept")
    let chart = ShareChart(
      title: "Records read", unit: "records",
      parts: [
        .init(name: "kept", count: kept, look: .first),
        .init(name: "rejected", count: try document.rejectedCount(), look: .second),
      ])
    return chart.html + (try reasons(document, of: read)) + (try funnel(document, of: read))
      + qualityRules(document, of: read) + (try forms(document, of: read))
  }

  private static func reasons(
    _ document: StatisticsDocument, of total: Int
  ) throws(Fault) -> HTML {
    let counts = try document.counts("records_rejected")
    guard !counts.isEmpty else { return "<p>No record was rejected.</p>\n" }
    var bytes: [[UInt8]: Int] = [:]
    if try document.optional("rejected_bytes") != nil {
      for (name, count) in try document.counts("rejected_bytes") { bytes[Array(name.utf8)] = count }
    }
    let rows = counts.map { (name, count) -> ReportTable.Row in
      .init(
        .name(name), .count(count), .share(count, of: total),
        .number(bytes[Array(name.utf8)].map { Figures.count($0) } ?? "–"))
    }
    return ReportTable(
      caption: "Rejected records, by reason",
      columns: ["reason", "records", "of those read", "bytes"], rows: rows, shownCount: 40
    ).html
  }

  private static func funnel(
    _ document: StatisticsDocument, of total: Int
  ) throws(Fault) -> HTML {
    let stages = try document.funnel()
    guard !stages.isEmpty else { return "" }
    let rows = stages.map { stage in
      ReportTable.Row(
        .name(stage.filter), .count(stage.records), .share(stage.records, of: total),
        .number(stage.tokens.map { Figures.count($0) } ?? "–"))
    }
    return ReportTable(
      caption: "Left after each filter, in the order of judging",
      columns: ["after", "records", "of those read", "tokens"], rows: rows, shownCount: 40
    ).html
  }

  private static func qualityRules(_ document: StatisticsDocument, of total: Int) -> HTML {
    let rules = document.qualityRules()
    guard !rules.isEmpty else { return "" }
    return ReportTable(
      caption: "Dropped by quality rules", columns: ["rule", "records", "of those read"],
      rows: rules.map { .init(.name($0.name), .count($0.count), .share($0.count, of: total)) }
    ).html
  }

  private static func forms(
    _ document: StatisticsDocument, of total: Int
  ) throws(Fault) -> HTML {
    let forms = try document.forms()
    guard !forms.isEmpty else { return "" }
    let rows = forms.map { form in
      ReportTable.Row(
        .name(form.name), .count(form.kept),
        .number(form.rejected.map { Figures.count($0) } ?? "–"))
    }
    return ReportTable(
      caption: "Forms of records", columns: ["form", "records kept", "records rejected"], rows: rows
    ).html
  }
}
