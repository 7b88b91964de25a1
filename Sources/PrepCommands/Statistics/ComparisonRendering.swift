import ByteIO
import Inspect

/// Two data sets side by side, as a person reads them: what differs has a star before it.
enum ComparisonRendering {
  /// Lines of one section that are shown at most; those that differ come first then.
  private static let lineLimit = 24
  /// Options are many and mostly equal: of these only what differs is shown.
  private static let sectionsOfDifferences: Set<String> = ["Options"]

  static func text(
    _ comparison: StatisticsComparison, _ names: (String, String), style: Style
  ) -> TerminalText {
    let changed = comparison.sections.reduce(0) { $0 + $1.lines.count { $0.isChanged } }
    let all = comparison.sections.reduce(0) { $0 + $1.lines.count }
    var text: TerminalText = """
      A  \(names.0)
      B  \(names.1)
      \(Figures.count(changed)) of \(Figures.count(all)) figures differ\
      \(changed > 0 ? ", marked *" : "")

      """
    for section in comparison.sections {
      let shown = lines(of: section)
      var rows = shown.map { line in
        [
          (line.isChanged ? "* " : "  ") + cut(line.name, to: 34), value(line.first),
          value(line.second), change(line),
        ]
      }
      rows.insert(["", "A", "B", ""], at: 0)
      text += "\n" + style.heading(TerminalText(section.title)) + "\n"
      if !shown.isEmpty { text += TerminalText(Figures.table(rows, indent: "")) }
      let hidden = section.lines.count - shown.count
      if hidden > 0 {
        let isEqual = section.lines.count { $0.isChanged } <= shown.count
        text += "  and \(Figures.count(hidden)) more\(isEqual ? ", the same in both" : "")\n"
      }
    }
    return text
  }

  /// The lines that are shown, in their order.
  private static func lines(
    of section: StatisticsComparison.Section
  ) -> [StatisticsComparison.Line] {
    let isOfDifferences = sectionsOfDifferences.contains(section.title)
    guard isOfDifferences || section.lines.count > lineLimit else { return section.lines }
    let changed = section.lines.filter(\.isChanged)
    if isOfDifferences || changed.count >= lineLimit { return Array(changed.prefix(lineLimit)) }
    var room = lineLimit - changed.count
    return section.lines.filter { line in
      if line.isChanged { return true }
      room -= 1
      return room >= 0
    }
  }

  private static func value(_ value: StatisticsFigure.Value?) -> String {
    switch value {
    case .count(let count): Figures.count(count)
    case .byteCount(let count): Figures.bytes(count)
    case .percent(let percent): Figures.decimal(percent, places: 2) + " %"
    case .decimal(let value): Figures.decimal(value, places: 3)
    case .text(let text): text.isEmpty ? "(none)" : cut(text, to: 14)
    case nil: "–"
    }
  }

  /// By how much the second is more than the first; empty where that says nothing.
  private static func change(_ line: StatisticsComparison.Line) -> String {
    guard let (isMore, amount) = line.difference else { return "" }
    // Of percentages the difference is none.
    let text =
      if case .percent(let points) = amount { Figures.decimal(points, places: 2) } else {
        value(amount)
      }
    return (isMore ? "+" : "−") + text
  }

  private static func cut(_ text: String, to columnCount: Int) -> String {
    let line = VisibleText.name(text)
    return line.count <= columnCount ? line : line.prefix(columnCount - 1) + "…"
  }

  static func json(_ comparison: StatisticsComparison, _ names: (String, String)) -> JSONValue {
    [
      "data_sets": [.string(names.0), .string(names.1)],
      "figures": .array(
        comparison.sections.flatMap { section in
          section.lines.map { line in
            [
              "section": .string(section.title), "name": .string(line.name),
              "values": [json(line.first), json(line.second)],
              "changed": .boolean(line.isChanged),
            ]
          }
        }),
    ]
  }

  private static func json(_ value: StatisticsFigure.Value?) -> JSONValue {
    switch value {
    case .count(let count), .byteCount(let count): JSONValue(count)
    case .percent(let value), .decimal(let value): .number(value)
    case .text(let text): .string(text)
    case nil: .null
    }
  }
}
