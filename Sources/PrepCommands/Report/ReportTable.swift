import Records

/// A table of the page: a name a row, and figures below one another.
struct ReportTable {
  /// A figure or a text of a row, behind its name.
  enum Cell {
    case number(String)
    case text(HTML)
    /// A part of a whole, in percent and as a bar.
    case share(Int, of: Int)

    static func count(_ value: Int) -> Cell { .number(Figures.count(value)) }

    /// What the page's style knows the column by.
    fileprivate var look: HTML {
      switch self {
      case .number: "n"
      case .text: ""
      case .share: "share"
      }
    }

    fileprivate var html: HTML {
      switch self {
      case .number(let figure): "<td class=\"n\">\(figure)</td>"
      case .text(let text): "<td>\(text)</td>"
      case .share(let part, let whole):
        """
        <td class="share"><span>\(Figures.percent(part, of: whole))</span>\
        \(Bar(share: whole == 0 ? 0 : Double(part) / Double(whole)).html)</td>
        """
      }
    }
  }

  struct Row {
    var name: HTML
    var cells: [Cell]

    init(_ name: HTML, _ cells: Cell...) {
      self.name = name
      self.cells = cells
    }
  }

  /// What the table is of, above it.
  let caption: HTML
  /// The heads of all columns, that of the names first; figures say their units there.
  let columns: [HTML]
  var rows: [Row]
  /// The rows that are shown at once; the others unfold.
  var shownCount = 12

  /// The most rows there are on a page: a stranger's report may name a million.
  private static let rowLimit = 1000

  var html: HTML {
    guard rows.count > shownCount else { return table(rows[...]) }
    let more = rows[shownCount...].prefix(Self.rowLimit)
    let left = rows.count - shownCount - more.count
    let note: HTML =
      left == 0
      ? "" : "<p class=\"note\">\(Figures.count(left)) more stand in <code>report.json</code>.</p>"
    return """
      \(table(rows[..<shownCount]))
      <details class="more"><summary>\(Figures.count(rows.count - shownCount)) more</summary>
      \(table(more))\(note)</details>
      """
  }

  private func table(_ rows: ArraySlice<Row>) -> HTML {
    let heads = columns.enumerated().map { (index, column) -> HTML in
      let look: HTML = index == 0 ? "" : rows.first?.cells[index - 1].look ?? ""
      return "<th scope=\"col\" class=\"\(look)\">\(column)</th>"
    }
    let lines = rows.map { (row) -> HTML in
      "<tr><th scope=\"row\">\(row.name)</th>\(row.cells.map(\.html))</tr>\n"
    }
    let width: HTML = columns.count == 2 && rows.first?.cells[0].look == "n" ? "narrow" : "wide"
    return """
      <table class="\(width)"><caption>\(caption)</caption>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(lines)</tbody></table>

      """
  }
}

extension HTML {
  /// A name from a data set, cut to what a line has room for, and set apart from the direction of
  /// the text around it.
  static func name(_ text: String) -> HTML { "<bdi>\(text.shortened())</bdi>" }
}
