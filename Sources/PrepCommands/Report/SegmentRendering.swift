import ByteIO
import Inspect
import Records

/// A segment of a row or record: its heading, and its text with marks.
struct SegmentRendering {
  let contents: ReportContents

  /// What of a heading is the segment's own: where it is from, and where it stands.
  struct Heading {
    var place: HTML
    /// What of a record it is, where that is not all of it, and the row where that is not told.
    var note: HTML = ""
  }

  /// - Parameter text: What is left to be shown of a row or record.
  func html(
    _ heading: Heading, _ tokens: ArraySlice<UInt32>, trained: [Range<Int>],
    _ text: inout MarkedTextRendering
  ) throws(Fault) -> HTML {
    let marked = try contents.marked(tokens, trained: trained)
    let counts = MarkedText.Mark.allCases.map { (mark) -> HTML in
      "<span class=\"count\">\(Figures.count(marked.tokenCount(of: mark))) \(mark.rawValue)</span> "
    }
    return """
      <section class="segment"><h3>\(heading.place)</h3>
      <p class="note">\(Figures.count(tokens.count)) tokens: \(counts)\(heading.note)</p>
      \(text.html(marked))</section>

      """
  }

  /// `file:line`.
  static func place(_ path: String, _ line: UInt64) -> HTML {
    "<bdi>\(path.shortened())</bdi>:\(line)"
  }
}
