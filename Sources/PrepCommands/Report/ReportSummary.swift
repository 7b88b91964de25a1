import ByteIO
import Inspect
import Shards

/// What stands at the top: the data set in a sentence, its main figures, and what may be overlooked.
struct ReportSummary {
  let contents: ReportContents
  private var document: StatisticsDocument { contents.document }

  func html() throws(Fault) -> HTML {
    """
    <p class="kind">Data set report</p>
    <h1><bdi>\(contents.name)</bdi></h1>
    <p class="lead">\(try sentence())</p>
    <dl class="figures">
    \(try figures())</dl>
    \(try notes())
    """
  }

  private func sentence() throws(Fault) -> HTML {
    let manifest = document.manifest
    let kept = try document.integer("records_kept")
    let read = try document.integer("records_in")
    let tokens = try document.integer("tokens")
    let trained = try document.integer("trained_tokens")
    let rows = try document.integer("rows")
    let files = manifest.inputs.count
    return """
      \(Figures.count(kept)) of \(Figures.count(read)) records were kept, from \
      \(Figures.bytes(try document.integer("bytes_in"))) in \(Figures.count(files)) input \
      \(files == 1 ? "file" : "files"), rendered with the chat template \
      \(HTML.name(manifest.template.name)) and packed into \(Figures.count(rows)) rows of \
      \(Figures.count(try document.integer("row_length"))) tokens: \(Figures.count(tokens)) tokens, \
      of which \(Figures.count(trained)) (\(Figures.percent(trained, of: tokens))) are trained on.
      """
  }

  private func figures() throws(Fault) -> HTML {
    let read = try document.integer("records_in")
    let tokens = try document.integer("tokens")
    let places = tokens + (try document.integer("padding_tokens"))
    let percentiles = try document.counts("length_percentiles")
    let figures: [(HTML, String, HTML)] = [
      (
        "records kept", Figures.count(try document.integer("records_kept")),
        "\(Figures.percent(try document.integer("records_kept"), of: read)) of those read"
      ),
      (
        "records rejected", Figures.count(try document.rejectedCount()),
        "\(Figures.percent(try document.rejectedCount(), of: read)) of those read"
      ),
      ("tokens", Figures.count(tokens), "in \(Figures.count(try document.integer("rows"))) rows"),
      (
        "tokens trained", Figures.count(try document.integer("trained_tokens")),
        "\(Figures.percent(try document.integer("trained_tokens"), of: tokens)) of all"
      ),
      (
        "of the rows is full", Figures.percent(tokens, of: places),
        "\(Figures.count(places - tokens)) tokens of padding"
      ),
      (
        "tokens, median record",
        percentiles.first { $0.name == "p50" }.map { Figures.count($0.count) } ?? "–",
        "the longest has \(percentiles.first { $0.name == "max" }.map { Figures.count($0.count) } ?? "–")"
      ),
    ]
    return figures.map { (name, figure, note) -> HTML in
      "<div><dt>\(name)</dt><dd>\(figure)</dd><dd class=\"note\">\(note)</dd></div>\n"
    }.joined()
  }

  /// What most users would not want, and may overlook among the figures.
  private func notes() throws(Fault) -> HTML {
    let lines = try StatisticsRendering.lost(document).split(separator: "\n")
    guard !lines.isEmpty else { return "" }
    let items = lines.prefix(20).map { (line) -> HTML in
      "<li>\(line.drop { $0 == " " })</li>\n"
    }
    return "<ul class=\"notices\">\n\(items)</ul>\n"
  }
}
