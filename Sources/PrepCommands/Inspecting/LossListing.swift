import ArgumentParser
import ByteIO
import Inspect

/// Which records of a run to show, by their losses.
struct LossOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show records by the losses that a trainer wrote with record_losses.", valueName: "file"),
    completion: .file())
  var losses: String?

  @Option(help: ArgumentHelp("Those with the highest loss at last.", valueName: "n"))
  var highest: Int?

  @Option(help: ArgumentHelp("Those with the lowest: near 0 is suspicious.", valueName: "n"))
  var lowest: Int?

  @Option(help: ArgumentHelp("Those whose loss rose most.", valueName: "n"))
  var rising: Int?

  func validate() throws {
    let counts = [highest, lowest, rising].compactMap { $0 }
    guard counts.isEmpty || losses != nil else {
      throw ValidationError("--highest, --lowest and --rising need --losses FILE")
    }
    guard counts.count <= 1 else {
      throw ValidationError("choose one of --highest, --lowest and --rising")
    }
    guard counts.allSatisfy({ $0 >= 1 }) else {
      throw ValidationError("--highest, --lowest and --rising expect at least 1")
    }
  }

  /// How many records to show.
  var count: Int { highest ?? lowest ?? rising ?? 10 }

  /// By what records are shown first: the greatest.
  func rank(_ history: RecordLosses.History) -> Double {
    if lowest != nil { return -history.last }
    // Of what was no number at first, nobody can say that it rose.
    if rising != nil { return history.first.isFinite ? history.last - history.first : -.infinity }
    return history.last
  }
}

/// The records that a model finds hardest, easiest or ever harder, as a person reads them.
struct LossListing {
  let directory: String
  let rendering: RowRendering

  func show(_ options: LossOptions, in path: String) throws {
    let losses = try RecordLosses(readingFrom: path)
    let records = losses.records(of: directory)
    guard !records.isEmpty else {
      throw Fault.failed("\(path) has no record of the data set \(directory)")
    }
    let ranked = records.map { (options.rank($0.history), $0.place, $0.history) }
      .sorted { left, right in
        if left.0 != right.0 { return left.0 > right.0 }
        let (one, other) = (left.1, right.1)
        return (one.file, one.line, one.tokenStart) < (other.file, other.line, other.tokenStart)
      }
    var lookup = try SourceLookup(DataSetDirectory(directory))
    var output = try StandardOutput()
    try output.write(rendering.legend + "\n")
    for (_, place, history) in ranked.prefix(options.count) {
      let source = "\(place.file):\(place.line)"
      let heading: TerminalText = """
        \(source)  loss \(Self.decimal(history.last)) in update \
        \(Figures.count(history.lastStep))\(Self.course(history))
        """
      try output.write("\n\(rendering.style.heading(heading))\n")
      try output.write(try text(of: source, place.tokenStart, &lookup))
    }
    if records.count > options.count {
      try output.write("\n\(Figures.count(records.count - options.count)) more records\n")
    }
    try output.flush()
  }

  /// Where the loss came from, for what was trained on more than once.
  private static func course(_ history: RecordLosses.History) -> TerminalText {
    history.count == 1
      ? ""
      : ", at first \(decimal(history.first)), trained on \(Figures.count(history.count)) times"
  }

  private static func decimal(_ loss: Double) -> TerminalText {
    loss.isFinite ? "\(Figures.decimal(loss, places: 4))" : "no number"
  }

  /// The record's text, or of one in several parts that part's.
  private func text(
    of source: String, _ tokenStart: UInt32, _ lookup: inout SourceLookup
  ) throws -> TerminalText {
    switch try lookup.fate(of: source, nearest: Suggestion.nearest) {
    case .kept(let segments):
      guard let segment = segments.first(where: { $0.tokenStart == tokenStart }) ?? segments.first
      else { return "" }
      return try rendering.segment(segment.tokens[...], spans: segment.trained)
    case .rejected(let record):
      return try RejectedListing.describe(record, style: rendering.style)
    }
  }
}
