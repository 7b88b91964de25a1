import ByteIO
import Inspect
import Shards

extension ReportSection {
  /// Rows by chance, as a trainer reads them.
  static let rowSample = ReportSection(id: "row-sample", title: "Sample of rows") {
    (contents) throws(Fault) in
    guard !contents.rows.isEmpty else { return "" }
    var items: [SampleList.Item] = []
    for row in contents.rows { items.append(try item(row, contents)) }
    let total = contents.document.manifest.splits.reduce(0) { $0 + $1.rowCount }
    return """
      <p>\(Figures.count(items.count)) of \(Figures.count(total)) rows, chosen by chance with the \
      seed \(contents.sampling.seed). A line is drawn where one record ends and the next begins.</p>
      \(MarkLegend.html(id: "row-sample"))\(SampleList(id: "row-sample", noun: "rows", items: items).html)
      """
  }

  /// Of a row with more segments and text than this only the first are shown.
  private static let (segmentLimit, characterLimit) = (64, 40_000)

  private static func item(
    _ row: RowContents, _ contents: ReportContents
  ) throws(Fault) -> SampleList.Item {
    let trained = row.segments.reduce(0) { $0 + $1.trainedTokenCount }
    let segments = row.segments.count
    let summary: HTML = """
      <b>\(row.split) row \(Figures.count(row.number))</b> <span class="note">\
      \(Figures.count(segments)) \(segments == 1 ? "record" : "records"), \
      \(Figures.count(row.contentTokenCount)) of \(Figures.count(row.tokens.count)) tokens, \
      \(Figures.count(trained)) trained</span>
      """
    let rendering = SegmentRendering(contents: contents)
    var text = MarkedTextRendering(budget: characterLimit)
    var body: HTML = ""
    for (number, segment) in row.segments.prefix(segmentLimit).enumerated() {
      let place: HTML = """
        <span class="number">\(number + 1)/\(segments)</span> \
        \(SegmentRendering.place(segment.path, segment.line))
        """
      let note: HTML =
        segment.tokenStart > 0
        ? "from token \(Figures.count(segment.tokenStart)) of its record" : ""
      body += try rendering.html(
        .init(place: place, note: note), row.tokens[segment.range], trained: segment.trained, &text)
    }
    if segments > segmentLimit {
      body += "<p class=\"note\">\(Figures.count(segments - segmentLimit)) more not shown</p>\n"
    }
    if row.paddingTokenCount > 0 {
      let padding = Figures.count(row.paddingTokenCount)
      body += "<p class=\"note padding\">\(padding) tokens of padding</p>\n"
    }
    return .init(summary: summary, body: body)
  }
}
