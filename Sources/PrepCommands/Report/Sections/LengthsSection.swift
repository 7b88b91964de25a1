import ByteIO
import Inspect
import Records

extension ReportSection {
  /// How long records are.
  static let lengths = ReportSection(id: "lengths", title: "Lengths") { (contents) throws(Fault) in
    let document = contents.document
    let percentiles = try document.counts("length_percentiles")
    let bins = try document.lengthHistogram()
    var html: HTML = ""
    if !bins.isEmpty {
      let median = percentiles.first { $0.name == "p50" }?.count
      html +=
        LengthChart(
          bins: bins, rowLength: try document.integer("row_length"), median: median
        ).html
      html += histogram(bins)
    }
    return html + points(percentiles) + (try over(document))
  }

  private static func histogram(_ bins: [StatisticsDocument.LengthBin]) -> HTML {
    let rows = bins.map { bin in
      ReportTable.Row(
        """
        \(Figures.count(bin.lengths.lowerBound)) to \(Figures.count(bin.lengths.upperBound))
        """, .count(bin.kept), .count(bin.tooLong))
    }
    let table = ReportTable(
      caption: "Records by their length before any is cut, split or dropped for it",
      columns: ["tokens a record", kept, tooLong], rows: rows, shownCount: 100)
    return """
      <p class="legend"><span>\(kept)</span> <span>\(tooLong)</span></p>
      <details class="more"><summary>The columns as a table</summary>
      \(table.html)</details>

      """
  }

  private static let kept: HTML = "\(ShareChart.swatch(.first))records kept"
  private static let tooLong: HTML = "\(ShareChart.swatch(.second))records too long for a row"

  private static func points(_ percentiles: [(name: String, count: Int)]) -> HTML {
    guard !percentiles.isEmpty else { return "" }
    let rows = percentiles.map { point in
      ReportTable.Row(meaning(of: point.name), .count(point.count))
    }
    return ReportTable(
      caption: "Tokens per kept record", columns: ["records", "tokens at the most"], rows: rows,
      shownCount: 40
    ).html
  }

  /// `p95` in words.
  private static func meaning(of point: String) -> HTML {
    switch point {
    case "max": "all"
    case "p50": "50 % (median)"
    case _ where point.hasPrefix("p"): "\(point.dropFirst().description.shortened()) %"
    default: .name(point)
    }
  }

  private static func over(_ document: StatisticsDocument) throws(Fault) -> HTML {
    let lengths = try document.lengthsOver()
    guard !lengths.isEmpty else { return "" }
    let total = try document.lengthHistogram().reduce(0) { $0 + $1.kept + $1.tooLong }
    let rows = lengths.map { over in
      ReportTable.Row(
        "more than \(Figures.count(over.tokens))", .count(over.kept), .count(over.tooLong),
        .share(over.kept + over.tooLong, of: total))
    }
    return ReportTable(
      caption: "Records longer than usual rows",
      columns: ["tokens", "records kept", "records too long", "of both"], rows: rows
    ).html
  }
}
