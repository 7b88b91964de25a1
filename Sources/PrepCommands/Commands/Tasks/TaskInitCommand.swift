import ArgumentParser
import ByteIO
import Ingest
import Pipeline

/// `prep task init`: begins a build in pieces.
struct TaskInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a build in tasks: list the inputs and write what the tasks are told.",
    usage: "prep task init <run> <input> ... --output <dir> [<options of build>]",
    discussion: """
      RUN is a new directory for what the tasks leave to each other; it may be removed once the \
      data set is there. Takes the options of prep build. Lists the inputs and reads nothing of them but the first \
      bytes of large files. Prints the stages with the number of tasks of each, and the \
      number of encode tasks last.

      EXAMPLES
        prep task init run data/ --output out --language en --dedup exact
      """, endsWith: [])

  @Argument(
    help: ArgumentHelp("The directory of the run.", valueName: "run"), completion: .directory)
  var directory: String

  @OptionGroup var build: BuildCommand

  @Option(
    help: ArgumentHelp(
      "Units of input (--unit-size) in one encode task.", valueName: "n"))
  var unitsPerTask = InputTasks.usualUnitsPerTask

  func validate() throws {
    guard (1...1_000_000).contains(unitsPerTask) else {
      throw ValidationError("--units-per-task expects 1 to 1000000, found \(unitsPerTask)")
    }
    guard !build.keepParts else {
      throw ValidationError("--keep-parts: the parts of a run stay in its directory")
    }
    try build.validate()
  }

  func run() throws {
    let options = try build.buildOptions()
    let tokenizer = try build.tokenizer.load()
    let path = try OpenedTaskRun.absolute(directory)
    let arguments = try ConfigurationFile.expand(PrepCommand.arguments())
    let run = try TaskRun.begin(
      path, options, arguments: Array(arguments.dropFirst(2)),
      workingDirectory: try OpenedTaskRun.workingDirectory(), unitsPerTask: unitsPerTask,
      tool: PrepCommand.version, tokenizer: tokenizer)
    let listing = try TaskListing(run)
    if build.json {
      try StandardOutput.write(json: listing.json)
    } else {
      try StandardOutput.write(listing.text + TerminalText("\(listing.encodeTaskCount)\n"))
    }
  }
}
