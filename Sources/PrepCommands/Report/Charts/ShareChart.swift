/// One bar of several parts, with a table of them.
///
/// The parts have patterns, so that they are told apart without colours.
struct ShareChart {
  struct Part {
    var name: HTML
    var count: Int
    /// What the page's style knows it by: `first`, `second` or `third`.
    var look: Look
  }

  enum Look: String {
    case first, second, third
  }

  /// What is divided, and into what: the chart's name for those who do not see it.
  let title: HTML
  /// What is counted: `tokens`.
  let unit: HTML
  let parts: [Part]

  private var total: Int { parts.reduce(0) { $0 + $1.count } }

  var html: HTML {
    var table = ReportTable(caption: title, columns: ["part", unit, "share"], rows: [])
    table.rows = parts.map { part in
      let name: HTML = "\(Self.swatch(part.look))\(part.name)"
      return .init(name, .count(part.count), .number(Figures.percent(part.count, of: total)))
    }
    table.rows.append(.init("all", .count(total), .number(Figures.percent(total, of: total))))
    return bar + table.html
  }

  /// The bar alone, which says its figures to those who do not see it.
  var bar: HTML {
    var start = 0
    let pieces = parts.map { (part) -> HTML in
      defer { start += part.count }
      return """
        <rect class="\(part.look.rawValue)" x="\(percent(start))%" \
        width="\(percent(part.count))%" height="100%"/>
        """
    }
    let description = parts.map { (part) -> HTML in
      "\(part.name) \(Figures.count(part.count)), \(Figures.percent(part.count, of: total)). "
    }
    return """
      <figure class="chart"><svg class="shares" role="img" aria-label="\(title): \(description)">\
      \(pieces)</svg></figure>

      """
  }

  /// In percent of all parts.
  private func percent(_ count: Int) -> String {
    Figures.decimal(total == 0 ? 0 : 100 * Double(count) / Double(total), places: 3)
  }

  /// What a part looks like, beside its name.
  static func swatch(_ look: Look) -> HTML {
    """
    <svg class="swatch" aria-hidden="true"><rect class="\(look.rawValue)" width="100%" \
    height="100%"/></svg>
    """
  }

  /// The patterns of all such charts, once a page.
  static let patterns: HTML = """
    <svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><rect class="ground2" width="6" height="6"/>\
    <line class="ink2" x1="0" y1="0" x2="0" y2="6"/></pattern>
    <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
    <rect class="ground3" width="6" height="6"/><circle class="ink3" cx="3" cy="3" r="1.2"/>\
    </pattern></defs></svg>

    """
}
