import ByteIO

/// Tells how fast a stage goes, and so how long it still takes.
///
/// By its last seconds alone: what an earlier run has done is counted in a moment, and must not make
/// the rest look as fast.
struct ProgressMeter {
  /// Seconds that the rate is taken over.
  private static let windowSeconds = 15.0
  /// Seconds without a change after which work is thought to have become slower.
  ///
  /// Counters change at the ends of units of input alone.
  private static let pauseSeconds = 5.0

  private var stage = ProgressStage.starting
  /// What was done when: the first is the last one before the window, or the stage's start.
  private var samples: [Sample] = []

  private struct Sample {
    var seconds: Double
    var amount: Int
    var textByteCount: Int
  }

  /// What is known of `state`, `seconds` after the start.
  mutating func report(_ state: Progress.Snapshot, at seconds: Double) -> ProgressReport {
    if state.stage != stage {
      stage = state.stage
      samples.removeAll()
    }
    if samples.last?.amount != state.amount {
      samples.append(
        Sample(seconds: seconds, amount: state.amount, textByteCount: state.textByteCount))
    }
    while samples.count > 2, samples[1].seconds < seconds - Self.windowSeconds {
      samples.removeFirst()
    }
    var report = ProgressReport(state: state)
    guard let first = samples.first, let last = samples.last else { return report }
    let end = max(last.seconds, seconds - Self.pauseSeconds)
    guard last.amount > first.amount, end > first.seconds else { return report }
    let perSecond = Double(last.amount - first.amount) / (end - first.seconds)
    report.amountPerSecond = perSecond
    report.textBytesPerSecond =
      Double(last.textByteCount - first.textByteCount) / (end - first.seconds)
    report.secondsLeft = state.totalAmount.map { total in
      max(0, Double(total - last.amount) / perSecond - (seconds - end))
    }
    return report
  }
}
