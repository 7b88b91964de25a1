import ByteIO
import Ingest
import Pipeline
import Records
import Tokenizer

/// What a scan found, as values for a person and for a program.
struct ScanReport {
  let result: ScanResult
  let suggestion: BuildSuggestion
  let seed: UInt64
  let vocabulary: Vocabulary

  private var tally: ScanTally { result.tally }

  /// Rejected records in the order of the list of reasons.
  var rejected: [(reason: RejectionReason, count: Int)] {
    RejectionReason.allCases.compactMap { reason in tally.rejected[reason].map { (reason, $0) } }
  }

  /// Sound records by form, in the order of the list of forms.
  var forms: [(name: String, count: Int)] {
    tally.forms.sorted { $0.key.number < $1.key.number }.map {
      (FormList.name(of: $0.key) ?? "form \($0.key.number)", $0.value)
    }
  }

  /// From the most records to the fewest.
  var languages: [(name: String, count: Int)] {
    Self.byCount(tally.languages.map { ($0.key.description, $0.value) })
  }

  /// From the most records to the fewest; those that name none are "".
  var sources: [(name: String, count: Int)] {
    Self.byCount(tally.sources.map { (String(decoding: $0.key, as: UTF8.self), $0.value) })
  }

  var unreadFields: [(name: String, count: Int)] {
    Self.byCount(tally.unreadFields.map { ($0.name, Int($0.count)) })
  }

  var hits: [(name: String, count: Int)] {
    tally.hits.keys.sorted().map { token in
      (vocabulary.specialTokenName(of: token) ?? String(token), tally.hits[token] ?? 0)
    }
  }

  private static func byCount(
    _ counts: [(name: String, count: Int)]
  ) -> [(name: String, count: Int)] {
    counts.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  /// By nearest rank, as in a data set's report.
  var percentiles: [(name: String, length: Int)] {
    LengthPercentiles.at(
      [
        ("p1", 1000), ("p5", 5000), ("p25", 25_000), ("p50", 50_000), ("p75", 75_000),
        ("p95", 95_000), ("p99", 99_000),
      ], of: result.lengths)
  }
}

extension ScanReport {
  var json: JSONValue {
    .object(
      [
        .init("files", JSONValue(result.inputs.count)),
        .init("bytes", JSONValue(result.byteCount)),
        .init("bytes_looked_at", JSONValue(tally.byteCount)),
        .init("whole", .boolean(result.isWhole)), .init("seed", JSONValue(seed)),
        .init("records", JSONValue(tally.recordCount)),
        .init("records_estimate", JSONValue(result.estimate(tally.recordCount))),
        .init("sound", JSONValue(tally.soundCount)),
        .init("damaged", JSONValue(result.damagedCount)),
        .init("rejected", Self.object(rejected.map { ($0.reason.rawValue, $0.count) })),
        .init("evidence", .array(evidence.map { json($0) })),
        .init("forms", Self.object(forms)), .init("unread_fields", Self.object(unreadFields)),
        .init("languages", Self.object(languages)), .init("sources", Self.object(sources)),
        .init("other_sources_records", JSONValue(tally.otherSourcesRecordCount)),
        .init("tokens", JSONValue(tally.tokenCount)),
        .init("tokens_estimate", JSONValue(result.estimate(tally.tokenCount))),
        .init("trained_tokens", JSONValue(tally.trainedTokenCount)),
        .init("text_bytes", JSONValue(tally.textByteCount)),
        .init("text_tokens", JSONValue(tally.textTokenCount)),
        .init("length_percentiles", Self.object(percentiles.map { ($0.name, $0.length) })),
        .init(
          "length_histogram",
          .array(
            result.lengthHistogram.map {
              [
                "from": JSONValue($0.lengths.lowerBound), "to": JSONValue($0.lengths.upperBound),
                "records": JSONValue($0.keptCount),
              ]
            })),
        .init(
          "lengths_over",
          .array(
            LengthHistogram.limits.map {
              ["tokens": JSONValue($0), "records": JSONValue(result.count(longerThan: $0))]
            })),
        .init("repeated_records", JSONValue(result.repeatedRecordCount)),
        .init("tool_calls", JSONValue(tally.toolCallCount)),
        .init("records_with_tools", JSONValue(tally.recordsWithToolsCount)),
        .init("records_with_thoughts", JSONValue(tally.recordsWithThoughtsCount)),
        .init("special_token_hits", Self.object(hits)),
        .init("suggestion", suggestionJSON),
      ])
  }

  /// The records that are shown, in the order of the list of reasons.
  var evidence: [ScanEvidence] {
    RejectionReason.allCases.flatMap { tally.evidence[$0] ?? [] }
  }

  /// Where a record is: the file and its line, or, where lines are not counted, the byte it begins at.
  func place(_ evidence: ScanEvidence) -> String {
    let path = result.inputs[evidence.file].path
    guard let line = evidence.line else {
      return "\(path) at byte \(Figures.count(evidence.byteOffset))"
    }
    return "\(path):\(line)"
  }

  private func json(_ evidence: ScanEvidence) -> JSONValue {
    [
      "reason": .string(evidence.verdict.reason.rawValue),
      "detail": .string(evidence.verdict.detail),
      "file": .string(result.inputs[evidence.file].path),
      "line": evidence.line.map { JSONValue($0) } ?? .null,
      "byte_offset": JSONValue(evidence.byteOffset),
    ]
  }

  private var suggestionJSON: JSONValue {
    [
      "command": .string(suggestion.command),
      "options": .array(
        suggestion.options.map {
          [
            "arguments": .array($0.arguments.map { .string($0) }), "reason": .string($0.reason),
          ]
        }),
      "remarks": .array(suggestion.remarks.map { .string($0) }),
    ]
  }

  private static func object(_ counts: [(name: String, count: Int)]) -> JSONValue {
    .object(counts.map { .init($0.name, JSONValue($0.count)) })
  }
}
