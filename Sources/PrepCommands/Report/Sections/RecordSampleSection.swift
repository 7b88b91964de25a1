import ByteIO
import Inspect

extension ReportSection {
  /// Kept records by chance, each whole.
  static let recordSample = ReportSection(id: "record-sample", title: "Sample of records") {
    (contents) throws(Fault) in
    guard !contents.records.isEmpty else { return "" }
    var items: [SampleList.Item] = []
    for record in contents.records { items.append(try item(record, contents)) }
    let kept = try contents.document.integer("records_kept")
    return """
      <p>\(Figures.count(items.count)) of \(Figures.count(kept)) kept records, chosen by chance with \
      the seed \(contents.sampling.seed), in the order of the input.</p>
      \(MarkLegend.html(id: "record-sample"))\(SampleList(id: "record-sample", noun: "records", items: items).html)
      """
  }

  /// Of a longer record only the beginning is shown.
  private static let (partLimit, characterLimit) = (16, 20_000)

  private static func item(
    _ record: SampledRecord, _ contents: ReportContents
  ) throws(Fault) -> SampleList.Item {
    let place = SegmentRendering.place(record.path, record.line)
    let tokens = record.segments.reduce(0) { $0 + $1.tokens.count }
    let parts: HTML =
      record.segments.count == 1 ? "" : " in \(Figures.count(record.segments.count)) parts"
    let summary: HTML = """
      <b>\(place)</b> <span class="note">\(Figures.count(tokens)) tokens\(parts)</span>
      """
    let rendering = SegmentRendering(contents: contents)
    var text = MarkedTextRendering(budget: characterLimit)
    var body: HTML = ""
    for segment in record.segments.prefix(partLimit) {
      let heading = SegmentRendering.Heading(
        place: """
          \(segment.split) row \(Figures.count(segment.row)), tokens \
          \(Figures.count(segment.range.lowerBound)) to \(Figures.count(segment.range.upperBound - 1))
          """,
        note: "\(segment.part.drop { $0 == ";" || $0 == " " })")
      body += try rendering.html(heading, segment.tokens[...], trained: segment.trained, &text)
    }
    if record.segments.count > partLimit {
      let left = Figures.count(record.segments.count - partLimit)
      body += "<p class=\"note\">\(left) more parts not shown</p>\n"
    }
    return .init(summary: summary, body: body)
  }
}
