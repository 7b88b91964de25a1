import ByteIO
import FakeCUDA
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import GPUFeeder

/// The device's side of the ring against the fake driver: one after the other, since a process has
/// one driver.
@Suite(.serialized) struct FakeDeviceTests {
  let set: TestDataSet
  let driver: CUDADriver

  init() throws {
    set = try TestDataSet(rowCount: 61)
    driver = try CUDADriver(path: FakeDriver.path)
    FakeDriver.reset()
    FakeDriver.makeCurrent(1)
  }

  func options(slots: Int = 3, driver: CUDADriver? = nil) -> FeederOptions {
    var options = FeederOptions(set.path, batchSize: 4)
    options.slotCount = slots
    options.cudaDriver = driver ?? self.driver
    return options
  }

  /// The bytes of the whole slots of the first `count` batches, as the host sees them.
  func expectedHashes(_ count: Int) throws -> [UInt64] {
    var options = options()
    options.cudaDriver = nil
    let feeder = try Feeder(options)
    return try (0..<count).map { _ in
      guard case .batch(let batch) = try feeder.next() else { throw Fault.closed }
      defer { try? feeder.release(batch) }
      return FakeDriver.hash(Array(batch.bytes))
    }
  }

  /// A trainer: `count` steps of a kernel over one static buffer; what each kernel saw.
  func train(
    _ feeder: Feeder, _ count: Int, kernelMicroseconds: UInt32, stream: UInt
  ) throws -> [UInt64] {
    let byteCount = feeder.layout.byteCount
    let buffer = FakeDriver.allocate(byteCount)
    defer { FakeDriver.free(buffer) }
    let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    hashes.initialize(repeating: 0, count: count)
    defer { hashes.deallocate() }
    for step in 0..<count {
      let next = try feeder.nextInto(buffer, stream: stream)
      guard case .batch(let batch) = next, batch.step == UInt64(step) else {
        Issue.record("step \(step): \(next)")
        break
      }
      FakeDriver.launch(
        stream, buffer, byteCount, microseconds: kernelMicroseconds, hash: hashes + step)
    }
    FakeDriver.drain(stream)
    return Array(UnsafeBufferPointer(start: hashes, count: count))
  }

  /// Copies faster than kernels, slower than kernels, and at random; few slots and many.
  @Test(arguments: [(0, 0, 300), (2000, 2000, 0), (0, 1500, 200)], [2, 3, 8])
  func everyKernelSeesItsBatch(_ times: (UInt32, UInt32, UInt32), _ slots: Int) throws {
    let expected = try expectedHashes(60)
    FakeDriver.setDelay(times.0, times.1)
    let feeder = try Feeder(options(slots: slots))
    let stream = FakeDriver.createStream()
    #expect(feeder.isPinned == true)
    #expect(try train(feeder, 60, kernelMicroseconds: times.2, stream: stream) == expected)
    feeder.close()
    let report = FakeDriver.report
    #expect(report.isClean)
    #expect(report.copies == 60 && report.synchronizations == 0)
    #expect(report.live_events == 0 && report.live_registrations == 0)
  }

  @Test func aDeviceThatIsBehindIsCountedApartFromAFeederThatIs() throws {
    // Longer than rows take under a sanitizer, on a machine that does other work.
    FakeDriver.setDelay(50_000, 50_000)
    let feeder = try Feeder(options(slots: 2))
    _ = try train(feeder, 6, kernelMicroseconds: 0, stream: FakeDriver.createStream())
    #expect(feeder.counts.deviceWaitCount > 0)
    feeder.close()
    // A time limit holds for that wait too.
    FakeDriver.hold(true)
    let slow = try Feeder(options(slots: 2))
    let buffer = FakeDriver.allocate(slow.layout.byteCount)
    let stream = FakeDriver.createStream()
    for _ in 0..<2 { _ = try slow.nextInto(buffer, stream: stream) }
    guard case .timedOut(let what) = try slow.nextInto(buffer, stream: stream, timeoutSeconds: 0.01)
    else {
      Issue.record("a third copy with two slots")
      return
    }
    #expect(what.contains("the device to copy"))
    FakeDriver.hold(false)
    slow.close()
    #expect(FakeDriver.report.isClean)
    FakeDriver.free(buffer)
  }

