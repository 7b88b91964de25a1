import ArgumentParser
import ByteIO
import Inspect
import Pipeline
import Planner
import Shards

/// `prep repack`: another layout of the same records.
struct RepackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repack",
    abstract: "Lay the records of a data set out anew, without reading or tokenizing the text.",
    discussion: """
      DIR must have been built with --keep-parts. What is not given here stays as it was built. \
      The result is what a build with the same options makes.

      EXAMPLES
        prep repack out --output out-4096 --sequence-length 4096
        prep repack out --output other-order --seed 1
      """)

  @Argument(help: "The data set's directory.")
  var directory: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The directory that becomes the new data set.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("Tokens a row.", valueName: "n"))
  var sequenceLength: Int?

  @Option(help: ArgumentHelp("How records are put into rows.", valueName: "way"))
  var pack: PlanOptions.Packing?

  @Option(help: ArgumentHelp("What becomes of records longer than a row.", valueName: "policy"))
  var overlong: PlanOptions.OverlongPolicy?

  @Option(help: ArgumentHelp("Which records count as the same.", valueName: "kind"))
  var dedup: PlanOptions.Duplicates?

  @Option(
    help: ArgumentHelp(
      "Keep at most so many records of a source; replaces all caps of the build.",
      valueName: "source=n"))
  var cap: [SourceCap] = []

  @Option(help: ArgumentHelp("Records set aside for validation.", valueName: "off|N|P%"))
  var validation: ValidationShare?

  @Option(help: ArgumentHelp("Put records in seeded order.", valueName: "on|off"))
  var shuffle: Switch?

  @Option(help: ArgumentHelp("The seed of the order.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Rows a shard.", valueName: "n"))
  var rowsPerShard: Int?

  @Option(help: ArgumentHelp("The zstd level of the shards, 1 to 19.", valueName: "n"))
  var level: Int?

  @Option(help: ArgumentHelp("Threads to work with (default: all cores).", valueName: "n"))
  var threads: Int?

  @OptionGroup var tokenizer: TokenizerOption

  @Flag(help: "Replace what another build left in the output's directory.")
  var overwrite = false

  @Flag(help: "Print the statistics as JSON.")
  var json = false

  @Flag(help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    try LayoutArguments.check(
      sequenceLength: sequenceLength, rowsPerShard: rowsPerShard, level: level, threads: threads)
    guard !output.isEmpty else { throw ValidationError("--output expects a directory") }
  }

  func run() throws {
    let tokenizer = try tokenizer.load()
    let repack = try CommandError.wrap {
      try Repack(
        directory, output: output, tool: PrepCommand.version, tokenizer: tokenizer,
        overwrites: overwrite)
    }
    let layout = changed(repack.layout)
    guard layout.plan.validation == .off || layout.plan.firstValidationInput == nil else {
      throw CommandError.usage(
        "the data set was built with --validation-file; --validation would be a second set")
    }
    let threadCount = threads ?? Threads.processorCount
    let outcome = try ProgressDisplay.show(isQuiet: quiet) { (progress) throws(PipelineError) in
      try repack.run(
        layout, threadCount: threadCount, progress: progress, stop: Signals.stop)
    }
    let dataSet = try StatisticsDocument(directory: output)
    if json {
      try StandardOutput.write(json: dataSet.jsonText())
    } else {
      try StandardOutput.write(StatisticsRendering.summary(dataSet, outcome, output))
    }
  }

  /// `layout` with what was given in its place.
  private func changed(_ layout: LayoutOptions) -> LayoutOptions {
    var changed = layout
    changed.plan.sequenceLength = sequenceLength ?? layout.plan.sequenceLength
    changed.plan.packing = pack ?? layout.plan.packing
    changed.plan.overlong = overlong ?? layout.plan.overlong
    changed.plan.duplicates = dedup ?? layout.plan.duplicates
    if !cap.isEmpty { changed.plan.caps = cap }
    changed.plan.validation = validation ?? layout.plan.validation
    if let shuffle { changed.plan.isShuffled = shuffle == .on }
    changed.plan.seed = seed ?? layout.plan.seed
    changed.rowsPerShard = rowsPerShard ?? layout.rowsPerShard
    changed.level = level ?? layout.level
    return changed
  }
}

extension RepackCommand: InterruptibleCommand {
  var resumes: Bool { true }
}
