import ByteIO
import Inspect

extension ReportSection {
  /// How the records are packed.
  static let rows = ReportSection(id: "rows", title: "Rows") { (contents) throws(Fault) in
    let document = contents.document
    let tokens = try document.integer("tokens")
    let chart = ShareChart(
      title: "Places in rows", unit: "tokens",
      parts: [
        .init(name: "tokens of records", count: tokens, look: .first),
        .init(name: "padding", count: try document.integer("padding_tokens"), look: .third),
      ])
    let shardBytes = try document.integer("shard_bytes")
    let figures = ReportTable(
      caption: "Rows and shards", columns: ["what", "count"],
      rows: [
        .init("rows", .count(try document.integer("rows"))),
        .init("tokens a row", .count(try document.integer("row_length"))),
        .init(
          "segments: records, or parts of them, in rows", .count(try document.integer("segments"))),
        .init("shards", .count(try document.integer("shards"))),
        .init("bytes of all shards", .count(shardBytes)),
        .init(
          "bytes a token, as stored",
          .number(Figures.decimal(Double(shardBytes) / Double(max(tokens, 1)), places: 3))),
      ])
    return chart.html + figures.html + (try splits(document))
  }

  /// No build of this tool makes more; a stranger's data set may.
  private static let splitLimit = 16

  private static func splits(_ document: StatisticsDocument) throws(Fault) -> HTML {
    try document.splitDetails().prefix(splitLimit).map { split in
      ReportTable(
        caption: "Split \(HTML.name(split.name))", columns: ["what", "count"],
        rows: [
          .init("records", .count(split.records)), .init("rows", .count(split.rows)),
          .init("tokens", .count(split.tokens)),
          .init("tokens trained", .count(split.trainedTokens)),
          .init("tokens of padding", .count(split.paddingTokens)),
        ]
      ).html
    }.joined()
  }
}