  @Test func closingWaitsForCopiesUnderWay() throws {
    FakeDriver.setDelay(20_000, 20_000)
    var feeder: Feeder? = try Feeder(options())
    let buffer = FakeDriver.allocate(try #require(feeder).layout.byteCount)
    let stream = FakeDriver.createStream()
    for _ in 0..<3 { _ = try feeder?.nextInto(buffer, stream: stream) }
    feeder = nil
    FakeDriver.drain(stream)
    let report = FakeDriver.report
    #expect(report.isClean && report.live_registrations == 0 && report.live_events == 0)
    FakeDriver.free(buffer)
  }

  @Test func refusedPinningFallsBackAndSaysSo() throws {
    FakeDriver.setHostLimit(100)
    let notices = Monitor<[String]>([])
    var options = options()
    options.notice = { text in notices.withLock { $0.append(text) } }
    let feeder = try Feeder(options)
    #expect(feeder.isPinned == false)
    let expected = try expectedHashes(10)
    #expect(
      try train(feeder, 10, kernelMicroseconds: 0, stream: FakeDriver.createStream()) == expected)
    feeder.close()
    #expect(notices.withLock { $0.count } == 1)
    #expect(notices.withLock { $0.first?.contains("CUDA_ERROR_OUT_OF_MEMORY") } == true)
    #expect(FakeDriver.report.unregistered_sources == 10)
  }

  @Test(arguments: [
    ("cuMemcpyHtoDAsync", 5), ("cuEventRecord", 5), ("cuEventQuery", 4), ("cuCtxGetCurrent", 7),
    ("cuStreamIsCapturing", 6),
  ])
  func everyFailedCallIsAnErrorAndNoHang(_ call: (String, Int32)) throws {
    FakeDriver.setDelay(500, 500)
    FakeDriver.fail(call.0, nth: call.1, code: 700, sticky: true)
    let feeder = try Feeder(options())
    let buffer = FakeDriver.allocate(feeder.layout.byteCount)
    let stream = FakeDriver.createStream()
    var error: Fault?
    for _ in 0..<40 where error == nil {
      do throws(Fault) {
        _ = try feeder.nextInto(buffer, stream: stream)
      } catch let caught {
        error = caught
      }
    }
    #expect(error == .cuda(call: call.0, code: 700, name: "CUDA_ERROR_ILLEGAL_ADDRESS"))
    feeder.close()
    FakeDriver.drain(stream)
    #expect(FakeDriver.report.changed_sources == 0)
    FakeDriver.reset()
    FakeDriver.free(buffer)
  }

