import ByteIO
import Pipeline
import Records

/// The build command that a scan suggests, with a reason for each option.
struct BuildSuggestion {
  /// One option, and what was seen that speaks for it.
  struct Option: Equatable {
    var arguments: [String]
    var reason: String
  }

  let inputs: [String]
  /// Options that the scan was given and the build needs too.
  let given: [String]
  private(set) var options: [Option] = []
  /// What the user should know and no option settles.
  private(set) var remarks: [String] = []

  init(_ result: ScanResult, inputs: [String], given: [String], rendersThoughts: Bool) {
    self.inputs = inputs
    self.given = given
    let tally = result.tally
    if let map = FieldGuess(tally)?.map, !given.contains("--map") { options.append(map) }
    if let option = Self.language(tally) { options.append(option) }
    if let option = Self.length(result) { options.append(option) }
    if result.repeatedRecordCount > 0 {
      let count = result.repeatedRecordCount
      options.append(
        Option(
          arguments: ["--dedup", "exact"],
          reason: "\(Figures.count(count)) \(count == 1 ? "record says" : "records say") what "
            + "another one says"))
    }
    if let option = Self.gate(result) { options.append(option) }
    remark(on: result, rendersThoughts: rendersThoughts)
  }

  /// The command as a shell takes it.
  var command: String {
    let words =
      ["prep", "build"] + inputs + ["--output", "out"] + given + options.flatMap(\.arguments)
    return words.map(ShellText.quoted).joined(separator: " ")
  }

  // MARK: What speaks for an option

  /// The language of most answers, where some are in another.
  private static func language(_ tally: ScanTally) -> Option? {
    let told = tally.languages.filter { $0.key != .undetermined }
    let all = told.values.reduce(0, +)
    let most = told.max { ($0.value, $1.key.description) < ($1.value, $0.key.description) }
    guard let most, 10 * most.value >= 6 * all, most.value < all else { return nil }
    return Option(
      arguments: ["--language", most.key.description],
      reason: "\(Figures.percent(all - most.value, of: tally.soundCount)) of the answers are in "
        + "another language")
  }

  /// Longer rows, where many records do not fit the usual ones.
  private static func length(_ result: ScanResult) -> Option? {
    let total = result.tally.soundCount
    guard 20 * result.count(longerThan: usualLength) > total else { return nil }
    guard let length = longerLength(result) else {
      return Option(
        arguments: ["--overlong", "split"],
        reason: tooLong(result) + ", many of them than any usual row: split makes several "
          + "of a conversation")
    }
    return Option(
      arguments: ["--sequence-length", String(length)],
      reason: tooLong(result) + "; rows of \(Figures.count(length)) hold 99 of 100")
  }

  /// Tokens of a row unless another length is asked for.
  private static let usualLength = 2048

  /// The shortest of the usual rows that hold 99 of 100 records; nil where none does.
  private static func longerLength(_ result: ScanResult) -> Int? {
    LengthHistogram.limits.first { limit in
      limit > usualLength && 100 * result.count(longerThan: limit) <= result.tally.soundCount
    }
  }

  private static func tooLong(_ result: ScanResult) -> String {
    let count = result.count(longerThan: usualLength)
    return "\(Figures.percent(count, of: result.tally.soundCount)) of the records are longer than "
      + "\(Figures.count(usualLength)) tokens"
  }

  /// A gate a little above the damage that is there.
  private static func gate(_ result: ScanResult) -> Option? {
    let damaged = result.damagedCount
    let total = result.tally.recordCount
    guard damaged > 0, 20 * damaged < total else { return nil }
    let limits: [(percent: String, perThousand: Int)] = [("0.1%", 1), ("1%", 10), ("5%", 50)]
    let limit = limits.first { 1000 * 2 * damaged <= $0.perThousand * total } ?? limits[2]
    return Option(
      arguments: ["--max-rejected", limit.percent],
      reason: "\(Figures.percent(damaged, of: total)) of the records are damaged: the build ends "
        + "with status 3 should there be many more")
  }

  private mutating func remark(on result: ScanResult, rendersThoughts: Bool) {
    let tally = result.tally
    let tooLong = result.count(longerThan: Self.usualLength)
    if tooLong > 0, 20 * tooLong <= tally.soundCount {
      let longer = Self.longerLength(result).map { "--sequence-length \($0)" }
      remarks.append(
        Self.tooLong(result) + ", and would be left out: --overlong truncate cuts them"
          + (longer.map { ", \($0) holds 99 of 100" } ?? ", --overlong split makes several of each")
      )
    }
    if tally.recordsWithThoughtsCount > 0, !rendersThoughts {
      remarks.append(
        "\(Figures.count(tally.recordsWithThoughtsCount)) records have thoughts before their "
          + "answers, which are left out: --reasoning keep writes them in <think> tags")
    }
    let scores = tally.unreadFields.filter {
      $0.name.contains("score") || $0.name.contains("rating")
    }
    if let score = scores.max(by: { $0.count < $1.count }) {
      remarks.append(
        "the field \(VisibleText.name(score.name)) may tell good records from bad: "
          + "--where '\(VisibleText.name(score.name)) >= N' keeps those from N on")
    }
    if tally.recordCount > 0, tally.soundCount == 0 {
      remarks.append("no record is sound: a build would keep nothing")
    }
  }
}

extension ScanResult {
  /// Records that something is wrong with.
  var damagedCount: Int {
    tally.rejected.reduce(0) { $0 + ($1.key.isDamage ? $1.value : 0) }
  }
}
