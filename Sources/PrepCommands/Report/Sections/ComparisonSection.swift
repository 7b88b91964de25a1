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
      \(tables)
      """
  }

  private static func table(_ section: StatisticsComparison.Section) -> HTML {
    let isOfTexts = section.lines.contains { isText($0.first) || isText($0.second) }
    let rows = section.lines.map { line in
      let mark: HTML = line.isChanged ? "<b class=\"changed\">≠</b> " : ""
      func cell(_ value: StatisticsFigure.Value?) -> ReportTable.Cell {
        let text = value.map(show) ?? "–"
        return isOfTexts ? .text(.name(text)) : .number(text)
      }
      var row = ReportTable.Row("\(mark)\(HTML.name(line.name))", cell(line.first), cell(line.second))
      if !isOfTexts { row.cells.append(.number(change(line))) }
      return row
    }
    return ReportTable(
      caption: "\(section.title)", columns: ["figure", "A", "B"] + (isOfTexts ? [] : ["B − A"]),
      rows: rows, shownCount: 40
    ).html
  }

  private static func isText(_ value: StatisticsFigure.Value?) -> Bool {
    if case .text = value { true } else { false }
  }

  private static func show(_ value: StatisticsFigure.Value) -> String {
    switch value {
    case .count(let count), .byteCount(let count): Figures.count(count)
    case .percent(let percent): Figures.decimal(percent, places: 2) + " %"
    case .decimal(let number): Figures.decimal(number, places: 2)
    case .text(let text): text
    }
  }

  /// How much the second has more, with its sign; nothing where they are equal or one is missing.
  private static func change(_ line: StatisticsComparison.Line) -> String {
    func signed(_ text: String, _ isMore: Bool) -> String { (isMore ? "+" : "−") + text }
    switch (line.first, line.second) {
    case _ where !line.isChanged: return ""
    case (.count(let first), .count(let second)), (.byteCount(let first), .byteCount(let second)):
      return signed(Figures.count(abs(second - first)), second > first)
    case (.percent(let first), .percent(let second)):
      return signed(Figures.decimal(abs(second - first), places: 2) + " points", second > first)
    case (.decimal(let first), .decimal(let second)):
      return signed(Figures.decimal(abs(second - first), places: 2), second > first)
    default: return ""
    }
  }
}
