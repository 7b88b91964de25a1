import ArgumentParser
import ByteIO
import GPUFeeder

/// `prep feed`: the feeder as a check and as a measurement.
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed",
    abstract: "Feed a data set's batches as a trainer would get them: check order, measure speed.",
    discussion: """
      Takes one batch after the other from the same ring that a trainer uses, for one epoch where \
      --batches is left out, and says how fast they came. The order depends on the data set, the \
      seed, the step and the ranks, and on nothing else.

      Several directories are mixed by --weights.

      EXAMPLES
        prep feed out --batch-size 8 --digest > whole
        prep feed out --batch-size 8 --digest --skip 100 > rest

      The second prints what the first prints from line 101 on.
      """, endsWith: [.interrupted])

  @Argument(
    help: ArgumentHelp("The data set's directory, or several.", valueName: "directory"),
    completion: .directory)
  var directories: [String]

  @OptionGroup var order: FeedOrderOptions
  @OptionGroup var ring: FeedRingOptions

  @Option(
    help: ArgumentHelp("Batches to feed.", default: "to the end of the epoch", valueName: "n"))
  var batches: UInt64?

  @Option(help: ArgumentHelp("The epoch to start in.", valueName: "n"))
  var epoch: UInt64 = 0

  @Option(help: ArgumentHelp("Batches of that epoch to leave out.", valueName: "n"))
  var skip: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Go on from a saved state, in place of --epoch and --skip.", valueName: "file"),
    completion: .file())
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Save the state after the last batch; replaces an earlier state only.", valueName: "file"),
    completion: .file())
  var saveState: String?

  @Option(help: ArgumentHelp("Take a batch every so many milliseconds.", valueName: "ms"))
  var pace: Double?

  @Flag(help: "Print each batch's number and the XXH3-64 of its ids and labels.")
  var digest = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    let limit: UInt64 = 1 << 40
    guard epoch <= limit, skip <= limit, (batches ?? 0) <= limit else {
      throw ValidationError("--epoch, --skip and --batches are at most \(limit)")
    }
    guard (pace ?? 0) >= 0, (pace ?? 0) <= 60_000 else {
      throw ValidationError("--pace expects 0 to 60000 milliseconds")
    }
    guard state == nil || (epoch == 0 && skip == 0) else {
      throw ValidationError("--state says where to start; leave out --epoch and --skip")
    }
  }

  func run() throws {
    var options = try order.options(directories)
    try ring.apply(to: &options)
    if digest { options.columns.formUnion([.inputIDs, .labels]) }
    options.notice = { Log.note("\($0)") }
    let start = FeedStart(epoch: epoch, skip: skip, batches: batches, statePath: state)
    if let saveState { try StateFile.check(saveState, besides: directories) }
    let session = try FeedSession(options, start: start, pace: pace, digest: digest, json: json)
    try session.run(stop: Signals.stop)
    try session.finish(saveState: saveState)
    if Signals.stop.isStopping { throw ExitStatus.interrupted }
  }
}

extension FeedCommand: InterruptibleCommand {
  var resumes: Bool { false }
}
