import ByteIO
import Inspect

extension ReportSection {
  /// Rejected records by reason, with what was expected and found.
  static let rejected = ReportSection(id: "rejected", title: "Rejected records") {
    (contents) throws(Fault) in
    let reasons = contents.rejected.reasons
    guard !reasons.isEmpty else { return "" }
    let read = try contents.document.integer("records_in")
    var items: [SampleList.Item] = []
    for reason in reasons.prefix(reasonLimit) { items.append(try item(reason, of: read)) }
    return """
      <p>At most \(Figures.count(contents.sampling.count)) records of each reason, chosen by chance \
      with the seed \(contents.sampling.seed), with what was expected and found.</p>
      \(SampleList(id: "rejected", noun: "reasons", items: items).html)
      """
  }

  private static func item(
    _ reason: RejectedSample.Reason, of read: Int
  ) throws(Fault) -> SampleList.Item {
    let summary: HTML = """
      <b>\(HTML.name(reason.name))</b> <span class="note">\(Figures.count(reason.count)) \
      \(reason.count == 1 ? "record" : "records"), \(Figures.percent(reason.count, of: read)) of \
      those read</span>
      """
    var body: HTML = ""
    for record in reason.records { body += try evidence(record) }
    if reason.records.count < reason.count {
      body += """
        <p class="note">\(Figures.count(reason.count - reason.records.count)) more not shown</p>

        """
    }
    return .init(summary: summary, body: body)
  }

  /// There are fewer reasons; a stranger's report may name a million.
  private static let reasonLimit = 100
  private static let characterLimit = 1000

  /// A record's place, what was wrong, and the line as it came.
  private static func evidence(_ record: RejectedRecord) throws(Fault) -> HTML {
    let place = SegmentRendering.place(try record.file, try record.line)
    var notes: HTML = "byte \(Figures.count(try record.byteOffset)) of the input"
    if let byteCount = record.byteCount { notes += ", \(Figures.count(byteCount)) bytes" }
    if let winner = record.winner {
      notes += "; in its place: \(SegmentRendering.place(winner.file, winner.line))"
    }
    var text: HTML = ""
    if let raw = try record.raw {
      text = "<div class=\"text raw\">\(self.text(of: raw).html)</div>\n"
      if record.isRawCut { notes += "; the data set holds the beginning of the line alone" }
    }
    let detail = CutText(try record.detail, head: characterLimit)
    return """
      <section class="segment"><h3>\(place)</h3>
      <p class="detail">\(detail.html)</p>
      <p class="note">\(notes)</p>
      \(text)</section>

      """
  }

  /// The line; bytes that are not UTF-8 as `FileName` holds those of names.
  private static func text(of raw: RejectedRecord.Raw) -> CutText {
    switch raw {
    case .text(let text): CutText(text, head: characterLimit)
    case .base64(let text):
      CutText(Base64.decode(text).map { FileName.text(of: $0) } ?? text, head: characterLimit)
    }
  }
}
