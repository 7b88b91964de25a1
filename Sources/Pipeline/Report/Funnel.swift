import ByteIO
import Filters
import Planner
import Records

/// How many records, and tokens where they are known, are left after each filter.
///
/// The stages stand in the order in which records are judged: a record that fails several is dropped
/// by the first (a test has one for every two stages). `RecordParser` judges the JSON, then the
/// condition, then the form; `UnitEncoder` languages, quality, what the template needs, and length;
/// `Planner` rows' length and what needs the whole corpus. Those that are dropped before they are
/// tokenized have no tokens that could be counted, so that tokens begin with the stage at which every
/// record has them.
struct Funnel {
  /// Of these only some records are tokenized, so that no tokens can be counted.
  private static let stagesBeforeTokens: [FilterStage] =
    [
      FilterStage("json", [.oversizedLine, .malformedJSON, .invalidUTF8, .notAnObject]),
      FilterStage("where", [.excluded]),
      FilterStage(
        "sound", [.unknownSchema, .missingField, .wrongType, .emptyField, .duplicateKey]),
    ] + merged(FilterList.recordFilters.map { $0.stage })
    + [FilterStage("template", [.templateError, .specialTokens, .noTrainedTokens])]

  private static let stagesWithTokens: [FilterStage] =
    merged(FilterList.tokenFilters.map { $0.stage } + CorpusFilterList.filters.map { $0.stage })

  /// Filters that stand together and share a stage are counted as one.
  private static func merged(_ stages: [FilterStage]) -> [FilterStage] {
    stages.reduce(into: []) { merged, stage in
      if merged.last != stage { merged.append(stage) }
    }
  }

  /// Records read.
  let recordCount: Int
  /// Records dropped, by reason.
  let rejected: [RejectionReason: Int]
  /// Tokens of the records that the plan saw.
  let tokenCount: Int
  /// Tokens of those among them that the plan dropped, by reason.
  let rejectedTokens: [RejectionReason: Int]

  /// One object a stage: its name and what is left after it.
  ///
  /// The latter also in percent of the input and of what the stage before left. `tokens` is null
  /// where not every record has been tokenized.
  var report: JSONValue {
    var records = recordCount
    var tokens = tokenCount
    var rows: [JSONValue] = [Self.row("read", recordCount, of: recordCount, recordCount, nil)]
    for (index, stage) in (Self.stagesBeforeTokens + Self.stagesWithTokens).enumerated() {
      let countsTokens = index >= Self.stagesBeforeTokens.count
      let before = records
      records -= stage.reasons.reduce(0) { $0 + (rejected[$1] ?? 0) }
      tokens -= stage.reasons.reduce(0) { $0 + (rejectedTokens[$1] ?? 0) }
      rows.append(
        Self.row(stage.name, records, of: recordCount, before, countsTokens ? tokens : nil))
    }
    return .array(rows)
  }

  private static func row(
    _ name: String, _ records: Int, of input: Int, _ before: Int, _ tokens: Int?
  ) -> JSONValue {
    [
      "after": .string(name),
      "records": JSONValue(records),
      "percent_of_input": .number(percent(records, of: input)),
      "percent_of_previous": .number(percent(records, of: before)),
      "tokens": tokens.map { JSONValue($0) } ?? .null,
    ]
  }

  /// With two decimals.
  private static func percent(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : (10_000 * Double(part) / Double(whole)).rounded() / 100
  }

  /// Whether a stage stands for every reason, each once.
  static var coversEveryReason: Bool {
    let reasons = (stagesBeforeTokens + stagesWithTokens).flatMap(\.reasons)
    return Set(reasons) == Set(RejectionReason.allCases)
      && reasons.count == RejectionReason.allCases.count
  }
}
