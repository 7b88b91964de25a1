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
      The data set must have been built with --keep-parts. What is not given here stays as it \
      was built: the defaults below are those of a build. The result is what a build with the \
      same options makes. After an interruption the same command goes on where it stopped.

      EXAMPLES
        prep repack out --output out-4096 --sequence-length 4096
        prep repack out --output other-order --seed 1
      """, endsWith: [.quality, .interrupted])

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The directory that becomes the new data set.", valueName: "dir"),
    completion: .directory)
  var output: String

  @OptionGroup(title: "Layout") var layout: LayoutArguments
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var tokenizer: TokenizerOption

  @Flag(help: "Replace what another build left in the output's directory.")
  var overwrite = false

  @Flag(help: "Print the statistics as JSON.")
  var json = false

  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output expects a directory") }
  }

  func run() throws {
    let tokenizer = try tokenizer.load()
    let repack = try Repack(
      directory, output: output, tool: PrepCommand.version, tokenizer: tokenizer,
      overwrites: overwrite)
    let layout = layout.changed(repack.layout)
    guard layout.plan.validation == .off || layout.plan.firstValidationInput == nil else {
      throw Fault.usage(
        "the data set was built with --validation-file; --validation would be a second set")
    }
    let outcome = try ProgressDisplay.show(progress) { (progress) throws(Fault) in
      try repack.run(
        layout, threadCount: threads.count, progress: progress, stop: Signals.stop)
    }
    let dataSet = try StatisticsDocument(directory: output)
    if json {
      try StandardOutput.write(json: dataSet.jsonText())
    } else {
      try StandardOutput.write(StatisticsRendering.summary(dataSet, outcome, output))
    }
  }
}

extension RepackCommand: InterruptibleCommand {
  var resumes: Bool { true }
}
