import Inspect

/// A segment's text with its marks: what is trained, what is read, and what the template wrote.
///
/// They are told apart by brackets and underlines as well as by colours. Long texts are cut, with how
/// much was left out.
struct MarkedTextRendering {
  /// Characters (Unicode scalars) that may still be shown.
  private(set) var budget: Int

  /// Of a longer stretch, what is shown of its beginning and its end.
  private static let (headCount, tailCount) = (2000, 600)

  init(budget: Int) { self.budget = budget }

  /// The text of a segment.
  mutating func html(_ text: MarkedText) -> HTML {
    var html: HTML = ""
    var rest = text.stretches[...]
    while let first = rest.first {
      guard budget > 0 else {
        let left = rest.reduce(0) { $0 + $1.tokenCount }
        html += "\n<span class=\"cut\">\(Figures.count(left)) more tokens not shown</span>"
        break
      }
      let run = rest.prefix { $0.mark == first.mark }
      rest = rest.dropFirst(run.count)
      html += show(run, first.mark)
      // A line a turn, and one for its header: the line ends are the page's, not the text's.
      let endsHeader = first.mark == .template && !rest.isEmpty
      if endsHeader || run.last?.endsTurn == true { html += "\n" }
    }
    return "<div class=\"text\">\(html)</div>\n"
  }

  private mutating func show(
    _ run: ArraySlice<MarkedText.Stretch>, _ mark: MarkedText.Mark
  ) -> HTML {
    let texts = run.map { show($0) }
    return switch mark {
    case .trained: "<mark>\(texts)</mark>"
    case .prompt: "<span class=\"prompt\">\(texts)</span>"
    case .template: "<span class=\"template\">\(texts)</span>"
    }
  }

  private mutating func show(_ stretch: MarkedText.Stretch) -> HTML {
    if stretch.isSpecial {
      budget -= stretch.text.unicodeScalars.count
      return "<b>\(stretch.text)</b>"
    }
    let cut = CutText(stretch.text, head: Self.headCount, tail: Self.tailCount)
    budget -= cut.shownCount
    // A header's line ends are shown as marks, so that a turn does not begin with empty lines.
    return stretch.mark == .template ? "\(stretch.text)" : cut.html
  }
}
