import ByteIO
import Inspect

extension ReportSection {
  /// What the tokens are for.
  static let tokens = ReportSection(id: "tokens", title: "Tokens") { (contents) throws(Fault) in
    let document = contents.document
    return try ShareChart.tokens(of: document, title: "Tokens in rows, by what they are for").html
      + others(document)
  }

  private static func others(_ document: StatisticsDocument) throws(Fault) -> HTML {
    var rows: [ReportTable.Row] = []
    // A data set of an earlier version has not all of these.
    for (key, name) in [
      ("truncated_tokens", "tokens cut off"), ("truncated_records", "records cut off"),
      ("split_records", "conversations in several parts"), ("split_parts", "their parts"),
      ("repeated_tokens", "tokens repeated at the start of parts"),
      ("text_bytes", "bytes of text (UTF-8)"), ("text_tokens", "tokens of text"),
    ] as [(String, HTML)] where try document.optional(key) != nil {
      rows.append(.init(name, .count(try document.integer(key))))
    }
    if let ratio = try document.bytesPerToken() {
      rows.append(.init("bytes a token of text", .number(Figures.decimal(ratio, places: 2))))
    }
    guard !rows.isEmpty else { return "" }
    return ReportTable(
      caption: "What was cut, repeated and read", columns: ["what", "count"], rows: rows
    ).html
  }
}
