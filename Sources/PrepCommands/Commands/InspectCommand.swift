import ArgumentParser
import ByteIO
import Ingest
import Inspect
import Pipeline
import Shards
import Tokenizer

/// `prep inspect`: the data itself.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show rows, single records, or what was rejected; or a record of a raw file.",
    discussion: """
      Shows row 0 unless told otherwise.

      --step takes the options of the run's feeder: batch size, seed, shuffle, window, tail, ranks \
      and, with several directories, weights. Batches count from 0 through all epochs; with \
      gradient accumulation an update takes several.

      EXAMPLES
        prep inspect out --random 2               two rows by chance
        prep inspect out --source data.jsonl:17   what became of line 17
        prep inspect out --rejected language      dropped for their language
        prep inspect out --rejected all           all rejected records
        prep inspect out --row 3 --ids            ids and labels, a line a token
        prep inspect out --step 1200 --batch-size 4
                                                  records of batch 1200 of a run
        prep inspect out --losses losses.jsonl --highest 50
                                                  records a model found hardest
        prep inspect data.jsonl --line 17         a record of a raw file
      """, endsWith: [])

  @Argument(
    help: ArgumentHelp(
      "The data set's directory; with --step, several; with --line, a raw file.",
      valueName: "directory"))
  var directories: [String]

  @Option(help: ArgumentHelp("Show this row, from 0.", valueName: "n"))
  var row: Int?

  @Option(help: ArgumentHelp("Show what became of a line of input.", valueName: "file:line"))
  var source: String?

  @Option(
    help: ArgumentHelp("Show the record on this line of a raw file, from 1.", valueName: "n"))
  var line: UInt64?

  @Option(
    help: ArgumentHelp(
      "Show records rejected for this reason, or for all.", valueName: "reason|all"))
  var rejected: String?

  @Option(help: ArgumentHelp("Show so many rows by chance.", valueName: "n"))
  var random: Int?

  @Option(help: ArgumentHelp("Show the rows of this batch of a run, from 0.", valueName: "n"))
  var step: UInt64?

  @Option(help: ArgumentHelp("Show at most so many rejected records.", valueName: "n"))
  var limit = 10

  @Flag(help: "Show ids and labels, a line a token.")
  var ids = false

  @Flag(help: "Print without colours.")
  var noColor = false

  @OptionGroup var tokenizer: TokenizerOption

  @OptionGroup(title: "Losses of a run")
  var losses: LossOptions

  @OptionGroup(title: "The order of a run, for --step")
  var order: FeedOrderOptions

  @OptionGroup(title: "How a raw record is read, for --line")
  var records: RecordArguments

  @OptionGroup(title: "How a raw record is rendered, for --line")
  var conversation: ConversationArguments

  func validate() throws {
    let choices = [
      row != nil, source != nil, rejected != nil, random != nil, step != nil, losses.losses != nil,
      line != nil,
    ]
    guard choices.filter({ $0 }).count <= 1 else {
      throw ValidationError(
        "choose one of --row, --source, --rejected, --random, --step, --losses and --line")
    }
    if line == nil, let option = (records.given + conversation.given).first {
      throw ValidationError("\(option) says how a raw file is read: give --line with it")
    }
    guard line != 0 else { throw ValidationError("--line expects at least 1") }
    guard directories.count == 1 || step != nil else {
      throw ValidationError("several directories are looked into with --step only")
    }
    guard (step == nil) == (order.batchSize == nil) else {
      throw ValidationError("--step and --batch-size go together")
    }
    guard (random ?? 1) >= 1 else { throw ValidationError("--random expects at least 1") }
    guard limit >= 1 else { throw ValidationError("--limit expects at least 1") }
  }

  func run() throws {
    let directory = directories[0]
    let style = Style(isOn: Terminal.usesColor(isForbidden: noColor))
    if let line { return try showRaw(line, style) }
    if let rejected {
      try RejectedListing(directory: directory, style: style).show(reason: rejected, limit: limit)
      return
    }
    let rendering = RowRendering(
      vocabulary: try tokenizer.load(for: directory).vocabulary, style: style, showsIDs: ids)
    if let source {
      try SourceListing(directory: directory, rendering: rendering).show(source)
      return
    }
    if let path = losses.losses {
      try LossListing(directory: directory, rendering: rendering).show(losses, in: path)
      return
    }
    if let step {
      try BatchListing(directories: directories, rendering: rendering)
        .show(step: step, order.options(directories))
      return
    }
    var rows = try DataSetRows(DataSetDirectory(directory))
    var output = try StandardOutput()
    try output.write(rendering.legend + "\n")
    for row in try chosenRows(rows) {
      try output.write("\n" + (try Self.render(row, split: order.split, &rows, rendering)))
    }
    try output.flush()
  }

  private func showRaw(_ line: UInt64, _ style: Style) throws {
    let path = directories[0]
    guard FileSystem.kind(of: path) != .directory else {
      throw Fault.usage(
        "\(path): expected a file of records with --line, found a directory; what became of a line "
          + "of a data set's input is shown by --source FILE:LINE")
    }
    var (reading, conversation) = (ReadingOptions(), ConversationOptions())
    try records.apply(to: &reading)
    try self.conversation.apply(to: &conversation)
    let rendering = RowRendering(
      vocabulary: try tokenizer.load().vocabulary, style: style, showsIDs: ids)
    try RawRecordListing(path: path, rendering: rendering).show(line: line, reading, conversation)
  }

  private func chosenRows(_ rows: borrowing DataSetRows) throws -> [Int] {
    guard let random else { return [row ?? 0] }
    let rowCount = try rows.rowCount(ofSplit: order.split)
    guard rowCount > 0 else {
      throw Fault.failed("the split '\(order.split)' has no rows")
    }
    var generator = SplitMix64(state: order.seed)
    var chosen: [Int] = []
    var isChosen: Set<Int> = []
    while chosen.count < min(random, rowCount) {
      let row = Int.random(in: 0..<rowCount, using: &generator)
      if isChosen.insert(row).inserted { chosen.append(row) }
    }
    return chosen
  }

  /// A row with a heading for each of its segments.
  static func render(
    _ row: Int, split: String, _ rows: inout DataSetRows, _ rendering: RowRendering
  ) throws(Fault) -> TerminalText {
    let row = try rows.row(row, ofSplit: split)
    let heading: TerminalText = """
      \(split) row \(row.number): \(row.segments.count) records, \
      \(Figures.count(row.contentTokenCount)) of \(Figures.count(row.tokens.count)) tokens
      """
    var text = rendering.style.heading(heading) + "\n"
    for (number, segment) in row.segments.enumerated() {
      let heading: TerminalText = """
        [\(number + 1)/\(row.segments.count)] \(segment.path):\(segment.line)  \
        \(Figures.count(segment.range.count)) tokens, \
        \(Figures.count(segment.trainedTokenCount)) trained
        """
      text += "\n\(rendering.style.heading(heading))\n"
      text += try rendering.segment(row.tokens[segment.range], spans: segment.trained)
    }
    if row.paddingTokenCount > 0 {
      let padding = Figures.count(row.paddingTokenCount)
      text += rendering.style.mark("(\(padding) tokens of padding)") + "\n"
    }
    return text
  }
}
