import ByteIO
import Ingest
import Planner
import Records
import Shards
import Tokenizer

/// The figures of a data set, as `report.json` holds them.
///
/// Everything here is counted from receipts, facts, the plan and the shards, and what must add up
/// is checked before it is written.
struct Statistics {
  let receipts: [PartReceipt]
  let planned: PlanStage.Result
  let shards: [ShardSummary]
  let rejected: [RejectionReason: Int]
  let rejectedBytes: [RejectionReason: UInt64]
  /// Records that quality rules dropped, by the rule's name.
  let qualityRules: [String: Int]
  /// Rejected records by their form; nil for those that were rejected before it was told.
  let rejectedForms: [RecordForm?: Int]
  let rowLength: Int
  /// Whether languages were looked at.
  let hasLanguages: Bool
  let vocabulary: Vocabulary
  /// By which the template's turns are told; nil where it has none.
  let turns: TurnMarks?

  var facts: [RecordFacts] { planned.facts.rows }

  private var kept: [Int] {
    planned.plan.fates.indices.filter { planned.plan.isKept($0) }
  }

  /// The report.
  ///
  /// - Throws: `Fault.Kind.mismatch` where figures that must agree do not: a fault of the tool,
  ///   never of the input.
  func report() throws(Fault) -> JSONValue {
    let kept = self.kept
    let recordsIn = receipts.reduce(0) { $0 + Int($1.counts.records + $1.counts.rejectionCount) }
    let rejectedCount = rejected.values.reduce(0, +)
    try require(recordsIn, equals: kept.count + rejectedCount, "records, kept and rejected")
    try require(
      rejectedForms.values.reduce(0, +), equals: rejectedCount, "rejected records by form")
    let keptTokens = kept.reduce(0) { $0 + Int(facts[$1].tokenCount) }
    let shares = try self.shares(kept)
    let templateTokens = kept.reduce(0) {
      $0 + (shares[$1]?.templateTokenCount ?? Int(facts[$1].templateTokenCount))
    }
    let tokens = shards.reduce(0) { $0 + Int($1.tokenCount) }
    let trained = shards.reduce(0) { $0 + Int($1.trainedTokenCount) }
    let padding = shards.reduce(0) { $0 + Int($1.paddingTokenCount) }
    let rows = shards.reduce(0) { $0 + $1.rowCount }
    let lost = shares.values.reduce(0) { $0 + $1.lostTokenCount }
    let repeated = shares.reduce(0) { sum, share in
      sum + share.value.tokenCount + share.value.lostTokenCount - Int(facts[share.key].tokenCount)
    }
    try require(
      tokens, equals: keptTokens - lost + repeated, "tokens of kept records and of rows")
    try require(rows * rowLength, equals: tokens + padding, "tokens and padding of all rows")
    let promptTokens = tokens - trained - templateTokens
    // A template that counts as its own what its turns cannot be told by would take more than all.
    try require(min(promptTokens, 0), equals: 0, "prompt tokens, at the least")
    let measured = try MeasuredSums(of: planned)
    let lengths = fullLengths(kept)
    let firstLabels = try FirstLabels.counts(of: planned.plan, planned.parts)
    let shardBytes = shards.reduce(0) { $0 + Int($1.byteCount) }
    let sources = sources(kept, shares, firstLabels)
    let report: JSONValue = [
      "records_in": JSONValue(recordsIn),
      "records_kept": JSONValue(kept.count),
      "records_rejected": .object(
        RejectionReason.allCases.compactMap { reason in
          rejected[reason].map { .init(reason.rawValue, JSONValue($0)) }
        }),
      "rejected_bytes": .object(
        RejectionReason.allCases.compactMap { reason in
          rejectedBytes[reason].map { .init(reason.rawValue, JSONValue($0)) }
        }),
      "quality_rules": Self.object(qualityRules),
      "funnel": funnel(recordsIn),
      "bytes_in": JSONValue(receipts.reduce(0) { $0 + $1.unitByteCount }),
      "tokens": JSONValue(tokens),
      "trained_tokens": JSONValue(trained),
      "prompt_tokens": JSONValue(promptTokens),
      "template_tokens": JSONValue(templateTokens),
      "padding_tokens": JSONValue(padding),
      "truncated_tokens": JSONValue(lost),
      "truncated_records": JSONValue(shares.values.filter { $0.lostTokenCount > 0 }.count),
      "split_records": JSONValue(planned.plan.divisions.count),
      "split_parts": JSONValue(planned.plan.divisions.values.reduce(0) { $0 + $1.parts.count }),
      "repeated_tokens": JSONValue(repeated),
      "text_bytes": JSONValue(measured.textByteCount),
      "text_tokens": JSONValue(measured.textTokenCount),
      "repeated_records": JSONValue(repeatedRecordCount(kept)),
      "tool_calls": JSONValue(measured.toolCallCount),
      "records_with_tools": JSONValue(measured.recordsWithToolsCount),
      "omitted_texts": noted(kept, \.omittedTextCount),
      "untrained_turns": noted(kept, \.untrainedTurnCount),
      "thoughts": noted(kept, \.thoughtCount),
      "empty_thoughts": noted(kept, \.emptyThoughtCount),
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
      "length_percentiles": percentiles(kept),
      "length_histogram": LengthHistogram(lengths).report,
      "lengths_over": LengthHistogram.longer(lengths),
      "languages": languages(kept),
      "sources": sources.listed,
      "forms": forms(kept),
      "rejected_forms": rejectedFormCounts,
      "special_token_hits": .object(
        measured.hits.keys.sorted().map { token in
          let name = vocabulary.specialTokenName(of: token) ?? String(token)
          return .init(name, JSONValue(measured.hits[token] ?? 0))
        }),
    ]
    return .object(report.members + (sources.others.map { [.init("other_sources", $0)] } ?? []))
  }

