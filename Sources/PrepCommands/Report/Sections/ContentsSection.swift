import ByteIO
import Inspect

extension ReportSection {
  /// What kept records say that deserves a look.
  static let contents = ReportSection(id: "contents", title: "What records hold") {
    (contents) throws(Fault) in
    let document = contents.document
    return try noted(document)
      + named(
        document, "special_token_hits", caption: "Special tokens spelled out in kept records",
        columns: ["token", "times"])
      + named(
        document, "unread_fields", caption: "Fields that nothing reads",
        columns: ["field", "records"])
      + unmet(document)
  }

  private static func noted(_ document: StatisticsDocument) throws(Fault) -> HTML {
    let names: [(String, HTML)] = [
      ("repeated_records", "records equal to one before, and kept"),
      ("records_with_tools", "records with tools"), ("tool_calls", "tool calls"),
      ("thoughts", "answers with thoughts"), ("empty_thoughts", "answers with empty thoughts"),
      ("untrained_turns", "answers that their records mark as not to be trained"),
      ("omitted_texts", "texts beside tool calls, left out"),
    ]
    var rows: [ReportTable.Row] = []
    for (key, name) in names where try document.optional(key) != nil {
      rows.append(.init(name, .count(try document.integer(key))))
    }
    guard !rows.isEmpty else { return "" }
    return ReportTable(
      caption: "In kept records", columns: ["what", "count"], rows: rows
    ).html
  }

  /// What the report counts by name under `key`, from the most to the fewest.
  private static func named(
    _ document: StatisticsDocument, _ key: String, caption: HTML, columns: [HTML]
  ) throws(Fault) -> HTML {
    guard try document.optional(key) != nil else { return "" }
    let counts = try document.counts(key).sorted { $0.count > $1.count }
    guard !counts.isEmpty else { return "" }
    let rows = counts.map {
      ReportTable.Row("<code>\(HTML.name($0.name))</code>", .count($0.count))
    }
    return ReportTable(caption: caption, columns: columns, rows: rows).html
  }

  /// The paths that the build was told to read and that no record has.
  private static func unmet(_ document: StatisticsDocument) throws(Fault) -> HTML {
    guard try document.optional("unmet_paths") != nil else { return "" }
    let paths = try document.texts("unmet_paths")
    guard !paths.isEmpty else { return "" }
    let items = paths.prefix(100).map { (path) -> HTML in
      "<li><code>\(HTML.name(path))</code></li>\n"
    }
    return "<h3>Fields that the build names and no record has</h3>\n<ul>\n\(items)</ul>\n"
  }
}
