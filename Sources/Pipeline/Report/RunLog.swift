import ByteIO
import CPrepSystem

/// Times and memory of one run: the one file of a data set that differs from run to run.
struct RunLog {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var stageStart: ContinuousClock.Instant
  private var stages: [JSONValue.Member] = []
  private let threadCount: Int

  init(threadCount: Int) {
    start = clock.now
    stageStart = start
    self.threadCount = threadCount
  }

  /// Notes that `stage` has ended and the next begins.
  mutating func finish(_ stage: String) {
    let now = clock.now
    stages.append(JSONValue.Member(stage, .number(Self.seconds(now - stageStart))))
    stageStart = now
  }

  /// The log so far.
  var value: JSONValue {
    [
      "seconds": .number(Self.seconds(clock.now - start)),
      "stage_seconds": .object(stages),
      "processor_seconds": .number(cprep_processor_seconds()),
      "peak_rss_bytes": JSONValue(cprep_peak_rss_byte_count()),
      "threads": JSONValue(threadCount),
    ]
  }

  /// Seconds to the millisecond.
  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000
  }
}