  /// The paths that the build names and that no record of the input has.
  private var unmetPaths: [String] {
    guard let first = receipts.first?.unmetPaths else { return [] }
    return first.filter { path in receipts.allSatisfy { $0.unmetPaths.contains(path) } }
  }

  /// The sum of one of the counts that kept records come with.
  private func noted(_ kept: [Int], _ count: KeyPath<RecordNotes, UInt16>) -> JSONValue {
    JSONValue(kept.reduce(0) { $0 + Int(facts[$1].notes[keyPath: count]) })
  }

  /// What stands in rows of the kept records that are not there whole and once, by record.
  private func shares(_ kept: [Int]) throws(Fault) -> [Int: RowShare] {
    let plan = planned.plan
    var shares: [Int: RowShare] = [:]
    var record = RecordTokens()
    for number in kept
    where facts[number].tokenCount > plan.tokenLimit || plan.divisions[UInt32(number)] != nil {
      try planned.parts.readTokens(ofRecord: number, into: &record)
      shares[number] = RowShare(
        of: record, facts[number], number: number, in: plan, turns: turns)
    }
    return shares
  }

  private func require(_ found: Int, equals expected: Int, _ what: String) throws(Fault) {
    guard found != expected else { return }
    throw Fault(
      .mismatch, "report.json", .file, expected: "\(expected) (\(what))", found: "\(found)")
  }

  private func funnel(_ recordsIn: Int) -> JSONValue {
    var rejectedTokens: [RejectionReason: Int] = [:]
    for (record, fate) in planned.plan.fates.enumerated() {
      guard case .rejected(let reason) = fate else { continue }
      rejectedTokens[reason, default: 0] += Int(facts[record].tokenCount)
    }
    return Funnel(
      recordCount: recordsIn, rejected: rejected,
      tokenCount: facts.reduce(0) { $0 + Int($1.tokenCount) }, rejectedTokens: rejectedTokens
    ).report
  }

  private func splits() -> JSONValue {
    .object(
      Plan.Split.allCases.compactMap { split in
        let own = shards.filter { $0.split == split.name }
        let records = planned.plan.fates.reduce(0) { $0 + ($1 == .kept(split) ? 1 : 0) }
        guard !own.isEmpty || split == .train else { return nil }
        return .init(
          split.name,
          [
            "records": JSONValue(records),
            "rows": JSONValue(own.reduce(0) { $0 + $1.rowCount }),
            "tokens": JSONValue(own.reduce(0) { $0 + $1.tokenCount }),
            "trained_tokens": JSONValue(own.reduce(0) { $0 + $1.trainedTokenCount }),
            "padding_tokens": JSONValue(own.reduce(0) { $0 + $1.paddingTokenCount }),
          ])
      })
  }

  /// Kept records by the language of the prompt, then of the answer; empty without a filter.
  private func languages(_ kept: [Int]) -> JSONValue {
    guard hasLanguages else { return [:] }
    var counts: [String: [String: Int]] = [:]
    for record in kept {
      let fact = facts[record]
      counts[fact.promptLanguage.description, default: [:]][
        fact.responseLanguage.description, default: 0] += 1
    }
    return .object(
      counts.keys.sorted().map { prompt in
        .init(prompt, Self.object(counts[prompt] ?? [:]))
      })
  }

  private static func object(_ counts: [String: Int]) -> JSONValue {
    .object(counts.keys.sorted().map { .init($0, JSONValue(counts[$0] ?? 0)) })
  }

  private func sources(
    _ kept: [Int], _ shares: [Int: RowShare], _ firstLabels: [Int: Int]
  ) -> SourceFigures {
    var sources = SourceFigures(planned.sourceNames)
    for record in kept {
      let fact = facts[record]
      let share = shares[record]
      sources.add(
        SourceFigures.Figures(
          records: 1, tokens: share?.tokenCount ?? Int(fact.tokenCount),
          trainedTokens: (share?.trainedTokenCount ?? Int(fact.trainedTokenCount))
            - (firstLabels[record] ?? 0)),
        to: Int(fact.source))
    }
    return sources
  }

  private func forms(_ kept: [Int]) -> JSONValue {
    var counts: [RecordForm: Int] = [:]
    for record in kept { counts[facts[record].form, default: 0] += 1 }
    return .object(Self.members(counts))
  }

  /// Counts by form, in the order of the list of forms; one that it does not have comes last.
  private static func members(_ counts: [RecordForm: Int]) -> [JSONValue.Member] {
    counts.keys.sorted { $0.number < $1.number }.map { form in
      .init(FormList.name(of: form) ?? "form \(form.number)", JSONValue(counts[form] ?? 0))
    }
  }

  /// Rejected records by form, as far as that was told of them.
  private var rejectedFormCounts: JSONValue {
    var told: [RecordForm: Int] = [:]
    for (form, count) in rejectedForms {
      if let form { told[form] = count }
    }
    let others = rejectedForms[nil].map { [JSONValue.Member("unrecognised", JSONValue($0))] }
    return .object(Self.members(told) + (others ?? []))
  }
}
