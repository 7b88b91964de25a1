import Pipeline
import ByteIO

/// The statistics as a person reads them: every fraction with its numerator and denominator.
enum StatisticsRendering {
  /// What `prep build` and `prep repack` end with.
  static func summary(
    _ document: StatisticsDocument, _ outcome: Build.Outcome, _ directory: String
  ) throws -> TerminalText {
    let state = outcome == .upToDate ? "is there already, made of the same input" : "is done"
    return "\(directory): the data set \(state)\n" + TerminalText(try brief(document))
  }

  private static func brief(_ document: StatisticsDocument) throws -> String {
    let recordsIn = try document.integer("records_in")
    let kept = try document.integer("records_kept")
    let rejected = try document.rejectedCount()
    let rows = try document.integer("rows")
    let tokens = try document.integer("tokens")
    let places = tokens + (try document.integer("padding_tokens"))
    var text = Figures.table([
      ["records", Figures.count(recordsIn), ""],
      ["kept", Figures.count(kept), Figures.percent(kept, of: recordsIn)],
      ["rejected", Figures.count(rejected), Figures.percent(rejected, of: recordsIn)],
    ])
    let reasons = try document.counts("records_rejected")
    for (reason, count) in reasons.prefix(rowLimit) {
      text += "    \(VisibleText.name(reason)) \(Figures.count(count))\n"
    }
    text += more(reasons.count - rowLimit)
    text += """
        \(Figures.count(rows)) rows of \(Figures.count(try document.integer("row_length"))): \
      \(Figures.count(tokens)) tokens, \(Figures.count(try document.integer("trained_tokens"))) \
      of them trained, \(Figures.percent(tokens, of: places)) full

      """
    let truncated = try document.integer("truncated_tokens")
    if truncated > 0 {
      text +=
        "  \(Figures.count(truncated)) tokens cut off "
        + "\(Figures.count(try document.integer("truncated_records"))) records\n"
    }
    if let seconds = try document.logged("seconds") {
      let bytes = Double(try document.integer("bytes_in"))
      text +=
        "  \(Figures.duration(seconds: seconds)), "
        + "\(Figures.bytes(bytes / max(seconds, 0.001)))/s, "
        + "\(Figures.bytes(try document.logged("peak_rss_bytes") ?? 0)) of memory\n"
    }
    return text
  }

  /// The whole report.
  static func full(_ document: StatisticsDocument, style: Style) throws -> TerminalText {
    var text: TerminalText = ""
    func section(_ title: TerminalText, _ body: String) {
      guard !body.isEmpty else { return }
      if !text.isEmpty { text += "\n" }
      text += style.heading(title) + "\n" + TerminalText(body)
    }
    section("Records", try records(document))
    section("Left after each filter", try funnel(document))
    section("Dropped by quality rules", try qualityRules(document))
    section("Tokens", try tokens(document))
    section("Rows", try rows(document))
    section("Tokens per kept record", try percentiles(document))
    section("Languages of kept records (prompt → answer)", try languages(document))
    section("Sources of kept records", try sources(document))
    section("Forms of records", try forms(document))
    section("Special tokens spelled out in kept records", try hits(document))
    section("Run", try run(document))
    return text
  }

  private static func records(_ document: StatisticsDocument) throws -> String {
    let total = try document.integer("records_in")
    let kept = try document.integer("records_kept")
    var rows = [
      ["read", Figures.count(total), ""],
      ["kept", Figures.count(kept), Figures.percent(kept, of: total)],
      [
        "rejected", Figures.count(try document.rejectedCount()),
        Figures.percent(try document.rejectedCount(), of: total),
      ],
    ]
    for (reason, count) in try document.counts("records_rejected") {
      rows.append(["  " + reason, Figures.count(count), Figures.percent(count, of: total)])
    }
    return top(rows)
  }

