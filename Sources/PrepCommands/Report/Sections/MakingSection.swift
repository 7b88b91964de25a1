import ByteIO
import Inspect
import Shards

extension ReportSection {
  /// What the data set was made of, by what, and how.
  static let making = ReportSection(id: "making", title: "How it was made") {
    (contents) throws(Fault) in
    let document = contents.document
    return identity(document) + (try inputs(document)) + options(document) + (try run(document))
  }

  private static func identity(_ document: StatisticsDocument) -> HTML {
    let manifest = document.manifest
    var rows: [ReportTable.Row] = [
      .init("data set", .text(code(manifest.dataSetID.description))),
      .init("made by", .text("\(HTML.name(manifest.toolName)) \(HTML.name(manifest.toolVersion))")),
      .init(
        "chat template",
        .text(
          "\(HTML.name(manifest.template.name)), version \(HTML.name(manifest.template.version))")),
      .init("tokenizer (SHA-256)", .text(code(manifest.tokenizer.fileHash.description))),
      .init("hash of the input", .text(code(manifest.inputHash.description))),
    ]
    if !manifest.template.date.isEmpty {
      rows.insert(
        .init("date in the template", .text(.name(manifest.template.date))), at: 3)
    }
    for library in manifest.libraries {
      rows.append(.init(.name(library.name), .text(.name(library.version))))
    }
    return ReportTable(
      caption: "Identity and versions", columns: ["what", "value"], rows: rows, shownCount: 40
    ).html
  }

  private static func code(_ text: String) -> HTML { "<code>\(text)</code>" }

  private static func inputs(_ document: StatisticsDocument) throws(Fault) -> HTML {
    let rows = document.manifest.inputs.map { input in
      ReportTable.Row(
        .name(input.path), .text(.name(input.compression)), .count(Int(clamping: input.byteCount)))
    }
    let total: HTML = """
      <p>\(Figures.count(rows.count)) input \(rows.count == 1 ? "file" : "files") of \
      \(Figures.count(try document.integer("bytes_in"))) bytes, decompressed.</p>

      """
    return total
      + ReportTable(
        caption: "Inputs", columns: ["file", "compression", "bytes"], rows: rows
      ).html
  }

  private static func options(_ document: StatisticsDocument) -> HTML {
    let rows = document.manifest.options.map { option in
      let text =
        if case .string(let text) = option.value { text } else { JSONWriter.line(option.value) }
      return ReportTable.Row(.name(option.key), .text(.name(text)))
    }
    let table = ReportTable(
      caption: "Options of the build", columns: ["option", "value"], rows: rows, shownCount: 1000)
    return """
      <details class="more"><summary>All \(Figures.count(rows.count)) options of the build</summary>
      \(table.html)</details>

      """
  }

  private static func run(_ document: StatisticsDocument) throws(Fault) -> HTML {
    guard let seconds = try document.logged("seconds") else { return "" }
    let bytes = Double(try document.integer("bytes_in"))
    return ReportTable(
      caption: "The run", columns: ["what", "value"],
      rows: [
        .init("time", .number(Figures.duration(seconds: seconds))),
        .init("input a second", .number(Figures.bytes(bytes / max(seconds, 0.001)) + "/s")),
        .init("memory", .number(Figures.bytes(try document.logged("peak_rss_bytes") ?? 0))),
      ]
    ).html
  }
}
