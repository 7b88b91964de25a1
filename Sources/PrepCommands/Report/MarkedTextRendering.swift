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
      let run = Self.run(of: rest)
      rest = rest.dropFirst(run.count)
      let endsTurn = run.last?.endsTurn == true
      // A line a turn, and one for its header: the line ends are the page's, not the text's. That of
      // a header goes where the header goes.
      let endsHeader = first.mark == .template && !endsTurn
      html += show(run, first.mark, lineEnd: endsHeader ? "\n" : "")
      if endsTurn, !rest.isEmpty { html += "\n" }
    }
    return "<div class=\"text\">\(html)</div>\n"
  }

  /// The stretches at the beginning of `rest` with one mark, up to the end of their turn.
  private static func run(
    of rest: ArraySlice<MarkedText.Stretch>
  ) -> ArraySlice<MarkedText.Stretch> {
    let same = rest.prefix { $0.mark == rest.first?.mark }
    return same.firstIndex { $0.endsTurn }.map { same[...$0] } ?? same
  }

  private mutating func show(
    _ run: ArraySlice<MarkedText.Stretch>, _ mark: MarkedText.Mark, lineEnd: HTML
  ) -> HTML {
    let texts = run.map { show($0) }
    return switch mark {
    case .trained: "<mark>\(texts)</mark>"
    case .prompt: "<span class=\"prompt\">\(texts)</span>"
    case .template:
      "<span class=\"added\"><span class=\"template\">\(texts)</span>\(lineEnd)</span>"
    }
  }

  private mutating func show(_ stretch: MarkedText.Stretch) -> HTML {
    if stretch.isSpecial {
      budget -= stretch.text.unicodeScalars.count
      return "<b>\(stretch.text)</b>"
    }
    let cut = CutText(stretch.text, head: Self.headCount, tail: Self.tailCount)
    budget -= cut.size
    return stretch.mark == .template ? Self.line(stretch.text) : cut.html
  }

  /// A template's text on one line, so that a turn does not begin with empty ones.
  private static func line(_ text: String) -> HTML {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { (index, line) -> HTML in
      index == 0 ? "\(line)" : "↵\(line)"
    }.joined()
  }
}
