import ByteIO
import Pipeline

/// Shows how a build goes: one line that is rewritten on a screen, a plain line now and then
/// elsewhere.
struct ProgressDisplay {
  private let progress: BuildProgress
  private let isScreen: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  /// Milliseconds between looks at the counters.
  private static let refreshMilliseconds = 200
  /// Time between lines where there is no screen.
  private let plainInterval: Duration

  /// - Parameter plainInterval: Where no one watches, a line every ten seconds is enough for a log.
  init(
    _ progress: BuildProgress, isScreen: Bool = Terminal.showsProgress,
    plainInterval: Duration = .seconds(10)
  ) {
    self.progress = progress
    self.isScreen = isScreen
    self.plainInterval = plainInterval
    start = clock.now
  }

  /// Runs `work` on one thread and the display of its progress on another.
  static func show(
    isQuiet: Bool, plainInterval: Duration = .seconds(10),
    _ work: @escaping @Sendable (BuildProgress) throws(Fault) -> Build.Outcome
  ) throws -> Build.Outcome {
    let progress = BuildProgress()
    let finished = Monitor<Bool>(false)
    let outcome = Monitor<Result<Build.Outcome, Fault>>(.failure(.interrupted(resumes: true)))
    Threads.run(2) { index in
      if index == 0 {
        let result: Result<Build.Outcome, Fault>
        do throws(Fault) {
          result = .success(try work(progress))
        } catch {
          result = .failure(error)
        }
        outcome.withLock { $0 = result }
        finished.withLock { $0 = true }
      } else if !isQuiet {
        ProgressDisplay(progress, plainInterval: plainInterval).run(until: finished)
      }
    }
    return try outcome.withLock { $0 }.get()
  }

  /// Shows progress until `finished` says so.
  func run(until finished: Monitor<Bool>) {
    var lastLine = start
    while !finished.withLock({ $0 }) {
      finished.waitForChange(milliseconds: Self.refreshMilliseconds)
      let now = clock.now
      if isScreen {
        let line = line(progress.snapshot, seconds: (now - start).inSeconds)
        Terminal.writeError(.eraseLine + "\(line.prefix(Terminal.columnCount - 1))")
      } else if now - lastLine >= plainInterval {
        lastLine = now
        Terminal.writeError("\(line(progress.snapshot, seconds: (now - start).inSeconds))\n")
      }
    }
    if isScreen { Terminal.writeError(.eraseLine) }
  }

  /// The state as one line: records, speed, time left, rejected.
  func line(_ state: BuildProgress.Snapshot, seconds: Double) -> String {
    switch state.stage {
    case .planning: return "planning \(Figures.count(state.recordCount)) records"
    case .assembling:
      return "assembling: \(Figures.count(state.assembledRowCount)) of "
        + "\(Figures.count(state.totalRowCount)) rows"
    case .publishing, .done: return "writing the report"
    case .reading: break
    }
    let speed = Double(state.byteCount) / max(seconds, 0.001)
    var parts = [
      "reading: \(Figures.count(state.recordCount)) records",
      Figures.bytes(Int(speed)) + "/s",
    ]
    if state.totalByteCount > 0, state.byteCount > 0 {
      let left = Double(max(0, state.totalByteCount - state.byteCount)) / max(speed, 1)
      parts.append(Figures.duration(seconds: left) + " left")
    }
    parts.append("\(Figures.count(state.rejectedCount)) rejected")
    if state.resumedUnitCount > 0 {
      parts.append("\(state.resumedUnitCount) units were done before")
    }
    return parts.joined(separator: " · ")
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
