import ArgumentParser
import ByteIO
import Pipeline
import Tokenizer

/// `prep scan`: what a build would find.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Look at an input before a build: forms, damage, lengths, languages, repeats.",
    discussion: """
      Reads a sample from all over the input, or all of it, as a build would, and writes nothing. \
      Ends with the build command that it suggests, and why.

      EXAMPLES
        prep scan data.jsonl
        prep scan more/ a.jsonl.zst --all
        prep scan data.jsonl --map response=answer.text
        prep scan data.jsonl --json
      """, endsWith: [.interrupted])

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below them), or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Flag(help: "Look at every record.")
  var all = false

  @Option(
    help: ArgumentHelp("About how much of the input is looked at.", valueName: "bytes"))
  var sample = ByteSize(64 << 20)

  @Option(help: ArgumentHelp("The seed by which the sample is chosen.", valueName: "n"))
  var seed: UInt64 = 0

  @OptionGroup(title: "Input") var records: RecordArguments

  @OptionGroup(title: "Conversations") var conversation: ConversationArguments

  @OptionGroup var threads: ThreadsOption
  @OptionGroup var tokenizer: TokenizerOption

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print without colours.")
  var noColor = false

  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  func validate() throws {
    guard !inputs.isEmpty else { throw ValidationError("give at least one input") }
  }

  func run() throws {
    var options = ScanOptions(inputs: inputs)
    try records.apply(to: &options.reading)
    try conversation.apply(to: &options.conversation)
    options.sampleByteCount = all ? nil : sample.byteCount
    options.seed = seed
    options.threadCount = threads.count
    let tokenizer = try tokenizer.load()
    let scan = Scan(options, vocabulary: tokenizer.vocabulary)
    let result = try ProgressDisplay.show(progress, resumes: false) { (progress) throws(Fault) in
      try scan.run(progress: progress, stop: Signals.stop)
    }
    let suggestion = BuildSuggestion(
      result, inputs: inputs, given: records.given + conversation.given,
      rendersThoughts: options.conversation.reasoning == .keep)
    let report = ScanReport(
      result: result, suggestion: suggestion, seed: seed, vocabulary: tokenizer.vocabulary)
    if json { return try StandardOutput.write(json: JSONWriter.pages(report.json)) }
    let style = Style(isOn: Terminal.usesColor(isForbidden: noColor))
    try StandardOutput.write(ScanRendering(report: report, style: style).text())
  }
}

extension ScanCommand: InterruptibleCommand {
  var resumes: Bool { false }
}
