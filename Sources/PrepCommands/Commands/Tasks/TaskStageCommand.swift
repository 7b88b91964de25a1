import ArgumentParser
import ByteIO
import Inspect
import Pipeline

/// `prep task encode`, `prep task mark` and so on: does tasks of one stage.
struct TaskStageCommand<Name: TaskStageName>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Name.stage.rawValue
    return CommandConfiguration(
      commandName: name, abstract: Name.stage.summary,
      usage: "prep task \(name) <run> \(Name.stage.isSingle ? "" : "--index <i> ")[<options>]",
      discussion: """
        Does task I, with --of N also I+N, I+2N and so on. A task that is done is not done again. \
        \(Name.stage.isSingle
          ? "The stage is one task, number 0." : """
          Without --index the number is taken from \(TaskIndex.variables.joined(separator: ", ")).
          """)

        EXAMPLES
          prep task \(name) run\(Name.stage.isSingle ? "" : " --index 0")
        """, endsWith: (Name.stage == .encode ? [] : [.quality]) + [.verification, .interrupted])
  }

  @Argument(
    help: ArgumentHelp("The directory of the run.", valueName: "run"), completion: .directory)
  var directory: String

  @Option(help: ArgumentHelp("The number of the task, from 0.", valueName: "i"))
  var index: Int?

  @Option(
    help: ArgumentHelp("Do every Nth task from there on: for N workers.", valueName: "n"))
  var of: Int?

  @OptionGroup var threads: ThreadsOption
  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  @Flag(help: "Print what was done as JSON.")
  var json = false

  func validate() throws {
    if let index, index < 0 { throw ValidationError("--index expects 0 or more, found \(index)") }
    guard let of else { return }
    guard (1...1_000_000).contains(of) else {
      throw ValidationError("--of expects 1 to 1000000, found \(of)")
    }
    if let index, index >= of {
      throw ValidationError("--index expects less than --of, found \(index) of \(of)")
    }
  }

  func run() throws {
    let first = try Name.stage.isSingle ? index ?? 0 : TaskIndex.number(index)
    let opened = try OpenedTaskRun(directory)
    let (done, already) = try perform(opened.run, from: first)
    if json {
      try StandardOutput.write(
        json: JSONWriter.pages([
          "stage": .string(Name.stage.rawValue), "done": .array(done.map { JSONValue($0) }),
          "done_already": .array(already.map { JSONValue($0) }),
        ]))
    } else {
      try StandardOutput.write(TerminalText(text(done, already)))
    }
    // One of more workers than there are tasks has nothing to judge.
    guard Name.stage == .finish, !(done + already).isEmpty else { return }
    let build = opened.initialisation.build
    let fault = try QualityGates(
      maxRejected: build.maxRejected, maxDropped: build.maxDropped, directory: build.output
    ).fault(try StatisticsDocument(directory: build.output))
    if let fault { throw fault }
  }

  private func perform(
    _ run: TaskRun, from first: Int
  ) throws -> (done: [Int], already: [Int]) {
    let threadCount = threads.count
    let stageName = Name.stage
    let stride = of
    return try ProgressDisplay.show(progress) { (progress) throws(Fault) in
      try run.checkBefore(stageName)
      let count = try run.taskCount(of: stageName) ?? 0
      guard first < count || stride != nil else {
        throw .usage(
          "--index: stage \(stageName.rawValue) has tasks 0 to \(count - 1), found \(first)")
      }
      let wanted = Array(Swift.stride(from: first, to: count, by: stride ?? max(count, 1)))
      var done: [Int] = []
      var already: [Int] = []
      for index in wanted where run.isDone(stageName, index) { already.append(index) }
      // Nothing is loaded for what is done.
      guard already.count < wanted.count else { return (done, already) }
      let stage = try run.stage(
        stageName, threadCount: threadCount, progress: progress, stop: Signals.stop)
      for index in wanted where !already.contains(index) {
        if try stage.perform(index) { done.append(index) } else { already.append(index) }
      }
      return (done, already)
    }
  }

  private func text(_ done: [Int], _ already: [Int]) -> String {
    func list(_ numbers: [Int]) -> String { TaskIndex.list(numbers) }
    let name = Name.stage.rawValue
    guard !(done.isEmpty && already.isEmpty) else { return "\(name): nothing to do\n" }
    return (done.isEmpty ? "" : "\(name) \(list(done)): done\n")
      + (already.isEmpty ? "" : "\(name) \(list(already.sorted())): done already\n")
  }
}

extension TaskStageCommand: InterruptibleCommand {
  var resumes: Bool { true }
}

/// The numbers of tasks as engines give and take them.
enum TaskIndex {
  /// Where engines say which task of an array a process is.
  static let variables = [
    "PREP_TASK_INDEX", "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX",
    "AWS_BATCH_JOB_ARRAY_INDEX", "OMPI_COMM_WORLD_RANK",
  ]

  /// The number that was given, or that of the first variable which is set.
  static func number(_ given: Int?) throws -> Int {
    if let given { return given }
    for variable in variables {
      guard let text = Terminal.variable(variable) else { continue }
      guard let number = Int(text), number >= 0 else {
        throw Fault.usage("\(variable): expected the number of a task, found '\(text)'")
      }
      return number
    }
    throw Fault.usage(
      "no number of a task: give --index, or set \(variables.joined(separator: ", "))")
  }

  /// `0,3,17-19`, as `sbatch --array` takes it.
  static func list(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
