import ByteIO
import CCUDA
import Glibc

/// The device's side of a ring: pinned slots, and an event for each that says when its copy is over.
///
/// Everything happens on the consumer's thread, in the consumer's context and on its stream. A slot
/// goes back to the ring only after its event; where it can no longer be known whether a copy is
/// over, the ring's memory is left in place for good rather than freed under a device.
@safe final class DeviceCopies {
  /// How long `close` waits for copies that are under way.
  static let closeSeconds = 10.0

  /// Memory that a device may still read.
  private static let leaked = Monitor<[RingMemory]>([])

  /// Whether the slots are pinned: only then is a copy asynchronous.
  let isPinned: Bool
  private let driver: CUDADriver
  private let memory: RingMemory
  private let context: cprep_cu_context
  private var events: [cprep_cu_event]
  /// Slots whose copies may be under way, the oldest first.
  private(set) var slotsInFlight: [Int] = []
  /// Set once a call failed after which the device may still read a slot.
  private var mustLeak = false
  private var isClosed = false

  /// Pins `memory` for the context that is current on the calling thread.
  ///
  /// Where pinning is refused, ordinary memory is used and `notice` is told.
  init(
    _ driver: CUDADriver, memory: RingMemory, notice: (String) -> Void
  ) throws(Fault) {
    guard let context = try unsafe driver.currentContext() else {
      throw .usage(
        "no CUDA context is current on this thread: make one first (torch.cuda.init())")
    }
    var events: [cprep_cu_event] = unsafe []
    for _ in 0..<memory.slotCount {
      var event: cprep_cu_event?
      let status = unsafe driver.eventCreate(&event, UInt32(cprep_cu_event_disable_timing))
      guard status == 0, let event = unsafe event else {
        unsafe events.forEach { _ = unsafe driver.eventDestroy($0) }
        throw driver.error("cuEventCreate", status)
      }
      unsafe events.append(event)
    }
    let status = unsafe driver.memHostRegister(memory.base, memory.byteCount, 0)
    if status != 0 {
      notice(
        "the ring's \(memory.byteCount) bytes cannot be pinned ("
          + driver.error("cuMemHostRegister", status).description
          + "); copies go through ordinary memory and may wait for the stream")
    }
    isPinned = status == 0
    self.driver = driver
    self.memory = memory
    unsafe self.context = context
    unsafe self.events = events
    slotsInFlight.reserveCapacity(memory.slotCount)
  }

  /// Makes sure that the calling thread has the context of the feeder, and that `stream` is not
  /// being captured into a graph, where a copy would be recorded and not made.
  func check(stream: cprep_cu_stream?) throws(Fault) {
    guard unsafe try driver.currentContext() == context else {
      throw .usage("another CUDA context is current than when the feeder was opened")
    }
    var status: CInt = 0
    try driver.check("cuStreamIsCapturing", unsafe driver.streamIsCapturing(stream, &status))
    guard status == 0 else {
      throw .usage("the stream is being captured into a graph: feed outside of the capture")
    }
  }

  /// Gives every slot whose copy is over to `release`, oldest first.
  func reap(_ release: (Int) -> Void) throws(Fault) {
    while let slot = slotsInFlight.first {
      let status = unsafe driver.eventQuery(events[slot])
      if status == CInt(cprep_cu_not_ready) { return }
      guard status == 0 else {
        mustLeak = true
        throw driver.error("cuEventQuery", status)
      }
      slotsInFlight.removeFirst()
      release(slot)
    }
  }

  /// Starts the copy of a slot to `destination` on `stream`, and records the slot's event after it.
  func copy(
    slot: Int, byteCount: Int, to destination: UInt64, stream: cprep_cu_stream?
  ) throws(Fault) {
    // SAFETY: the slot is leased, and stays so until its event says that the copy is over.
    let source = unsafe memory.slot(slot)
    guard let start = source.baseAddress, byteCount <= source.count else { return }
    do throws(Fault) {
      try driver.check(
        "cuMemcpyHtoDAsync", unsafe driver.memcpyHtoDAsync(destination, start, byteCount, stream))
      try driver.check("cuEventRecord", unsafe driver.eventRecord(events[slot], stream))
    } catch {
      mustLeak = true
      throw error
    }
    slotsInFlight.append(slot)
  }

  /// Waits for the copies under way, at most `seconds`, then unpins and frees; where some are not
  /// over by then, the memory stays.
  func close(withinSeconds seconds: Double = closeSeconds) {
    guard !isClosed else { return }
    isClosed = true
    let isCurrent = (try? unsafe driver.currentContext() == context) ?? false
    if !isCurrent, unsafe driver.ctxPushCurrent(context) != 0 { return leak() }
    defer {
      var popped: cprep_cu_context?
      if !isCurrent { _ = unsafe driver.ctxPopCurrent(&popped) }
    }
    let deadline = RingLock.now + UInt64(seconds * 1e9)
    while !mustLeak, !slotsInFlight.isEmpty, RingLock.now < deadline {
      try? reap { _ in }
      if !slotsInFlight.isEmpty { usleep(200) }
    }
    if mustLeak || !slotsInFlight.isEmpty { return leak() }
    unsafe events.forEach { _ = unsafe driver.eventDestroy($0) }
    if isPinned {
      let status = unsafe driver.memHostUnregister(memory.base)
      // A driver that has already gone took the pinning with it.
      if status != 0, status != CInt(cprep_cu_deinitialized) { leak() }
    }
  }

  /// Leaves the ring's memory where it is for the rest of the process.
  private func leak() {
    let memory = memory
    Self.leaked.withLock { $0.append(memory) }
  }
}
