import ByteIO
import Ingest
import Planner
import Records
import Shards
import Tokenizer

/// The figures of a data set, as `report.json` holds them.
///
/// Everything here is counted from receipts, from what the tasks have counted, and from the shards,
/// and what must add up is checked before it is written.
struct Statistics {
  let receipts: [PartReceipt]
  /// What all tasks have counted.
  let tally: Tally
  let shards: [ShardSummary]
  let rowLength: Int
  /// Whether languages were looked at.
  let hasLanguages: Bool
  let vocabulary: Vocabulary

  /// The report.
  ///
  /// - Throws: `Fault.Kind.mismatch` where figures that must agree do not: a fault of the tool,
  ///   never of the input.
  func report() throws(Fault) -> JSONValue {
    let recordsIn = receipts.reduce(0) { $0 + Int($1.counts.records + $1.counts.rejectionCount) }
    let rejected = tally[.rejected]
    let rejectedCount = rejected.reduce(0) { $0 + $1.count }
    let keptCount = tally[.recordsKept]
    try require(recordsIn, equals: keptCount + rejectedCount, "records, kept and rejected")
    try require(
      tally[.rejectedForms].reduce(0) { $0 + $1.count }, equals: rejectedCount,
      "rejected records by form")
    let tokens = shards.reduce(0) { $0 + Int($1.tokenCount) }
    let trained = shards.reduce(0) { $0 + Int($1.trainedTokenCount) }
    let padding = shards.reduce(0) { $0 + Int($1.paddingTokenCount) }
    let rows = shards.reduce(0) { $0 + $1.rowCount }
    let (lost, repeated) = (tally[.lostTokens], tally[.repeatedTokens])
    try require(
      tokens, equals: tally[.keptTokens] - lost + repeated, "tokens of kept records and of rows")
    try require(rows * rowLength, equals: tokens + padding, "tokens and padding of all rows")
    let promptTokens = tokens - trained - tally[.templateTokens]
    // A template that counts as its own what its turns cannot be told by would take more than all.
    try require(min(promptTokens, 0), equals: 0, "prompt tokens, at the least")
    let lengths = (kept: tally.lengths(.kept), tooLong: tally.lengths(.tooLong))
    let shardBytes = shards.reduce(0) { $0 + Int($1.byteCount) }
    let sources = try sources(trained)
    let report: JSONValue = [
      "records_in": JSONValue(recordsIn),
      "records_kept": JSONValue(keptCount),
      "records_rejected": byReason(.rejected),
      "rejected_bytes": byReason(.rejectedBytes),
      "quality_rules": Self.object(tally[.qualityRules]),
      "funnel": funnel(recordsIn),
      "bytes_in": JSONValue(receipts.reduce(0) { $0 + $1.unitByteCount }),
      "tokens": JSONValue(tokens),
      "trained_tokens": JSONValue(trained),
      "prompt_tokens": JSONValue(promptTokens),
      "template_tokens": JSONValue(tally[.templateTokens]),
      "padding_tokens": JSONValue(padding),
      "truncated_tokens": JSONValue(lost),
      "truncated_records": JSONValue(tally[.truncatedRecords]),
      "split_records": JSONValue(tally[.splitRecords]),
      "split_parts": JSONValue(tally[.splitParts]),
      "repeated_tokens": JSONValue(repeated),
      "text_bytes": JSONValue(tally[.textBytes]),
      "text_tokens": JSONValue(tally[.textTokens]),
      "repeated_records": JSONValue(tally[.repeatedRecords]),
      "tool_calls": JSONValue(tally[.toolCalls]),
      "records_with_tools": JSONValue(tally[.recordsWithTools]),
      "omitted_texts": JSONValue(tally[.omittedTexts]),
      "untrained_turns": JSONValue(tally[.untrainedTurns]),
      "thoughts": JSONValue(tally[.thoughts]),
      "empty_thoughts": JSONValue(tally[.emptyThoughts]),
      "unread_fields": .object(
        UnreadField.merged(receipts.map(\.unreadFields)).map {
          .init($0.name, JSONValue($0.count))
        }),
      "unmet_paths": .array(unmetPaths.map { .string($0) }),
      "rows": JSONValue(rows),
      "row_length": JSONValue(rowLength),
      "utilisation": .number(rows == 0 ? 0 : Double(tokens) / Double(rows * rowLength)),
      "segments": JSONValue(shards.reduce(0) { $0 + $1.segmentCount }),
      "shards": JSONValue(shards.count),
      "shard_bytes": JSONValue(shardBytes),
      "splits": splits(),
      "length_percentiles": percentiles(),
      "length_histogram": LengthHistogram(lengths).report,
      "lengths_over": LengthHistogram.longer(lengths),
      "languages": languages(),
      "sources": sources.listed,
      "forms": .object(forms(.forms)),
      "rejected_forms": .object(forms(.rejectedForms)),
      "special_token_hits": .object(
        numbered(.specialTokenHits).map { token, count in
          let name = vocabulary.specialTokenName(of: UInt32(token)) ?? String(token)
          return .init(name, JSONValue(count))
        }),
    ]
    return .object(report.members + (sources.others.map { [.init("other_sources", $0)] } ?? []))
  }