  @Test(arguments: ["cuEventCreate", "cuCtxGetCurrent"])
  func openingFailsCleanly(_ call: String) throws {
    FakeDriver.fail(call, nth: call == "cuEventCreate" ? 2 : 1, code: 2)
    #expect(throws: Fault.cuda(call: call, code: 2, name: "CUDA_ERROR_OUT_OF_MEMORY")) {
      try Feeder(options())
    }
    #expect(FakeDriver.report.live_events == 0)
  }

  @Test func aContextIsNeededAndIsNeverMade() throws {
    FakeDriver.makeCurrent(0)
    #expect(throws: Fault.self) { try Feeder(options()) }
    FakeDriver.makeCurrent(1)
    let feeder = try Feeder(options())
    let buffer = FakeDriver.allocate(feeder.layout.byteCount)
    // Another device's context would get the copy onto the wrong device.
    FakeDriver.makeCurrent(2)
    #expect(throws: Fault.self) { try feeder.nextInto(buffer, stream: 0) }
    FakeDriver.makeCurrent(1)
    _ = try feeder.nextInto(buffer, stream: 0)
    // Closed from where no context is current, as a garbage collector may: its own is pushed.
    FakeDriver.makeCurrent(0)
    feeder.close()
    #expect(FakeDriver.report.isClean && FakeDriver.report.live_registrations == 0)
    FakeDriver.free(buffer)
  }

  @Test func aCapturedStreamIsRefused() throws {
    let feeder = try Feeder(options())
    let stream = FakeDriver.createStream()
    let buffer = FakeDriver.allocate(feeder.layout.byteCount)
    FakeDriver.setCapturing(stream, true)
    #expect(throws: Fault.self) { try feeder.nextInto(buffer, stream: stream) }
    FakeDriver.setCapturing(stream, false)
    guard case .batch(let batch) = try feeder.nextInto(buffer, stream: stream) else { return }
    // Nothing was lost by the refusal.
    #expect(batch.step == 0)
    feeder.close()
    FakeDriver.free(buffer)
  }

  @Test func theProducerNeverCallsCUDA() throws {
    // Its thread has no current context, so any call of it would be counted.
    let feeder = try Feeder(options(slots: 8))
    usleep(20_000)
    feeder.close()
    #expect(FakeDriver.report.invalid_calls == 0 && FakeDriver.report.copies == 0)
  }

  @Test func aDriverThatIsGoneAtTheEndIsNoError() throws {
    let feeder = try Feeder(options())
    FakeDriver.fail("cuMemHostUnregister", nth: 1, code: 4)
    weak let memory = feeder.memory
    feeder.close()
    #expect(memory != nil)
  }

  @Test func memoryUnderACopyThatDoesNotEndStays() throws {
    let memory = try RingMemory(slotCount: 2, slotByteCount: 4096)
    let copies = try DeviceCopies(driver, memory: memory, notice: { _ in })
    let stream = FakeDriver.createStream()
    let buffer = FakeDriver.allocate(4096)
    FakeDriver.hold(true)
    try copies.copy(slot: 1, byteCount: 4096, to: buffer, stream: OpaquePointer(bitPattern: stream))
    copies.close(withinSeconds: 0.02)
    #expect(FakeDriver.report.live_registrations == 1)
    FakeDriver.hold(false)
    FakeDriver.drain(stream)
    #expect(FakeDriver.report.isClean)
    FakeDriver.free(buffer)
  }

  @Test func noDriverIsAnErrorThatSaysSo() {
    #expect(throws: Fault.self) { try CUDADriver(path: "/nonexistent/libcuda.so.1") }
  }

  // MARK: The fake itself finds what it is there to find

  /// What these two do is a race, which the thread sanitizer would rightly report.
  static let isThreadSanitized = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "__tsan_init") != nil

  @Test(.enabled(if: !isThreadSanitized)) func theFakeFindsASourceThatChangesUnderACopy() throws {
    let memory = try RingMemory(slotCount: 2, slotByteCount: 4096)
    let copies = try DeviceCopies(driver, memory: memory, notice: { _ in })
    FakeDriver.hold(true)
    let stream = FakeDriver.createStream()
    let buffer = FakeDriver.allocate(4096)
    try copies.copy(slot: 0, byteCount: 4096, to: buffer, stream: OpaquePointer(bitPattern: stream))
    memory.slot(0)[7] = 1
    FakeDriver.hold(false)
    FakeDriver.drain(stream)
    #expect(FakeDriver.report.changed_sources == 1)
    copies.close()
    FakeDriver.free(buffer)
  }

  @Test(.enabled(if: !isThreadSanitized)) func theFakeFindsADestinationThatChangesUnderAKernel()
    throws
  {
    let stream = FakeDriver.createStream()
    let buffer = FakeDriver.allocate(64)
    var hash: UInt64 = 0
    FakeDriver.hold(true)
    FakeDriver.launch(stream, buffer, 64, microseconds: 0, hash: &hash)
    FakeDriver.awaitBegun(stream)
    UnsafeMutablePointer<UInt8>(bitPattern: UInt(buffer))?.pointee = 9
    FakeDriver.hold(false)
    FakeDriver.drain(stream)
    #expect(FakeDriver.report.torn_kernels == 1)
    FakeDriver.free(buffer)
  }
}
