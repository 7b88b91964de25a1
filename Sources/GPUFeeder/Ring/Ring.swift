import ByteIO

/// Who may touch which slot when: slots go from free to filling, ready, leased and back to free.
///
/// One producer fills them in the order of steps and one consumer takes them in that order; they
/// may be given back in any order. A batch is delivered before an error that came after it.
///
/// A producer that waits for a full ring is woken once half of the slots are left to take: waking a
/// thread costs the consumer more than all else that it does here, and so it does it once for many
/// batches.
final class Ring: @unchecked Sendable {
  /// What a consumer gets.
  enum Taken {
    case slot(Int)
    /// Nothing came in time; what was waited for.
    case timedOut(String)
    case failed(Fault)
    /// There are no more steps.
    case ended
    /// The ring was stopped.
    case stopped
  }

  private enum SlotState { case free, filling, ready, leased }

  let slotCount: Int
  /// With more batches ready than this, the producer is let sleep.
  private let wakingReadyCount: Int
  private let lock = RingLock()
  private var states: [SlotState]
  private var claimedCount = 0
  private var takenCount = 0
  private var readyCount = 0
  private var leasedCount = 0
  private var failure: Fault?
  private var hasEnded = false
  private var isStopping = false
  private var activity = ProducerActivity.starting
  private var counts = RingCounts()

  init(slotCount: Int) {
    self.slotCount = slotCount
    wakingReadyCount = (slotCount + 1) / 2
    states = [SlotState](repeating: .free, count: slotCount)
  }

  // MARK: The producer's side

  /// Waits for the next slot to be free; nil once the ring is stopped.
  func claim(step: UInt64) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    let slot = claimedCount % slotCount
    if states[slot] != .free { activity = .waitingForSlot(step: step) }
    while states[slot] != .free, !isStopping { lock.wait(for: .freed) }
    guard !isStopping else { return nil }
    states[slot] = .filling
    claimedCount += 1
    activity = .writing(step: step)
    return slot
  }

  /// Hands a filled slot over.
  func publish(_ slot: Int) {
    lock.lock()
    precondition(states[slot] == .filling)
    states[slot] = .ready
    readyCount += 1
    // After the lock is released, so that the thread that wakes up finds it free.
    lock.unlock()
    lock.signal(.filled)
  }

  /// Says what the producer does now; false once the ring is stopped.
  func report(_ activity: ProducerActivity) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    self.activity = activity
    return !isStopping
  }

  /// The last thing a producer says: why it ends, or that there is nothing left to do.
  func finish(_ error: Fault?) {
    lock.lock()
    defer { lock.unlock() }
    failure = failure ?? error
    hasEnded = true
    activity = .ended
    lock.signal(.filled)
  }

  // MARK: The consumer's side

  /// Takes the next batch if it is there: no clock is asked and nobody waits.
  func takeReady() -> Int? {
    lock.lock()
    let slot = takenCount % slotCount
    guard states[slot] == .ready, !isStopping else {
      lock.unlock()
      return nil
    }
    take(slot)
    unlockAndWakeProducer()
    return slot
  }

  /// Takes the next batch: waits for it until `deadline` on the monotonic clock.
  func take(until deadline: UInt64?) -> Taken {
    lock.lock()
    defer { lock.unlock() }
    let slot = takenCount % slotCount
    var start: UInt64?
    while states[slot] != .ready {
      if isStopping { return .stopped }
      // Before the error: a leased slot can only be an earlier batch.
      if let failure { return .failed(failure) }
      if hasEnded { return .ended }
      if leasedCount == slotCount { return .failed(.allLeased(slotCount: slotCount)) }
      let now = RingLock.now
      if start == nil { start = now }
      if let deadline, now >= deadline {
        counts.add(wait: now - (start ?? now))
        return .timedOut(waitedFor(slot))
      }
      lock.wait(for: .filled, until: deadline)
    }
    if let start { counts.add(wait: RingLock.now - start) }
    take(slot)
    if isProducerDue { lock.signal(.freed) }
    return .slot(slot)
  }

  private func take(_ slot: Int) {
    states[slot] = .leased
    readyCount -= 1
    takenCount += 1
    leasedCount += 1
    counts.batchCount += 1
  }

  private func waitedFor(_ slot: Int) -> String {
    if states[slot] == .leased { return "slot \(slot), which is still leased" }
    return activity.description
  }

  /// Gives a slot back; false where it is not leased.
  func release(_ slot: Int) -> Bool {
    lock.lock()
    guard states.indices.contains(slot), states[slot] == .leased else {
      lock.unlock()
      return false
    }
    states[slot] = .free
    leasedCount -= 1
    unlockAndWakeProducer()
    return true
  }

  /// Whether a producer that waits is to be woken: its slot is free, and few batches are left.
  ///
  /// To be asked when a batch is taken and when a slot is given back: it may be given back while
  /// many are ready, and these be taken later. The lock is held.
  var isProducerDue: Bool {
    readyCount <= wakingReadyCount && states[claimedCount % slotCount] == .free
  }

  private func unlockAndWakeProducer() {
    let isDue = isProducerDue
    // After the lock is released, so that the thread that wakes up finds it free.
    lock.unlock()
    if isDue { lock.signal(.freed) }
  }

  // MARK: Both sides

  /// Wakes everyone; nothing more is claimed or taken.
  func stop() {
    lock.lock()
    defer { lock.unlock() }
    isStopping = true
    lock.signal(.filled)
    lock.signal(.freed)
  }

  /// Ends the ring with an error that did not come from the producer.
  func fail(_ error: Fault) {
    lock.lock()
    defer { lock.unlock() }
    failure = failure ?? error
    lock.signal(.filled)
  }

  /// What has happened so far.
  func currentCounts() -> RingCounts {
    lock.lock()
    defer { lock.unlock() }
    return counts
  }

  /// Notes a wait for the device, which is no lack of data.
  func noteDeviceWait(nanoseconds: UInt64) {
    lock.lock()
    defer { lock.unlock() }
    counts.deviceWaitCount += 1
    counts.deviceWaitNanoseconds += nanoseconds
  }
}
