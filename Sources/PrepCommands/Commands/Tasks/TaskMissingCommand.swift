import ArgumentParser
import ByteIO
import Pipeline

/// `prep task missing`: which tasks of a stage are to be run again.
struct TaskMissingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "missing",
    abstract: "Print the tasks of a stage that are not done, as sbatch --array takes them.",
    discussion: """
      Tasks without a receipt, and those of which a file is lost; an empty line where all are done.

      EXAMPLES
        prep task missing run encode
        sbatch --array=$(prep task missing run encode) encode.sh
      """, endsWith: [])

  @Argument(
    help: ArgumentHelp("The directory of the run.", valueName: "run"), completion: .directory)
  var directory: String

  @Argument(
    help: ArgumentHelp(
      "One of \(TaskStage.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "stage"))
  var stage: String

  func run() throws {
    guard let stage = TaskStage(rawValue: stage) else {
      throw Fault.usage(
        "expected a stage (\(TaskStage.allCases.map(\.rawValue).joined(separator: ", "))), found "
          + "'\(stage)'")
    }
    let missing = try OpenedTaskRun(directory).run.missing(stage, opensReceipts: true)
    try StandardOutput.write(TerminalText(TaskIndex.list(missing) + "\n"))
  }
}

/// `prep task stages`: how far a run is.
struct TaskStagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "Print the stages of a run, the number of tasks of each, and how many are done.",
    discussion: """
      EXAMPLES
        prep task stages run
      """, endsWith: [])

  @Argument(
    help: ArgumentHelp("The directory of the run.", valueName: "run"), completion: .directory)
  var directory: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let listing = try TaskListing(try OpenedTaskRun(directory).run)
    if json {
      try StandardOutput.write(json: listing.json)
    } else {
      try StandardOutput.write(listing.text)
    }
  }
}
