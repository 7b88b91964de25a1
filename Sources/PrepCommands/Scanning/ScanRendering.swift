import Ingest
import Pipeline
import Records

/// What a scan found, as a person reads it on 80 columns.
struct ScanRendering {
  let report: ScanReport
  let style: Style

  private var result: ScanResult { report.result }
  private var tally: ScanTally { report.result.tally }

  /// Names of one kind that are shown.
  private static let nameLimit = 10

  func text() -> TerminalText {
    var text = TerminalText(heading)
    func section(_ title: String, _ body: String) {
      guard !body.isEmpty else { return }
      text += "\n" + style.heading(TerminalText(title)) + "\n" + TerminalText(body)
    }
    section("Records", records)
    let damage = evidence
    if !damage.isEmpty { text += "\n" + style.heading("What would be rejected") + "\n" + damage }
    section("Forms of sound records", list(report.forms, of: tally.soundCount))
    section("Fields that nothing reads", list(report.unreadFields, of: nil))
    section("Languages of answers", list(report.languages, of: tally.soundCount))
    section("Sources", list(sources, of: tally.soundCount))
    section("Tokens", tokens)
    section("Tokens per record", lengths)
    section("Records by the usual lengths of rows", lengthsOver)
    section("Special tokens spelled out", list(report.hits, of: nil))
    section("Also", others)
    text += "\n" + style.heading("A build for this") + "\n" + suggestion
    return text
  }

  private var heading: String {
    let files = result.inputs.count
    let all =
      (files == 1 ? "1 file" : "\(Figures.count(files)) files")
      + ", \(Figures.bytes(result.byteCount))"
    guard !result.isWhole else { return "\(all); every record was looked at\n" }
    return "\(all); a sample of \(Figures.bytes(tally.byteCount)) "
      + "(\(Figures.percent(tally.byteCount, of: result.byteCount))) from all over was looked at\n"
      + "(--seed \(report.seed); --all looks at every record)\n"
  }

  private var records: String {
    let total = tally.recordCount
    var rows = [
      ["looked at", Figures.count(total), ""],
      ["sound", Figures.count(tally.soundCount), Figures.percent(tally.soundCount, of: total)],
    ]
    for (reason, count) in report.rejected {
      rows.append([reason.rawValue, Figures.count(count), Figures.percent(count, of: total)])
    }
    var text = Figures.table(rows)
    if !result.isWhole {
      text += "  about \(Figures.count(result.estimate(total))) in all\n"
    }
    return text
  }

  /// The first records of each reason: where, why, and what they say.
  private var evidence: TerminalText {
    var text: TerminalText = ""
    for evidence in report.evidence {
      let verdict = evidence.verdict
      text += "  \(report.place(evidence))  \(verdict.reason.rawValue)\n"
      text += "    \(verdict.detail.shortened())\n"
      let raw = String(decoding: evidence.raw.prefix(300), as: UTF8.self)
      let line = VisibleText.line(raw)
      text += style.mark("    \(line.count > 72 ? line.prefix(71) + "…" : line[...])") + "\n"
    }
    return text
  }

  private var sources: [(name: String, count: Int)] {
    // Where no record names a source, there is nothing to say.
    report.sources.count == 1 && report.sources[0].name.isEmpty
      ? [] : report.sources.map { ($0.name.isEmpty ? "(none named)" : $0.name, $0.count) }
  }

  private func list(_ counts: [(name: String, count: Int)], of total: Int?) -> String {
    let rows = counts.prefix(Self.nameLimit).map { name, count in
      [name, Figures.count(count), total.map { Figures.percent(count, of: $0) } ?? ""]
    }
    let more = counts.count - rows.count
    return Figures.table(Array(rows))
      + (more > 0 ? "  and \(Figures.count(more)) more (see --json)\n" : "")
  }

  private var tokens: String {
    guard tally.soundCount > 0 else { return "" }
    var rows = [
      ["of sound records", Figures.count(tally.tokenCount), ""],
      [
        "  trained", Figures.count(tally.trainedTokenCount),
        Figures.percent(tally.trainedTokenCount, of: tally.tokenCount),
      ],
    ]
    if tally.textTokenCount > 0 {
      rows.append([
        "bytes a token",
        Figures.decimal(
          Double(tally.textByteCount) / Double(tally.textTokenCount), places: 3), "",
      ])
    }
    if !result.isWhole {
      rows.append(["in all, about", Figures.count(result.estimate(tally.tokenCount)), ""])
    }
    return Figures.table(rows)
  }

  private var lengths: String {
    let points = report.percentiles
    guard !points.isEmpty else { return "" }
    let bins = result.lengthHistogram.map {
      LengthTables.Bin(lengths: $0.lengths, count: $0.keptCount)
    }
    return LengthTables.histogram(bins) + "\n"
      + Figures.table([points.map(\.name), points.map { Figures.count($0.length) }])
  }

  private var lengthsOver: String {
    guard tally.soundCount > 0 else { return "" }
    return Figures.table(
      LengthTables.longer(
        LengthHistogram.limits.map { ($0, result.count(longerThan: $0)) }, of: tally.soundCount))
  }

  private var others: String {
    var rows: [[String]] = []
    func add(_ name: String, _ count: Int) {
      if count > 0 { rows.append([name, Figures.count(count)]) }
    }
    add(
      "records that say what another says" + (result.isWhole ? "" : ", in the sample"),
      result.repeatedRecordCount)
    add("tool calls", tally.toolCallCount)
    add("records that define tools", tally.recordsWithToolsCount)
    add("records with thoughts", tally.recordsWithThoughtsCount)
    return Figures.table(rows)
  }

  private var suggestion: TerminalText {
    var text: TerminalText = "  \(report.suggestion.command)\n"
    for option in report.suggestion.options {
      text += "\n  \(option.arguments.joined(separator: " "))\n"
      text += Self.wrapped(option.reason, indent: "    ")
    }
    for remark in report.suggestion.remarks {
      text += "\n" + Self.wrapped(remark, indent: "  ")
    }
    return text
  }

  /// Words on lines of a screen's width.
  private static func wrapped(_ text: String, indent: String) -> TerminalText {
    TerminalText(WrappedText.lines(text, after: indent).joined(separator: "\n") + "\n")
  }
}
