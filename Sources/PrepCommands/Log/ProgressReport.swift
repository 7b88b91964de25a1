import ByteIO

/// How long work goes, at one moment.
struct ProgressReport {
  let state: Progress.Snapshot
  /// In the stage's unit; nil where it is not known yet.
  var amountPerSecond: Double?
  /// The same of the text that is read: more than what is stored, where that is compressed.
  var textBytesPerSecond: Double?
  /// Nil where the whole is not known, or the rate.
  var secondsLeft: Double?

  init(state: Progress.Snapshot) { self.state = state }

  /// A piece of the line.
  private struct Piece {
    /// What is left out first where there is no room.
    enum Rank: Int {
      case first, second, third, never
    }

    let text: String
    let leftOut: Rank
    /// Where there is little room.
    var shortText: String?
  }

  /// The state on one line, of at most `columnCount` characters where that can be.
  func line(columnCount: Int = .max) -> String {
    var pieces = self.pieces
    func joined() -> String { pieces.map(\.text).joined(separator: " · ") }
    for rank in [Piece.Rank.first, .second, .third] where joined().count > columnCount {
      pieces.removeAll { $0.leftOut == rank }
    }
    guard joined().count > columnCount else { return joined() }
    repeat {
      let line = pieces.map { $0.shortText ?? $0.text }.joined(separator: "  ")
      if line.count <= columnCount { return line }
      pieces.removeLast()
    } while !pieces.isEmpty
    return String(state.stage.name.prefix(columnCount))
  }

  /// The pieces of the line, in their order.
  private var pieces: [Piece] {
    let share = state.share.map { " \(Int($0 * 100)) %" } ?? ""
    var pieces = [Piece(text: state.stage.name + share, leftOut: .never)]
    if state.recordCount > 0, state.stage.unit != .rows {
      pieces.append(Piece(text: Self.counted(state.recordCount, "record"), leftOut: .third))
    }
    if let rate { pieces.append(Piece(text: rate, leftOut: .second)) }
    if let secondsLeft {
      pieces.append(Piece(text: Self.clock(secondsLeft) + " left", leftOut: .never))
    }
    if state.recordCount > 0 {
      pieces.append(
        Piece(
          text: Figures.count(state.rejectedCount) + " rejected", leftOut: .never,
          shortText: Figures.shortCount(state.rejectedCount) + " rejected"))
    }
    if state.resumedUnitCount > 0 {
      let count = Self.counted(state.resumedUnitCount, "unit")
      pieces.append(Piece(text: count + " done before", leftOut: .first))
    }
    return pieces
  }

  private var rate: String? {
    guard let amountPerSecond, let unit = state.stage.unit else { return nil }
    if let textBytesPerSecond, textBytesPerSecond > 0 {
      return Figures.bytes(textBytesPerSecond) + "/s"
    }
    return switch unit {
    case .bytes: Figures.bytes(amountPerSecond) + "/s"
    case .records, .rows: Figures.count(Int(amountPerSecond)) + " \(unit.rawValue)/s"
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    Figures.count(count) + " " + noun + (count == 1 ? "" : "s")
  }

  /// `0:07`, `3:20`, `1:05:00`: nearly as wide from one moment to the next.
  static func clock(_ seconds: Double) -> String {
    // A stage that has hardly begun may be thought to take any time.
    let whole = Int(min(seconds, 1e9).rounded(.up))
    func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let minutes = whole / 60
    let tail = ":" + twoDigits(whole % 60)
    return minutes < 60 ? "\(minutes)" + tail : "\(minutes / 60):" + twoDigits(minutes % 60) + tail
  }

  /// The same for the log.
  var entry: LogEntry {
    LogEntry(.progress, "\(line())", members: members)
  }

  /// What programs read: stage, counts, rate and time left.
  var members: [JSONValue.Member] {
    func number(_ value: Double?) -> JSONValue {
      // Three digits behind the point say all that such an estimate knows.
      value.map { .number(($0 * 1000).rounded() / 1000) } ?? .null
    }
    return [
      .init("stage", .string(state.stage.name)),
      .init("unit", state.stage.unit.map { .string($0.rawValue) } ?? .null),
      .init("done", JSONValue(state.amount)),
      .init("total", state.totalAmount.map { JSONValue($0) } ?? .null),
      .init("per_second", number(amountPerSecond)),
      .init("seconds_left", number(secondsLeft)),
      .init("text_bytes", JSONValue(state.textByteCount)),
      .init("records", JSONValue(state.recordCount)),
      .init("rejected", JSONValue(state.rejectedCount)),
    ]
  }
}
