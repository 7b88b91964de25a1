import ByteIO
import Inspect

extension ReportSection {
  /// The data set beside another.
  static let comparison = ReportSection(id: "comparison", title: "Comparison") {
    (contents) throws(Fault) in
    guard let other = contents.other else { return "" }
    let comparison = try StatisticsComparison(contents.document, other.document)
    let lines = comparison.sections.flatMap(\.lines)
    let changed = lines.count { $0.isChanged }
    let tables = comparison.sections.map { table($0) }
    return """
      <p><b>A</b> is <code>\(HTML.name(contents.directory))</code>, the data set of this page; \
      <b>B</b> is <code>\(HTML.name(other.directory))</code>. \(Figures.count(changed)) of \
      \(Figures.count(lines.count)) figures differ; they are marked <b class="changed">≠</b>.</p>
      \(try charts(contents.document, other.document))\(tables)
      """
  }

  /// The tokens of both, one bar below the other.
  private static func charts(
    _ first: StatisticsDocument, _ second: StatisticsDocument
  ) throws(Fault) -> HTML {
    let legend = ["trained", "prompt", "template"]
    let looks: [ShareChart.Look] = [.first, .second, .third]
    let names = zip(legend, looks).map { (name, look) -> HTML in
      "<span>\(ShareChart.swatch(look))\(name)</span> "
    }
    return """
      <h3>Tokens by what they are for, in percent</h3>
      <p class="legend">\(names)</p>
      <div class="pair"><span aria-hidden="true">A</span>\
      \(try ShareChart.tokens(of: first, title: "Tokens of A").bar)\
      <span aria-hidden="true">B</span>\
      \(try ShareChart.tokens(of: second, title: "Tokens of B").bar)</div>

      """
  }

  /// Figures below one another; of texts, such as options, what is equal unfolds.
  private static func table(_ section: StatisticsComparison.Section) -> HTML {
    let title = HTML.name(section.title)
    guard section.lines.contains(where: { isText($0.first) || isText($0.second) }) else {
      return ReportTable(
        caption: title, columns: ["figure", "A", "B", "B − A"],
        rows: section.lines.map { line in
          .init(
            name(line), .number(line.first.map(show) ?? "–"), .number(line.second.map(show) ?? "–"),
            .number(change(line)))
        }, shownCount: 40
      ).html
    }
    let rows = section.lines.map { line in
      (
        isChanged: line.isChanged,
        row: ReportTable.Row(
          name(line), .text(.name(line.first.map(show) ?? "–")),
          .text(.name(line.second.map(show) ?? "–")))
      )
    }
    let changed = rows.filter(\.isChanged).map(\.row)
    let equal = rows.filter { !$0.isChanged }.map(\.row)
    var table = ReportTable(
      caption: title, columns: ["figure", "A", "B"], rows: changed, shownCount: 1000)
    var html: HTML = changed.isEmpty ? "<h3>\(title)</h3>\n" : table.html
    if !equal.isEmpty {
      table.rows = equal
      html += """
        <details class="more"><summary>\(Figures.count(equal.count)) equal in both</summary>
        \(table.html)</details>

        """
    }
    return html
  }

  private static func name(_ line: StatisticsComparison.Line) -> HTML {
    let mark: HTML = line.isChanged ? "<b class=\"changed\" title=\"differs\">≠</b> " : ""
    return "\(mark)\(HTML.name(line.name))"
  }

  private static func isText(_ value: StatisticsFigure.Value?) -> Bool {
    if case .text = value { true } else { false }
  }

  private static func show(_ value: StatisticsFigure.Value) -> String {
    switch value {
    case .count(let count): Figures.count(count)
    case .byteCount(let count): Figures.count(count) + " bytes"
    case .percent(let percent): Figures.decimal(percent, places: 2) + " %"
    case .decimal(let number): Figures.decimal(number, places: 2)
    case .text(let text): text
    }
  }

  /// How much the second has more, with its sign; nothing where they are equal or one is missing.
  private static func change(_ line: StatisticsComparison.Line) -> String {
    guard let (isMore, amount) = line.difference else { return "" }
    let text =
      switch amount {
      case .byteCount(let count): Figures.count(count)
      case .percent(let points): Figures.decimal(points, places: 2) + " points"
      default: show(amount)
      }
    return (isMore ? "+" : "−") + text
  }
}
