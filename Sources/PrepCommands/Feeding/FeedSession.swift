import ByteIO
import CPrepSystem
import GPUFeeder
import Glibc

/// One run of `prep feed`: takes the batches, times each call, and reports.
final class FeedSession {
  private let feeder: Feeder
  private let pace: Double?
  private let wantsDigest: Bool
  private let json: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let firstStep: UInt64
  private let batchCount: UInt64
  /// What is printed as the first batch's number: it counts from the start of its epoch.
  private let firstNumber: UInt64
  private var fedCount: UInt64 = 0
  private var realRowCount = 0
  private var nanoseconds: [UInt64] = []
  private var firstBatch: Duration?
  private var end: ContinuousClock.Instant?
  private var digests: [JSONValue] = []
  private var scratch = ByteBuffer()

  init(
    _ options: FeederOptions, start place: FeedStart, pace: Double?, digest: Bool, json: Bool
  ) throws {
    var options = options
    let saved = try place.savedState()
    self.pace = pace
    wantsDigest = digest
    self.json = json
    start = clock.now
    let feeder = try Self.open(&options, place, saved)
    self.feeder = feeder
    firstStep = options.firstStep
    batchCount = (options.endStep ?? 0) - options.firstStep
    firstNumber = options.firstStep % UInt64(feeder.plan.stepsPerEpoch)
    nanoseconds.reserveCapacity(Int(min(batchCount, 1 << 24)))
  }

  /// Finds the first and last step, which depend on the number of steps in an epoch, and opens.
  private static func open(
    _ options: inout FeederOptions, _ place: FeedStart, _ saved: FeederState?
  ) throws(Fault) -> Feeder {
    let opening = try FeederOpening(options)
    let stepsPerEpoch = UInt64(opening.plan.stepsPerEpoch)
    if let saved {
      try saved.check(against: opening.order)
      options.firstStep = saved.step
    } else {
      let (start, overflows) = place.epoch.multipliedReportingOverflow(by: stepsPerEpoch)
      options.firstStep = overflows ? .max : start + min(place.skip, .max - start)
    }
    let rest = stepsPerEpoch - options.firstStep % stepsPerEpoch
    let count = place.batches ?? (saved == nil && place.skip >= stepsPerEpoch ? 0 : rest)
    options.endStep = options.firstStep + min(count, .max - options.firstStep)
    return try Feeder(options, opening)
  }

  /// Takes all batches, or those until `stop` is set.
  func run(stop: StopFlag) throws {
    var output = try StandardOutput()
    var due = start
    while fedCount < batchCount, !stop.isStopping {
      if let pace {
        due = due.advanced(by: .microseconds(Int64(pace * 1000)))
        let left = (due - clock.now).inSeconds
        if left > 0 { usleep(UInt32(left * 1e6)) }
      }
      let before = clock.now
      guard let batch = try nextBatch(stop) else { break }
      let after = clock.now
      nanoseconds.append(UInt64(max(0, (after - before).inSeconds) * 1e9))
      if firstBatch == nil { firstBatch = after - start }
      realRowCount += batch.realRowCount
      if wantsDigest { try writeDigest(of: batch, to: &output) }
      try feeder.release(batch)
      fedCount += 1
    }
    end = clock.now
    try output.flush()
  }

  private func nextBatch(_ stop: StopFlag) throws -> Batch? {
    while !stop.isStopping {
      switch try feeder.next(timeoutSeconds: 0.1) {
      case .batch(let batch): return batch
      case .timedOut: continue
      case .ended: return nil
      }
    }
    return nil
  }

  private func writeDigest(of batch: Batch, to output: inout StandardOutput) throws {
    let digest = Hash128.digits(BatchDigest.digest(of: batch, scratch: &scratch))
    let number = firstNumber + fedCount
    if json {
      digests.append(["batch": JSONValue(number), "digest": .string(digest)])
    } else {
      try output.write("\(number) \(digest)\n")
    }
  }

  /// Reports, and closes the feeder.
  func finish(saveState path: String?) throws {
    let state = feeder.state
    feeder.close()
    if let path { try StateFile.write(state, to: path) }
    let report = report(state)
    if json {
      try StandardOutput.write(json: JSONWriter.pages(report.json))
    } else if !wantsDigest {
      try StandardOutput.write(TerminalText(report.text))
    }
  }

  private func report(_ state: FeederState) -> FeedReport {
    let plan = feeder.plan
    let seconds = max(((end ?? start) - start).inSeconds, 1e-9)
    return FeedReport(
      batchCount: fedCount, realRowCount: realRowCount,
      tokenCount: Int(fedCount) * plan.batchSize * feeder.layout.rowLength, seconds: seconds,
      nanoseconds: nanoseconds.sorted(), firstBatchSeconds: firstBatch?.inSeconds ?? 0,
      producerSeconds: feeder.producerSeconds,
      peakByteCount: Int(cprep_peak_rss_byte_count()), counts: feeder.counts, plan: plan,
      order: feeder.order, step: state.step, digests: digests)
  }
}