  /// The paths that the build names and that no record of the input has.
  private var unmetPaths: [String] {
    guard let first = receipts.first?.unmetPaths else { return [] }
    return first.filter { path in receipts.allSatisfy { $0.unmetPaths.contains(path) } }
  }

  private func require(_ found: Int, equals expected: Int, _ what: String) throws(Fault) {
    guard found != expected else { return }
    throw Fault(
      .mismatch, "report.json", .file, expected: "\(expected) (\(what))", found: "\(found)")
  }

  /// A table whose names are numbers, ascending by them.
  private func numbered(_ table: Tally.Table) -> [(number: Int, count: Int)] {
    tally[table].compactMap { entry in Int(entry.name).map { ($0, entry.count) } }
      .sorted { $0.0 < $1.0 }
  }

  /// The counts of a table by reason.
  private func counts(_ table: Tally.Table) -> [RejectionReason: Int] {
    var counts: [RejectionReason: Int] = [:]
    for (name, count) in tally[table] {
      if let reason = RejectionReason(rawValue: name) { counts[reason] = count }
    }
    return counts
  }

  private func byReason(_ table: Tally.Table) -> JSONValue {
    let counts = counts(table)
    return .object(
      RejectionReason.allCases.compactMap { reason in
        counts[reason].map { .init(reason.rawValue, JSONValue($0)) }
      })
  }

  private func funnel(_ recordsIn: Int) -> JSONValue {
    Funnel(
      recordCount: recordsIn, rejected: counts(.rejected), tokenCount: tally[.soundTokens],
      rejectedTokens: counts(.rejectedTokens)
    ).report
  }

  private func splits() -> JSONValue {
    .object(
      Plan.Split.allCases.compactMap { split in
        let own = shards.filter { $0.split == split.name }
        guard !own.isEmpty || split == .train else { return nil }
        return .init(
          split.name,
          [
            "records": JSONValue(tally[split == .train ? .trainRecords : .validationRecords]),
            "rows": JSONValue(own.reduce(0) { $0 + $1.rowCount }),
            "tokens": JSONValue(own.reduce(0) { $0 + $1.tokenCount }),
            "trained_tokens": JSONValue(own.reduce(0) { $0 + $1.trainedTokenCount }),
            "padding_tokens": JSONValue(own.reduce(0) { $0 + $1.paddingTokenCount }),
          ])
      })
  }

  /// Tokens per kept record that stand in rows, each once.
  private func percentiles() -> JSONValue {
    let points = [
      ("p1", 1000), ("p5", 5000), ("p25", 25_000), ("p50", 50_000), ("p75", 75_000),
      ("p90", 90_000), ("p95", 95_000), ("p99", 99_000), ("p99.9", 99_900),
    ]
    return .object(
      LengthPercentiles.at(points, of: tally.lengths(.placed)).map {
        .init($0.name, JSONValue($0.length))
      })
  }

  /// Kept records by the language of the prompt, then of the answer; empty without a filter.
  private func languages() -> JSONValue {
    guard hasLanguages else { return [:] }
    var counts: [String: [(name: String, count: Int)]] = [:]
    for (name, count) in tally[.languages] {
      let pair = name.split(separator: "/", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { continue }
      counts[pair[0], default: []].append((pair[1], count))
    }
    return .object(
      counts.keys.sorted().map { prompt in
        .init(prompt, Self.object((counts[prompt] ?? []).sorted { $0.name < $1.name }))
      })
  }

  private static func object(_ counts: [(name: String, count: Int)]) -> JSONValue {
    .object(counts.map { .init($0.name, JSONValue($0.count)) })
  }

  /// - Throws: `Fault.Kind.mismatch` where the sources have other trained tokens than the shards.
  private func sources(_ trainedTokenCount: Int) throws(Fault) -> SourceFigures {
    var table = SourceTable()
    var figures: [SourceFigures.Figures] = []
    for (name, count) in tally[.sourceRecords] {
      _ = table.number(of: name)
      figures.append(SourceFigures.Figures(records: count, tokens: 0, trainedTokens: 0))
    }
    for (name, count) in tally[.sourceTokens] {
      figures[Int(table.number(of: name))].tokens = count
    }
    for (name, count) in tally[.sourceTrainedTokens] {
      figures[Int(table.number(of: name))].trainedTokens = count
    }
    for (name, count) in tally[.firstLabels] {
      figures[Int(table.number(of: name))].trainedTokens -= count
    }
    try require(
      figures.reduce(0) { $0 + $1.trainedTokens }, equals: trainedTokenCount,
      "trained tokens of all shards and of all sources")
    var sources = SourceFigures(table.names)
    for (number, own) in figures.enumerated() { sources.add(own, to: number) }
    return sources
  }

  /// Counts by form, in the order of the list of forms; what has none comes last.
  private func forms(_ table: Tally.Table) -> [JSONValue.Member] {
    let told = numbered(table).map { number, count in
      JSONValue.Member(
        FormList.all.indices.contains(number) ? FormList.all[number].name : "form \(number)",
        JSONValue(count))
    }
    let others = tally[table].filter { $0.name == "none" }
    return told + others.map { .init("unrecognised", JSONValue($0.count)) }
  }
}