  /// Records, in percent of the input and of the filter before, and tokens.
  private static func funnel(_ document: StatisticsDocument) throws -> String {
    var before = try document.integer("records_in")
    let total = before
    var rows: [[String]] = []
    // A data set of an earlier version has none.
    guard let funnel = try? document["funnel"] else { return "" }
    for stage in try funnel.elements() {
      let records = try document.count(stage["records"])
      let tokens = try stage.optional("tokens").map(document.count)
      rows.append([
        try stage["after"].string(), Figures.count(records), Figures.percent(records, of: total),
        Figures.percent(records, of: before), tokens.map { Figures.count($0) + " tokens" } ?? "",
      ])
      before = records
    }
    return top(rows)
  }

  private static func qualityRules(_ document: StatisticsDocument) throws -> String {
    // A data set of an earlier version has none.
    guard let rules = try? document.counts("quality_rules") else { return "" }
    return list(rules.map { ($0.name, $0.count) }, of: try document.integer("records_in"))
  }

  private static func tokens(_ document: StatisticsDocument) throws -> String {
    let total = try document.integer("tokens")
    let names = [
      ("trained", "trained_tokens"), ("prompt", "prompt_tokens"), ("template", "template_tokens"),
    ]
    var rows = [["all", Figures.count(total), ""]]
    for (name, key) in names {
      let count = try document.integer(key)
      rows.append(["  " + name, Figures.count(count), Figures.percent(count, of: total)])
    }
    let truncated = try document.integer("truncated_records")
    rows.append([
      "cut off", Figures.count(try document.integer("truncated_tokens")),
      truncated == 0 ? "" : "of \(Figures.count(truncated)) records",
    ])
    // A data set of an earlier version has none of these.
    if let split = try? document.integer("split_records"), split > 0 {
      rows.append([
        "repeated", Figures.count(try document.integer("repeated_tokens")),
        "at the start of \(Figures.count(try document.integer("split_parts"))) parts of "
          + "\(Figures.count(split)) records",
      ])
    }
    if let omitted = try? document.integer("omitted_texts"), omitted > 0 {
      rows.append(["left out", Figures.count(omitted), "texts beside tool calls"])
    }
    return Figures.table(rows)
  }

  private static func rows(_ document: StatisticsDocument) throws -> String {
    let rows = try document.integer("rows")
    let length = try document.integer("row_length")
    let tokens = try document.integer("tokens")
    let padding = try document.integer("padding_tokens")
    let places = tokens + padding
    let shardBytes = try document.integer("shard_bytes")
    var text = Figures.table([
      ["rows", Figures.count(rows), "of \(Figures.count(length)) tokens"],
      [
        "full", Figures.percent(tokens, of: places),
        "\(Figures.count(tokens)) of \(Figures.count(places))",
      ],
      ["padding", Figures.count(padding), "tokens"],
      [
        "shards", Figures.count(try document.integer("shards")),
        Figures.bytes(shardBytes) + ", "
          + Figures.decimal(Double(shardBytes) / Double(max(tokens, 1)), places: 3)
          + " bytes a token",
      ],
    ])
    let splits = try document["splits"].members()
    for (name, split) in splits.prefix(rowLimit) where splits.count > 1 {
      let records = try document.count(split["records"])
      let rows = try document.count(split["rows"])
      text +=
        "  \(VisibleText.name(name)): \(Figures.count(records)) records in \(Figures.count(rows)) rows\n"
    }
    return text + more(splits.count - rowLimit)
  }

  private static func percentiles(_ document: StatisticsDocument) throws -> String {
    let all = try document.counts("length_percentiles")
    guard !all.isEmpty else { return "" }
    let points = all.prefix(rowLimit)
    return Figures.table([points.map(\.name), points.map { Figures.count($0.count) }])
      + more(all.count - rowLimit)
  }

  private static func languages(_ document: StatisticsDocument) throws -> String {
    let matrix = try document["languages"].members()
    var cells: [(pair: String, count: Int)] = []
    for (prompt, row) in matrix {
      for (answer, count) in try row.members() {
        cells.append(("\(prompt) → \(answer)", try document.count(count)))
      }
    }
    return list(cells.map { ($0.pair, $0.count) }, of: try document.integer("records_kept"))
  }

