import ByteIO
import GPUFeeder

/// What a run of `prep feed` came to.
struct FeedReport {
  var batchCount: UInt64
  var realRowCount: Int
  /// Tokens of all batches, padding included.
  var tokenCount: Int
  var seconds: Double
  /// How long each call of `next` took, ascending.
  var nanoseconds: [UInt64]
  var firstBatchSeconds: Double
  var producerSeconds: Double
  var peakByteCount: Int
  var counts: RingCounts
  var plan: StepPlan
  var order: FeederState.Order
  var step: UInt64
  var digests: [JSONValue]

  /// Microseconds by nearest rank; 0 where nothing was fed.
  private func microseconds(_ share: Double) -> Double {
    guard !nanoseconds.isEmpty else { return 0 }
    let rank = Int((share * Double(nanoseconds.count)).rounded(.up))
    return Double(nanoseconds[min(max(rank, 1), nanoseconds.count) - 1]) / 1000
  }

  var json: JSONValue {
    var value: [JSONValue.Member] = [
      .init("batches", JSONValue(batchCount)), .init("tokens", JSONValue(tokenCount)),
      .init("rows", JSONValue(realRowCount)), .init("seconds", .number(seconds)),
      .init("tokens_per_second", .number(Double(tokenCount) / seconds)),
      .init("batches_per_second", .number(Double(batchCount) / seconds)),
      .init(
        "next_microseconds",
        [
          "p50": .number(microseconds(0.5)), "p99": .number(microseconds(0.99)),
          "p99.9": .number(microseconds(0.999)), "max": .number(microseconds(1)),
        ]),
      .init("first_batch_milliseconds", .number(firstBatchSeconds * 1000)),
      .init("producer_seconds", .number(producerSeconds)),
      .init("peak_rss_bytes", JSONValue(peakByteCount)), .init("device", "host"),
      .init("data_waits", JSONValue(counts.dataWaitCount)),
      .init("data_wait_seconds", .number(Double(counts.dataWaitNanoseconds) * 1e-9)),
      .init("data_set", .string(order.dataSetID.description)),
      .init("steps_per_epoch", JSONValue(plan.stepsPerEpoch)),
      .init("rows_per_epoch", JSONValue(plan.rowsPerEpoch)),
      .init("tail", .string(order.tail.rawValue)),
      .init("padded_rows_per_epoch", JSONValue(plan.paddedRowCount)),
      .init("dropped_rows_per_epoch", JSONValue(plan.droppedRowCount)),
      .init("repeated_rows_per_epoch", JSONValue(plan.repeatedRowCount)),
      .init("window_blocks", JSONValue(order.windowBlockCount)),
      .init("next_step", JSONValue(step)),
    ]
    if !digests.isEmpty { value.append(.init("digests", .array(digests))) }
    return .object(value)
  }

  var text: String {
    let tokens = Double(tokenCount) / seconds / 1e6
    var text = "\(Figures.count(batchCount)) batches, \(Figures.count(tokenCount)) tokens in "
    text += "\(Figures.decimal(seconds, places: 3)) s: \(Figures.decimal(tokens, places: 1)) "
    text += "million tokens a second from host memory\n"
    text += Figures.table([
      ["first batch", "\(Figures.decimal(firstBatchSeconds * 1000, places: 1)) ms"],
      [
        "a call of next, p50 · p99 · p99.9 · max",
        [0.5, 0.99, 0.999, 1].map { Figures.decimal(microseconds($0), places: 1) }
          .joined(separator: " · ") + " µs",
      ],
      ["processor time of the producer", "\(Figures.decimal(producerSeconds, places: 3)) s"],
      ["memory at most", Figures.bytes(peakByteCount)],
      [
        "an epoch",
        "\(Figures.count(plan.stepsPerEpoch)) steps of \(Figures.count(plan.globalBatchSize)) rows",
      ],
      ["tail (\(order.tail.rawValue))", tail],
    ])
    return text
  }

  private var tail: String {
    switch order.tail {
    case .pad: "\(Figures.count(plan.paddedRowCount)) rows of padding"
    case .drop: "\(Figures.count(plan.droppedRowCount)) rows left out"
    case .wrap: "\(Figures.count(plan.repeatedRowCount)) rows come twice"
    }
  }
}
