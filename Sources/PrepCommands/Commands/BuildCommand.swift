import ArgumentParser
import ByteIO
import Filters
import Ingest
import Pipeline
import Planner
import Tokenizer

extension ChatTemplate: ExpressibleByArgument {}
extension TrainOn: ExpressibleByArgument {}
extension SpecialTokenPolicy: ExpressibleByArgument {}
extension LanguageOptions.Fields: ExpressibleByArgument {}
extension LanguageOptions.Policy: ExpressibleByArgument {}
extension PlanOptions.Packing: ExpressibleByArgument {}
extension PlanOptions.OverlongPolicy: ExpressibleByArgument {}
extension PlanOptions.Duplicates: ExpressibleByArgument {}

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
      """)

  @Argument(help: "Files, directories (all files below them), or - for standard input.")
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The directory that becomes the data set.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("A YAML file of options; flags win.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("Languages to keep, such as en or en,de, or off.", valueName: "codes|off"))
  var language = "off"

  @Option(
    help: ArgumentHelp(
      "The confidence from which another language drops a record, 0 to 1.", valueName: "0…1"))
  var languageConfidence = LanguageOptions.defaultMinimumConfidence

  @Option(help: ArgumentHelp("The fields that a record can be dropped for.", valueName: "fields"))
  var languageFields = LanguageOptions.Fields.all

  @Option(
    help: ArgumentHelp(
      "Whether an answer may be in another language that the instruction asks for: same (never) or "
        + "translation (default: same).", valueName: "policy"))
  var languagePolicy: LanguageOptions.Policy?

  @Option(
    help: ArgumentHelp(
      "What is asked where scripts and words leave a text open (default: cld2).",
      valueName: "cld2|fasttext:model"))
  var languageEngine: EngineArgument?

  @Option(
    help: ArgumentHelp(
      "Write the texts nearest to the language threshold, kept and dropped, as JSON Lines; "
        + "replaces an earlier report only.", valueName: "file"))
  var languageReport: String?

  @OptionGroup var quality: QualityArguments

  @Option(
    help: ArgumentHelp(
      "Where a field is found, such as response=answer.text; may be given several times.",
      valueName: "field=path"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp("The system prompt of conversations that have none.", valueName: "text"))
  var system: String?

  @Option(
    help: ArgumentHelp(
      "Keep records that meet a condition, such as 'quality_score >= 7 and source != \"x\"'.",
      valueName: "condition"))
  var `where`: String?

  @Option(help: ArgumentHelp("Drop records of fewer tokens, template and all.", valueName: "n"))
  var minTokens: Int?

  @Option(help: ArgumentHelp("Drop records of more tokens, template and all.", valueName: "n"))
  var maxTokens: Int?

  @Option(help: ArgumentHelp("How conversations are rendered.", valueName: "name"))
  var template = ChatTemplates.all[0]

  @Option(help: ArgumentHelp(
      "The date that \(ChatTemplates.namesWithDate) prints as today's.", valueName: "date"))
  var date = ChatTemplate.defaultDate

  @Option(help: ArgumentHelp("What the model is trained to produce.", valueName: "turns"))
  var trainOn = TrainOn.assistant

  @Option(
    help: ArgumentHelp("What text spelled like a special token becomes.", valueName: "policy"))
  var specialTokens = SpecialTokenPolicy.ordinary

  @Option(help: ArgumentHelp("Tokens a row.", valueName: "n"))
  var sequenceLength = 2048

  @Option(help: ArgumentHelp("How records are put into rows.", valueName: "way"))
  var pack = PlanOptions.Packing.bestFit

  @Option(help: ArgumentHelp("What becomes of records longer than a row.", valueName: "policy"))
  var overlong = PlanOptions.OverlongPolicy.drop

  @Option(
    help: ArgumentHelp("Which records count as the same; the first stays.", valueName: "kind"))
  var dedup = PlanOptions.Duplicates.none

  @Option(
    help: ArgumentHelp(
      "Keep at most so many records of a source; may be given several times.",
      valueName: "source=n"))
  var cap: [SourceCap] = []

  @Option(
    help: ArgumentHelp(
      "Records set aside for validation: off, a number or a percentage.", valueName: "off|N|P%"))
  var validation = ValidationShare.off

  @Option(
    help: ArgumentHelp(
      "A validation set of your own, filtered alike; other records that ask what it asks are dropped.",
      valueName: "file"))
  var validationFile: String?

  @Option(help: ArgumentHelp("Put records in seeded order.", valueName: "on|off"))
  var shuffle = Switch.on

  @Option(help: ArgumentHelp("The seed of the order.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Bytes of input a task; borders depend on it, not on threads.", valueName: "bytes"))
  var unitSize = ByteSize(16 << 20)

  @Option(
    help: ArgumentHelp(
      "The longest line that is read; longer ones are rejected.", valueName: "bytes"))
  var maxLine = ByteSize(64 << 20)

  @Option(
    help: ArgumentHelp(
      "How deep objects and arrays may nest, 1 to 4096; deeper records are rejected.",
      valueName: "n"))
  var maxDepth = 1024

  @Option(help: ArgumentHelp("Rows a shard.", valueName: "n"))
  var rowsPerShard = 4096

  @Option(help: ArgumentHelp("The zstd level of the shards, 1 to 19.", valueName: "n"))
  var level = 3

  @Option(help: ArgumentHelp("Threads to work with (default: all cores).", valueName: "n"))
  var threads: Int?

  @OptionGroup var tokenizer: TokenizerOption

  @Flag(help: "Keep the parts under DIR/work, for another plan from the same tokens.")
  var keepParts = false

  @Flag(help: "Replace what another build left in DIR.")
  var overwrite = false

  @Flag(help: "Begin even where the disk plainly cannot hold the result.")
  var noSpaceCheck = false

  @Option(
    help: ArgumentHelp(
      "End with status 3 where more records than this are rejected: off, N or P%.",
      valueName: "off|N|P%"))
  var maxRejected = RejectedLimit.off

  @Flag(help: "Print the statistics as JSON.")
  var json = false

  @Flag(help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    func require(_ isGood: Bool, _ message: String) throws {
      if !isGood { throw ValidationError(message) }
    }
    try require(!inputs.isEmpty, "give at least one input")
    try require(!output.isEmpty, "--output expects a directory")
    try LayoutArguments.check(
      sequenceLength: sequenceLength, rowsPerShard: rowsPerShard, level: level, threads: threads)
    try require(
      maxLine.byteCount < 1 << 31 && unitSize.byteCount <= 1 << 30,
      "--max-line must be below 2GiB and --unit-size at most 1GiB")
    try require(
      ParserOptions.maximumDepths.contains(maxDepth),
      "--max-depth expects 1 to 4096, found \(maxDepth)")
    try require(
      validationFile == nil || validation == .off,
      "--validation-file and --validation are two ways to one split; give one")
    try require(
      validationFile != "-" && validationFile != "", "--validation-file expects a file or directory"
    )
    try require(system?.allSatisfy(\.isWhitespace) != true, "--system expects a text")
    try require(
      language != "off"
        || (languagePolicy == nil && languageEngine == nil && languageReport == nil),
      "--language-policy, --language-engine and --language-report need --language")
    try require(languageReport?.isEmpty != true, "--language-report expects a file")
    try require(!date.isEmpty, "--date expects a date such as '26 Jul 2024'")
  }

  /// The options as the pipeline takes them.
  private func buildOptions() throws -> BuildOptions {
    var options = BuildOptions(
      inputs: inputs, output: output, tokenizerPath: tokenizer.path,
      length: try LengthBounds(minimum: minTokens, maximum: maxTokens))
    if language != "off" {
      options.language = try LanguageOptions(
        wanted: language.split(separator: ",").map(String.init),
        minimumConfidence: languageConfidence, fields: languageFields,
        policy: languagePolicy ?? .same, engine: try languageEngine?.load() ?? .cld2)
      options.languageReport = languageReport
    }
    options.readPaths = [config, languageEngine?.path, quality.rejectPatterns].compactMap { $0 }
    options.quality = try quality.options()
    options.conversation = ConversationOptions(
      template: template, trainOn: trainOn, specialTokens: specialTokens,
      date: try CommandError.text("--date", date))
    options.layout.plan = PlanOptions(
      sequenceLength: sequenceLength, packing: pack, overlong: overlong, duplicates: dedup,
      caps: cap, validation: validation, isShuffled: shuffle == .on, seed: seed)
    let map = try map.map { try CommandError.text("--map", $0) }
    options.map = try CommandError.argument("--map") { () throws(FieldMap.Fault) in
      try FieldMap(map)
    }
    options.system = try system.map { try CommandError.text("--system", $0) }
    if let condition = try `where`.map({ try CommandError.text("--where", $0) }) {
      options.condition = try CommandError.argument("--where") {
        () throws(RecordCondition.Fault) in try RecordCondition(condition)
      }
    }
    options.unitByteCount = unitSize.byteCount
    options.maximumLineByteCount = maxLine.byteCount
    options.maximumDepth = maxDepth
    options.validationInput = validationFile
    options.layout.rowsPerShard = rowsPerShard
    options.layout.level = level
    options.threadCount = threads ?? Threads.processorCount
    options.keepsParts = keepParts
    options.overwrites = overwrite
    options.checksSpace = !noSpaceCheck
    return options
  }

  func run() throws {
    let options = try CommandError.wrap(buildOptions)
    let build = Build(options, tool: PrepCommand.version, tokenizer: try tokenizer.load())
    let outcome = try ProgressDisplay.show(isQuiet: quiet) { (progress) throws(PipelineError) in
      try build.run(progress: progress, stop: Signals.stop)
    }
    let dataSet = try StatisticsDocument(directory: options.output)
    if json {
      try StandardOutput.write(json: dataSet.jsonText())
    } else {
      try StandardOutput.write(StatisticsRendering.summary(dataSet, outcome, output))
    }
    try checkGate(dataSet)
  }

  private func checkGate(_ dataSet: StatisticsDocument) throws {
    let rejected = try dataSet.rejectedCount()
    let total = try dataSet.integer("records_in")
    guard maxRejected.isExceeded(by: rejected, of: total) else { return }
    throw CommandError(
      "\(Figures.count(rejected)) of \(Figures.count(total)) records were rejected "
        + "(\(Figures.percent(rejected, of: total))), more than --max-rejected \(maxRejected) "
        + "allows; see `prep inspect \(output) --rejected all`",
      status: .quality)
  }
}

extension BuildCommand {
  /// What a configuration file may say of an option.
  enum OptionKind {
    case value, list, flag
  }

  /// Every long option that a configuration file may hold, found from the properties themselves
  /// so that none can be forgotten.
  static let optionKinds: [String: OptionKind] = {
    var kinds: [String: OptionKind] = [:]
    let groups: [Any] = [BuildCommand(), QualityArguments()]
    for child in groups.flatMap({ Mirror(reflecting: $0).children }) {
      guard let label = child.label, label.hasPrefix("_") else { continue }
      let name = label.dropFirst().reduce(into: "") { name, letter in
        name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
      }
      guard !["inputs", "config", "quality"].contains(name) else { continue }
      let type = String(describing: type(of: child.value))
      kinds[name] =
        type.hasPrefix("Flag<") ? .flag : type.hasPrefix("Option<Array<") ? .list : .value
    }
    return kinds
  }()
}

extension BuildCommand: InterruptibleCommand {
  var resumes: Bool { true }
}
