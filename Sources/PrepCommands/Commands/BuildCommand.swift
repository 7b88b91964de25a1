import ArgumentParser
import ByteIO
import Filters
import Inspect
import Pipeline
import Planner

/// `prep build`: the main job.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make a data set: read, filter, tokenize, pack and write shards.",
    discussion: """
      Reads JSON Lines (plain, gzip or zstd, told by their content), renders each record with \
      the chat template, and writes rows of fixed length to DIR/shards. Every record that is \
      not kept stands in DIR/rejected with its place and the reason. After an interruption the \
      same command goes on where it stopped.

      EXAMPLES
        prep build data.jsonl --output out --language en
        prep build a.jsonl.zst more/ --output out --validation 0.5%
        zcat data.jsonl.gz | prep build - --output out --max-rejected 0.1%
      """, endsWith: [.quality, .interrupted])

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below them), or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The directory that becomes the data set.", valueName: "dir"),
    completion: .directory)
  var output: String

  @Option(
    help: ArgumentHelp("A YAML file of options; flags win.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @OptionGroup(title: "Languages") var language: LanguageArguments
  @OptionGroup(title: "Quality") var quality: QualityArguments
  @OptionGroup(title: "Length") var length: LengthArguments
  @OptionGroup(title: "Conversations") var conversation: ConversationArguments
  @OptionGroup(title: "Input") var reading: ReadingArguments
  @OptionGroup(title: "Layout") var layout: LayoutArguments

  @Option(
    help: ArgumentHelp(
      "A validation set of your own, filtered alike; other records that ask what it asks are dropped.",
      valueName: "file"), completion: .file())
  var validationFile: String?

  @OptionGroup var threads: ThreadsOption
  @OptionGroup var tokenizer: TokenizerOption

  @Flag(help: "Keep the parts under DIR/work, for prep repack.")
  var keepParts = false

  @Flag(help: "Replace what another build left in DIR.")
  var overwrite = false

  @Flag(help: "Begin even where the disk plainly cannot hold the result.")
  var noSpaceCheck = false

  @Option(
    help: ArgumentHelp(
      "End with status 3 where more is damaged: N records, or P% of the records or bytes.",
      valueName: "off|N|P%"))
  var maxRejected = RejectedLimit.off

  @Option(
    help: ArgumentHelp(
      "End with status 3 where more is not kept, what is left out on purpose included.",
      valueName: "off|N|P%"))
  var maxDropped = RejectedLimit.off

  @Flag(help: "Print the statistics as JSON.")
  var json = false

  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  func validate() throws {
    func require(_ isGood: Bool, _ message: String) throws {
      if !isGood { throw ValidationError(message) }
    }
    try require(!inputs.isEmpty, "give at least one input")
    try require(!output.isEmpty, "--output expects a directory")
    try require(
      validationFile == nil || (layout.validation ?? .off) == .off,
      "--validation-file and --validation are two ways to one split; give one")
    try require(
      validationFile != "-" && validationFile != "", "--validation-file expects a file or directory"
    )
  }

  /// The options as the pipeline takes them.
  func buildOptions() throws -> BuildOptions {
    var options = BuildOptions(inputs: inputs, output: output, tokenizerPath: tokenizer.path)
    try length.apply(to: &options.filters)
    try language.apply(to: &options.filters)
    try quality.apply(to: &options.filters)
    if let (flag, fault) = options.filters.firstFault {
      throw Fault.usage("\(flag) \(fault)")
    }
    try conversation.apply(to: &options.conversation)
    try reading.apply(to: &options.reading)
    options.layout = layout.changed(options.layout)
    options.languageReport = language.languageReport
    options.readPaths =
      [config, language.languageEngine?.path, quality.rejectPatterns].compactMap { $0 }
    options.validationInput = validationFile
    options.threadCount = threads.count
    options.keepsParts = keepParts
    options.overwrites = overwrite
    options.checksSpace = !noSpaceCheck
    return options
  }

  func run() throws {
    let options = try buildOptions()
    let build = Build(options, tool: PrepCommand.version, tokenizer: try tokenizer.load())
    let outcome = try ProgressDisplay.show(progress) { (progress) throws(Fault) in
      try build.run(progress: progress, stop: Signals.stop)
    }
    let dataSet = try StatisticsDocument(directory: options.output)
    let fault = try QualityGates(
      maxRejected: maxRejected, maxDropped: maxDropped, directory: output
    ).fault(dataSet)
    if json {
      try StandardOutput.write(json: dataSet.jsonText())
    } else {
      let state = fault == nil ? nil : "is written, but does not pass"
      try StandardOutput.write(StatisticsRendering.summary(dataSet, outcome, output, state))
    }
    if let fault { throw fault }
  }
}

extension BuildCommand: InterruptibleCommand {
  var resumes: Bool { true }
}
