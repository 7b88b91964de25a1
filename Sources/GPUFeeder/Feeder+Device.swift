package import ByteIO
import Glibc

/// A batch that was copied to a device.
package struct CopiedBatch: Sendable, Equatable {
  package var step: UInt64
  package var epoch: UInt64
  package var stepInEpoch: UInt64
  /// Rows that are no padding.
  package var realRowCount: Int
  package var segments: BatchSegments
}

extension Feeder {
  /// What `nextInto` gives.
  package enum NextCopied: Equatable {
    case batch(CopiedBatch)
    case timedOut(String)
    case ended
  }

  /// Whether copies come from pinned memory; nil without a device.
  package var isPinned: Bool? { device?.isPinned }

  /// Starts the copy of the next batch to device memory: one asynchronous copy and one event on
  /// the caller's stream, and no wait for the device as long as a slot is free.
  ///
  /// Work that is put on `stream` after the call sees the batch; the slot is used again once the
  /// copy is over. `destination` must have `layout.byteCount` bytes. Not to be called while the
  /// stream is captured into a graph.
  ///
  /// - Throws: `usage` without a device, in another context or in a capture; `cuda` where the
  ///   driver refuses, after which the feeder only fails; else as `next`.
  package func nextInto(
    _ destination: UInt64, stream: UInt, timeoutSeconds: Double? = nil
  ) throws(Fault) -> NextCopied {
    try check()
    guard let device else {
      throw .usage("the feeder was opened without a CUDA driver: lease batches with next()")
    }
    let stream = unsafe OpaquePointer(bitPattern: stream)
    unsafe try device.check(stream: stream)
    let deadline = timeoutSeconds.map { RingLock.time($0, after: RingLock.now) }
    guard try waitForDevice(device, until: deadline) else {
      return .timedOut("the device to copy one of \(device.slotsInFlight.count) batches")
    }
    let left = deadline.map { Double($0 - min($0, RingLock.now)) * 1e-9 }
    switch try next(timeoutSeconds: left) {
    case .timedOut(let what): return .timedOut(what)
    case .ended: return .ended
    case .batch(let batch):
      let copied = CopiedBatch(
        step: batch.step, epoch: batch.epoch, stepInEpoch: batch.stepInEpoch,
        realRowCount: batch.realRowCount, segments: batch.segments)
      try failing { () throws(Fault) in
        unsafe try device.copy(
          slot: batch.slot, byteCount: layout.byteCount, to: destination, stream: stream)
      }
      return .batch(copied)
    }
  }

  /// Takes back the slots whose copies are over, and waits for one where none is free; false once
  /// `deadline` has passed.
  private func waitForDevice(
    _ device: DeviceCopies, until deadline: UInt64?
  ) throws(Fault) -> Bool {
    func reap() throws(Fault) {
      try failing { () throws(Fault) in try device.reap { _ = ring.release($0) } }
    }
    try reap()
    guard device.slotsInFlight.count == ring.slotCount else { return true }
    let start = RingLock.now
    defer { ring.noteDeviceWait(nanoseconds: RingLock.now - start) }
    // The device is a whole ring behind, so a nap costs nothing. Asking beats waiting in the
    // driver, which knows no time limit.
    var nap: UInt32 = 50
    while device.slotsInFlight.count == ring.slotCount {
      if let deadline, RingLock.now >= deadline { return false }
      usleep(nap)
      nap = min(2 * nap, 2000)
      try reap()
    }
    return true
  }

  /// Calls `body`; its error ends the feeder.
  private func failing(_ body: () throws(Fault) -> Void) throws(Fault) {
    do {
      try body()
    } catch {
      ring.fail(error)
      throw error
    }
  }
}
