import ArgumentParser

/// What long work says of itself on standard error.
struct ProgressArguments: ParsableArguments {
  /// The seconds that may lie between lines of progress.
  static let secondsRange = 1...3600

  @Flag(help: "No progress on standard error.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "Seconds between lines of progress where standard error is no screen.", valueName: "n"))
  var progressSeconds = 10

  @Option(
    help: ArgumentHelp(
      "How progress, notes and errors are written: lines of text, or a JSON object a line.",
      valueName: "format"))
  var logFormat = LogFormat.text

  func validate() throws {
    let range = Self.secondsRange
    guard !range.contains(progressSeconds) else { return }
    throw ValidationError(
      "--progress-seconds expects \(range.lowerBound) to \(range.upperBound), found "
        + "\(progressSeconds)")
  }

  /// The time between lines.
  var interval: Duration { .seconds(progressSeconds) }
}
