import ByteIO

/// Shows how long work goes: one line that is rewritten on a screen; elsewhere, and in a log of JSON,
/// a line now and then.
struct ProgressDisplay {
  private let progress: Progress
  private let options: ProgressArguments
  private let resumes: Bool
  private let isScreen: Bool

  /// Milliseconds between looks at the counters.
  private static let refreshMilliseconds = 200

  /// Runs `work` on one thread and the display of its progress on another.
  ///
  /// - Parameter resumes: Whether the same command goes on where an interruption ended this one.
  /// - Throws: What `work` throws, and `Interruption` where it was interrupted.
  static func show<Outcome: Sendable>(
    _ options: ProgressArguments, resumes: Bool = true,
    _ work: @escaping @Sendable (Progress) throws(Fault) -> Outcome
  ) throws -> Outcome {
    let progress = Progress()
    let finished = Monitor<Result<Outcome, Fault>?>(nil)
    Threads.run(2) { index in
      if index == 0 {
        let result: Result<Outcome, Fault>
        do throws(Fault) {
          result = .success(try work(progress))
        } catch {
          result = .failure(error)
        }
        finished.withLock { $0 = result }
      } else {
        ProgressDisplay(
          progress: progress, options: options, resumes: resumes,
          isScreen: Terminal.showsProgress && Log.format == .text
        ).run { milliseconds in
          finished.wait(milliseconds: milliseconds) { $0 == nil ? nil : true } ?? false
        }
      }
    }
    switch finished.withLock({ $0 }) {
    case .success(let outcome)?: return outcome
    case .failure(let fault)? where fault.kind != .interrupted: throw fault
    default: throw Interruption(report: ProgressReport(state: progress.snapshot), resumes: resumes)
    }
  }

  /// Shows progress until `isFinished`, which waits so many milliseconds for that, says so.
  private func run(until isFinished: (_ milliseconds: Int) -> Bool) {
    let clock = ContinuousClock()
    let start = clock.now
    var meter = ProgressMeter()
    var lastLine = ""
    var lastEntry = start
    var lastStage = ProgressStage.starting
    var hasLastWords = false
    while !isFinished(Self.refreshMilliseconds) {
      let now = clock.now
      let report = meter.report(progress.snapshot, at: (now - start).inSeconds)
      if Signals.stop.isStopping, !hasLastWords {
        hasLastWords = true
        Signals.say(Interruption(report: report, resumes: resumes).entry)
      }
      if options.quiet { continue }
      if isScreen {
        let line = report.line(columnCount: Terminal.columnCount - 1)
        if line != lastLine { Terminal.writeError(.eraseLine + "\(line)") }
        lastLine = line
      } else if now - lastEntry >= options.interval || isNews(report.state.stage, after: lastStage)
      {
        Log.write(report.entry)
        lastEntry = now
      }
      lastStage = report.state.stage
    }
    if isScreen, !options.quiet { Terminal.writeError(.eraseLine) }
    // So a log of work that is done before the first line has its counts too.
    if Log.format == .json, !options.quiet {
      Log.write(meter.report(progress.snapshot, at: (clock.now - start).inSeconds).entry)
    }
  }

  /// Whether a program is told at once; a person is told enough by a line now and then.
  private func isNews(_ stage: ProgressStage, after last: ProgressStage) -> Bool {
    Log.format == .json && stage != last
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
