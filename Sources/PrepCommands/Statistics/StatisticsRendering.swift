import Inspect
import Pipeline

/// The statistics as a person reads them: every fraction with its numerator and denominator.
enum StatisticsRendering {
  /// What `prep build` and `prep repack` end with.
  static func summary(
    _ document: StatisticsDocument, _ outcome: Build.Outcome, _ directory: String,
    _ state: String? = nil
  ) throws -> TerminalText {
    let done = outcome == .upToDate ? "is there already, made of the same input" : "is done"
    let state = state ?? done
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
    text += try lost(document) + notTrained(document) + unread(document)
    if let seconds = try document.logged("seconds") {
      let bytes = Double(try document.integer("bytes_in"))
      text +=
        "  \(Figures.duration(seconds: seconds)), "
        + "\(Figures.bytes(bytes / max(seconds, 0.001)))/s, "
        + "\(Figures.bytes(try document.logged("peak_rss_bytes") ?? 0)) of memory\n"
    }
    return text
  }

  /// The whole report, and the figures of an epoch where they are asked for.
  static func full(
    _ document: StatisticsDocument, _ epoch: EpochFigures? = nil, style: Style
  ) throws -> TerminalText {
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
    section("An epoch of training", epoch?.text ?? "")
    section("Tokens per kept record", try percentiles(document))
    section("Tokens per record, before --overlong", try lengthHistogram(document))
    section("Records by the usual lengths of rows", try lengthsOver(document))
    section("Languages of kept records (prompt → answer)", try languages(document))
    section("Sources of kept records", try sources(document))
    section("Forms of records", try forms(document))
    section("Special tokens spelled out in kept records", try hits(document))
    section("Tools", try tools(document))
    section("Not rendered or not trained", try notTrained(document))
    section("Fields that nothing reads", try unreadFields(document))
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
    return top(rows) + (try repeated(document))
  }

  /// Records, in percent of the input and of the filter before, and tokens.
  private static func funnel(_ document: StatisticsDocument) throws -> String {
    let total = try document.integer("records_in")
    var before = total
    var rows: [[String]] = []
    for stage in try document.funnel() {
      rows.append([
        stage.filter, Figures.count(stage.records), Figures.percent(stage.records, of: total),
        Figures.percent(stage.records, of: before),
        stage.tokens.map { Figures.count($0) + " tokens" } ?? "",
      ])
      before = stage.records
    }
    return top(rows)
  }

  private static func qualityRules(_ document: StatisticsDocument) throws -> String {
    list(
      document.qualityRules().map { ($0.name, $0.count) },
      of: try document.integer("records_in"))
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
    if let ratio = try document.bytesPerToken() {
      rows.append(["bytes a token", Figures.decimal(ratio, places: 3), "of text, UTF-8"])
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
    var text = Figures.table(
      [
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
      ], notes: 2)
    let splits = try document.splits(first: rowLimit)
    for split in splits.shown {
      text += "  \(VisibleText.name(split.name)): \(Figures.count(split.records)) records "
      text += "in \(Figures.count(split.rows)) rows\n"
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
    list(
      try document.languagePairs().map { ("\($0.prompt) → \($0.answer)", $0.count) },
      of: try document.integer("records_kept"))
  }

  /// Records read by form, and how many of them were kept and rejected.
  private static func forms(_ document: StatisticsDocument) throws -> String {
    let forms = try document.forms()
    guard forms.allSatisfy({ $0.rejected != nil }) else {
      return list(forms.map { ($0.name, $0.kept) }, of: try document.integer("records_kept"))
    }
    let total = try document.integer("records_in")
    return top(
      forms.map { form in
        let rejected = form.rejected ?? 0
        return [
          form.name, Figures.count(form.kept + rejected),
          Figures.percent(form.kept + rejected, of: total),
          "\(Figures.count(form.kept)) kept", "\(Figures.count(rejected)) rejected",
        ]
      })
  }

  private static func hits(_ document: StatisticsDocument) throws -> String {
    top(try document.counts("special_token_hits").map { [$0.name, Figures.count($0.count)] })
  }

  private static func sources(_ document: StatisticsDocument) throws -> String {
    let total = try document.integer("records_kept")
    let rows = try document.sources().map { source in
      [
        source.name.isEmpty ? "(none named)" : source.name, Figures.count(source.records),
        Figures.percent(source.records, of: total), Figures.count(source.tokens) + " tokens",
      ]
    }
    let unlisted = try document.unlistedSourceCount()
    return top(rows, limit: 12)
      + (unlisted.map { "  and \(Figures.count($0)) that the report only adds up\n" } ?? "")
  }

  /// Counts with their share.
  private static func list(_ counts: [(String, Int)], of total: Int) -> String {
    top(
      counts.map { [$0.0, Figures.count($0.1), Figures.percent($0.1, of: total)] }, limit: 12)
  }

  /// The most rows of figures by name; no report of this tool has as many reasons, filters or forms.
  private static let rowLimit = 40

  /// The first rows, and how many more there are.
  static func top(_ rows: [[String]], limit: Int = rowLimit) -> String {
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