  /// Records read by form, and how many of them were kept and rejected.
  private static func forms(_ document: StatisticsDocument) throws -> String {
    let kept = try document.counts("forms")
    // A data set of an earlier version does not say what was rejected.
    guard let rejected = try? document.counts("rejected_forms") else {
      return list(kept.map { ($0.name, $0.count) }, of: try document.integer("records_kept"))
    }
    let total = try document.integer("records_in")
    // By dictionary: a stranger's report may name a million forms. And by the names' UTF-8: the hash
    // of a string of many combining marks takes time that is quadratic in their number.
    func counts(_ forms: [(name: String, count: Int)]) -> [[UInt8]: Int] {
      Dictionary(forms.map { (Array($0.name.utf8), $0.count) }) { first, _ in first }
    }
    let (keptCounts, rejectedCounts) = (counts(kept), counts(rejected))
    let names = kept.map(\.name) + rejected.map(\.name).filter { keptCounts[Array($0.utf8)] == nil }
    return top(
      names.map { name in
        let keptCount = keptCounts[Array(name.utf8)] ?? 0
        let rejectedCount = rejectedCounts[Array(name.utf8)] ?? 0
        return [
          name, Figures.count(keptCount + rejectedCount),
          Figures.percent(keptCount + rejectedCount, of: total),
          "\(Figures.count(keptCount)) kept", "\(Figures.count(rejectedCount)) rejected",
        ]
      })
  }

  private static func hits(_ document: StatisticsDocument) throws -> String {
    top(try document.counts("special_token_hits").map { [$0.name, Figures.count($0.count)] })
  }

  private static func sources(_ document: StatisticsDocument) throws -> String {
    let total = try document.integer("records_kept")
    var rows: [(count: Int, cells: [String])] = []
    for (name, source) in try document["sources"].members() {
      let records = try document.count(source["records"])
      let tokens = try document.count(source["tokens"])
      rows.append(
        (
          records,
          [
            name.isEmpty ? "(none named)" : name, Figures.count(records),
            Figures.percent(records, of: total), Figures.count(tokens) + " tokens",
          ]
        ))
    }
    let unlisted = try document.optional("other_sources").map { try document.count($0["sources"]) }
    return top(rows.sorted { $0.count > $1.count }.map(\.cells), limit: 12)
      + (unlisted.map { "  and \(Figures.count($0)) that the report only adds up\n" } ?? "")
  }

  /// Counts from the most to the fewest, with their share.
  private static func list(_ counts: [(String, Int)], of total: Int) -> String {
    top(
      counts.sorted { $0.1 > $1.1 }
        .map { [$0.0, Figures.count($0.1), Figures.percent($0.1, of: total)] }, limit: 12)
  }

  /// The most rows of figures by name; no report of this tool has as many reasons, filters or forms.
  private static let rowLimit = 40

  /// The first rows, and how many more there are.
  private static func top(_ rows: [[String]], limit: Int = rowLimit) -> String {
    Figures.table(Array(rows.prefix(limit))) + more(rows.count - limit)
  }

  /// Says that `count` more are not shown, where there are any: `--json` has them all.
  private static func more(_ count: Int) -> String {
    count > 0 ? "  and \(Figures.count(count)) more (see --json)\n" : ""
  }

  private static func run(_ document: StatisticsDocument) throws -> String {
    guard let seconds = try document.logged("seconds") else { return "" }
    let bytes = try document.integer("bytes_in")
    return Figures.table([
      ["time", Figures.duration(seconds: seconds)],
      ["input", Figures.bytes(bytes)],
      ["speed", Figures.bytes(Double(bytes) / max(seconds, 0.001)) + "/s"],
      ["memory", Figures.bytes(try document.logged("peak_rss_bytes") ?? 0)],
    ])
  }
}
