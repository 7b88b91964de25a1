package import ByteIO
import CFeederSystem
import Synchronization

/// Feeds batches to one consumer: opened, asked for one batch after the other, and closed.
///
/// One thread fills a ring of slots ahead of the consumer. Calls of one feeder come from one thread
/// at a time, but for `close`, `state` and `counts`, which may come from any.
@safe package final class Feeder: @unchecked Sendable {
  /// What `next` gives.
  package enum Next {
    case batch(Batch)
    /// Nothing came within the time; what is being waited for.
    case timedOut(String)
    /// The last step is over.
    case ended
  }

  package let plan: StepPlan
  package let layout: BatchLayout
  package let order: FeederState.Order
  package let padToken: UInt32
  let ring: Ring
  let memory: RingMemory
  private let producer: Producer
  private let options: FeederOptions
  private let forkGeneration = cprep_fork_generation()
  /// The next step to be given out.
  private let nextStep: Atomic<UInt64>
  private let isClosed = Atomic<Bool>(false)
  private let closing = Monitor(())
  private let stepRows: Monitor<StepRows>
  /// When the wait under way began, on the monotonic clock, and whether it was told of.
  private var waitingSince: UInt64?
  private var hasNoticed = false
  /// The device's side, where there is one.
  private(set) var device: DeviceCopies?

  /// Opens the data sets and starts the thread.
  ///
  /// - Throws: What is wrong with the options, a data set or the system; nothing is left behind then.
  package convenience init(_ options: FeederOptions) throws(Fault) {
    try self.init(options, try FeederOpening(options))
  }

  /// Starts on what was opened before with the same options, but for the first and the last step.
  package init(_ options: FeederOptions, _ opening: FeederOpening) throws(Fault) {
    guard options.firstStep <= opening.plan.lastStep else {
      throw .usage(
        "expected a first step of at most \(opening.plan.lastStep), found \(options.firstStep)")
    }
    plan = opening.plan
    order = opening.order
    layout = opening.layout
    padToken = opening.padToken
    self.options = options
    ring = Ring(slotCount: options.slotCount)
    memory = try Self.memory(options, opening.layout)
    nextStep = Atomic(options.firstStep)
    stepRows = Monitor(opening.stepRows)
    producer = Producer(
      ring: ring, memory: memory, sources: opening.sources, order: opening.feedOrder,
      layout: opening.layout, steps: (options.firstStep, options.endStep))
    if let driver = options.cudaDriver {
      device = try DeviceCopies(driver, memory: memory, notice: options.notice)
    }
    try producer.start()
  }

  /// The rows of this rank's batch of any step, past or coming; see `StepRows`.
  package func rows(ofStep step: UInt64) throws(Fault) -> [BatchRow] {
    try stepRows.withLock { rows throws(Fault) in try rows.rows(ofStep: step) }
  }

  private static func memory(
    _ options: FeederOptions, _ layout: BatchLayout
  ) throws(Fault) -> RingMemory {
    guard let lent = options.slotMemory else {
      return try RingMemory(slotCount: options.slotCount, slotByteCount: layout.byteCount)
    }
    let count = unsafe lent.slots.count
    guard count == options.slotCount else {
      throw .usage("expected memory for \(options.slotCount) slots, found \(count)")
    }
    guard lent.slotByteCount >= layout.byteCount else {
      throw .usage(
        "expected memory of \(layout.byteCount) bytes for a slot, found \(lent.slotByteCount)")
    }
    guard options.cudaDriver == nil else {
      throw .usage("a feeder for a device has memory of its own, which is pinned: lend it none")
    }
    return RingMemory(lent, slotByteCount: layout.byteCount)
  }

  deinit {
    close()
  }

  // MARK: Batches

  /// Leases the next batch: waits for it for ever, or for as long as `timeoutSeconds` says.
  ///
  /// - Throws: what ended the feeding, after all batches before it; `allLeased`, `forked`, `closed`.
  package func next(timeoutSeconds: Double? = nil) throws(Fault) -> Next {
    try check()
    if let slot = ring.takeReady() {
      waitingSince = nil
      hasNoticed = false
      return .batch(batch(slot))
    }
    return try waitForNext(timeoutSeconds: timeoutSeconds)
  }

  private func waitForNext(timeoutSeconds: Double?) throws(Fault) -> Next {
    let now = RingLock.now
    let deadline = timeoutSeconds.map { RingLock.time($0, after: now) }
    // A caller that asks again and again for a short time waits as long as one that asks once.
    let start = waitingSince ?? now
    let notice = hasNoticed ? nil : RingLock.time(options.noticeSeconds, after: start)
    var taken = ring.take(until: Self.earlier(deadline, notice))
    if case .timedOut(let what) = taken, let notice, RingLock.now >= notice {
      hasNoticed = true
      options.notice("no batch for \(options.noticeSeconds) s; waiting for \(what)")
      if deadline.map({ RingLock.now < $0 }) ?? true { taken = ring.take(until: deadline) }
    }
    if case .timedOut = taken {
      waitingSince = start
    } else {
      waitingSince = nil
      hasNoticed = false
    }
    return try result(taken)
  }

  private static func earlier(_ left: UInt64?, _ right: UInt64?) -> UInt64? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }

  private func result(_ taken: Ring.Taken) throws(Fault) -> Next {
    switch taken {
    case .slot(let slot): return .batch(batch(slot))
    case .timedOut(let what): return .timedOut(what)
    case .ended: return .ended
    case .failed(let error): throw error
    case .stopped: throw .closed
    }
  }

  private func batch(_ slot: Int) -> Batch {
    let step = nextStep.wrappingAdd(1, ordering: .relaxed).oldValue
    // SAFETY: a leased slot is the consumer's until it is released; the producer's rows likewise.
    let rows = unsafe producer.rows(ofSlot: slot)
    return unsafe Batch(
      step: step, epoch: plan.epoch(ofStep: step),
      stepInEpoch: step % UInt64(plan.stepsPerEpoch), layout: layout, slot: slot,
      bytes: UnsafeRawBufferPointer(memory.slot(slot)), segments: producer.segments(ofSlot: slot),
      realRowCount: BatchRow.realCount(in: rows), rows: rows)
  }

  /// Gives a batch back; its memory must not be read after that.
  ///
  /// - Throws: `usage` where it was given back before.
  package func release(_ batch: Batch) throws(Fault) {
    try release(slot: batch.slot)
  }

  /// Gives the batch in a slot back.
  package func release(slot: Int) throws(Fault) {
    try check()
    guard ring.release(slot) else { throw .usage("the batch was released before") }
  }

  /// Takes the next batch for good, without a copy: `memory` takes its place in the ring, and
  /// `bytes` of the batch are the caller's.
  ///
  /// There is nothing to release.
  ///
  /// SAFETY: `memory` is as `SlotMemory` says; nothing is done with it unless a batch is given.
  ///
  /// - Throws: `usage` where the slots' memory is not the caller's; else as `next`.
  package func next(
    exchangedFor memory: UnsafeMutableRawPointer, timeoutSeconds: Double? = nil
  ) throws(Fault) -> Next {
    guard options.slotMemory != nil else {
      throw .usage("memory is exchanged only where the caller lent it when the feeder was opened")
    }
    let next = try next(timeoutSeconds: timeoutSeconds)
    guard case .batch(var batch) = next else { return next }
    unsafe batch.rows = UnsafeBufferPointer(start: nil, count: 0)
    unsafe self.memory.exchange(batch.slot, for: memory)
    _ = ring.release(batch.slot)
    return .batch(batch)
  }

  /// - Throws: `forked` in a child process, `closed` after `close`.
  func check() throws(Fault) {
    try checkProcess()
    guard !isClosed.load(ordering: .acquiring) else { throw .closed }
  }

  /// - Throws: `forked` in a child process, where no lock of the feeder may be touched.
  package func checkProcess() throws(Fault) {
    guard cprep_fork_generation() == forkGeneration else { throw .forked }
  }

  // MARK: What it has done

  /// The state from which the next batch, not yet given out, is the first.
  package var state: FeederState {
    FeederState(order: order, step: nextStep.load(ordering: .relaxed))
  }

  package var counts: RingCounts { ring.currentCounts() }

  /// Processor seconds of the producing thread up to its last batch.
  package var producerSeconds: Double { producer.seconds }

  // MARK: The end

  /// Stops the thread and gives back what the feeder holds; again does nothing.
  ///
  /// A call of `next` that is waiting on another thread ends with `closed`. In a forked child
  /// nothing is done, since the thread is not there.
  package func close() {
    guard cprep_fork_generation() == forkGeneration else { return }
    closing.withLock { _ in
      guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
      ring.stop()
      producer.join()
      device?.close()
    }
  }
}
