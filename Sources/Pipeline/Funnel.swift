import ByteIO
import Planner
import Records

/// How many records, and tokens where they are known, are left after each filter.
///
/// Records are judged in the order of the stages. Those that are dropped before they are tokenized
/// have no tokens that could be counted, so that tokens begin with the stage at which every record
/// has them.
struct Funnel {
  /// A filter, and the reasons for which it drops records.
  private struct Stage {
    let name: String
    let reasons: [RejectionReason]
    var countsTokens = false
  }

  private static let stages = [
    Stage(
      name: "sound",
      reasons: [
        .malformedJSON, .invalidUTF8, .notAnObject, .missingField, .wrongType, .emptyField,
        .duplicateKey, .oversizedLine, .unknownSchema,
      ]),
    Stage(name: "language", reasons: [.language]),
    Stage(name: "quality", reasons: [.quality, .contaminated, .excluded]),
    Stage(name: "template", reasons: [.templateError, .specialTokens, .noTrainedTokens]),
    Stage(name: "length", reasons: [.tooShort, .tooLong], countsTokens: true),
    Stage(name: "duplicates", reasons: [.duplicate, .nearDuplicate], countsTokens: true),
    Stage(name: "cap", reasons: [.cap], countsTokens: true),
  ]

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
    for stage in Self.stages {
      let before = records
      records -= stage.reasons.reduce(0) { $0 + (rejected[$1] ?? 0) }
      tokens -= stage.reasons.reduce(0) { $0 + (rejectedTokens[$1] ?? 0) }
      rows.append(
        Self.row(stage.name, records, of: recordCount, before, stage.countsTokens ? tokens : nil))
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
    let reasons = stages.flatMap(\.reasons)
    return Set(reasons) == Set(RejectionReason.allCases)
      && reasons.count == RejectionReason.allCases.count
  }
}
