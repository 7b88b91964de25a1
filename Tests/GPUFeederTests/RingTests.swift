import ByteIO
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import GPUFeeder

/// Waiting, ending and failing.
@Suite struct RingTests {
  static func options(_ set: TestDataSet, slots: Int = 3) -> FeederOptions {
    var options = FeederOptions(set.path, batchSize: 4)
    options.slotCount = slots
    options.shuffle = .off
    return options
  }

  static func feeder(_ options: FeederOptions, _ source: FaultySource) throws -> Feeder {
    try Feeder(options, try FeederOpening(options, sources: [source]))
  }

  @Test func blocksAreReadOncePerEpoch() throws {
    let set = try TestDataSet(rowCount: 61)
    for shuffle in Shuffle.allCases {
      let source = try FaultySource(set.path)
      var options = Self.options(set)
      options.shuffle = shuffle
      options.windowBlockCount = 3
      options.endStep = 16
      let feeder = try Self.feeder(options, source)
      #expect(try feeder.seeAll().count == 16)
      #expect(source.readCount.load(ordering: .relaxed) == source.layout.blockCount)
    }
  }

  @Test func slotsKeepTheirBytesUntilTheyAreReleased() throws {
    let set = try TestDataSet(rowCount: 61)
    let feeder = try Feeder(Self.options(set, slots: 4))
    var held: [(Batch, SeenBatch)] = []
    for _ in 0..<4 {
      guard case .batch(let batch) = try feeder.next() else { throw Fault.closed }
      held.append((batch, SeenBatch(batch)))
    }
    usleep(20_000)
    for (batch, seen) in held { #expect(SeenBatch(batch) == seen) }
    // One more is an error that says so, and no wait for ever.
    #expect(throws: Fault.allLeased(slotCount: 4)) { try feeder.next() }
    // Out of order is fine; the order of the batches stays.
    for index in [2, 0, 3, 1] { try feeder.release(held[index].0) }
    #expect(try feeder.see()?.step == 4)
    #expect(throws: Fault.self) { try feeder.release(held[0].0) }
  }

  @Test func theRingFillsUpAndNoFurther() throws {
    let set = try TestDataSet(rowCount: 61, rowsPerBlock: 4, rowsPerShard: 64)
    let source = try FaultySource(set.path)
    let feeder = try Self.feeder(Self.options(set, slots: 3), source)
    _ = try feeder.see()
    usleep(100_000)
    // A batch is a block here: one taken, three ready, none of the fifth before a slot is free.
    #expect(source.readCount.load(ordering: .relaxed) == 4)
  }

  @Test(arguments: [(2, 1), (3, 1), (4, 2), (7, 3), (8, 4), (9, 4)])
  func aSleepingProducerIsDueOnceHalfOfTheBatchesAreTaken(_ slotCount: Int, _ dueCount: Int) {
    // Both sides in one thread, which never has to wait.
    let ring = Ring(slotCount: slotCount)
    for step in 0..<slotCount {
      guard let slot = ring.claim(step: UInt64(step)) else { return }
      ring.publish(slot)
    }
    #expect(!ring.isProducerDue)
    for taken in 1...slotCount {
      guard let slot = ring.takeReady() else {
        Issue.record("no batch \(taken)")
        return
      }
      #expect(ring.release(slot))
      #expect(ring.isProducerDue == (taken >= dueCount), "\(taken) of \(slotCount) taken")
    }
  }

  @Test func aProducerIsNotDueWhileItsSlotIsLeased() throws {
    let ring = Ring(slotCount: 4)
    for step in 0..<4 {
      let slot = try #require(ring.claim(step: UInt64(step)))
      ring.publish(slot)
    }
    let first = try #require(ring.takeReady())
    for _ in 1..<4 { #expect(ring.release(try #require(ring.takeReady()))) }
    #expect(!ring.isProducerDue)
    #expect(ring.release(first))
    #expect(ring.isProducerDue)
  }

  @Test func slotsThatComeBackLateWakeTheProducerToo() throws {
    let set = try TestDataSet(rowCount: 61, rowsPerBlock: 4, rowsPerShard: 64)
    for slotCount in 2...9 {
      let feeder = try Feeder(Self.options(set, slots: slotCount))
      // The first is given back at once and the rest are held, as far as the ring lets one: the
      // producer must come awake by batches that are taken, with none given back.
      guard case .batch(let first) = try feeder.next() else { throw Fault.closed }
      usleep(10_000)
      try feeder.release(first)
      for step in 1...slotCount {
        guard case .batch(let batch) = try feeder.next(timeoutSeconds: 5) else {
          Issue.record("\(slotCount) slots: batch \(step) did not come")
          break
        }
        #expect(batch.step == UInt64(step))
      }
    }
  }

  @Test func anErrorComesAfterTheBatchesBeforeIt() throws {
    let set = try TestDataSet(rowCount: 61, rowsPerBlock: 4, rowsPerShard: 64)
    let source = try FaultySource(set.path, brokenBlock: 5)
    let feeder = try Self.feeder(Self.options(set), source)
    #expect(try feeder.seeAll(5).map(\.step) == [0, 1, 2, 3, 4])
    for _ in 0..<2 {
      do {
        _ = try feeder.see()
        Issue.record("no error")
      } catch let error as Fault {
        #expect(error.kind == .block)
        #expect(error.description.contains("row 20 (block 5 of shards/train-00000.shard)"))
      }
    }
  }

  @Test func aFlippedBitOnDiskIsNotFed() throws {
    let set = try TestDataSet(rowCount: 61)
    let name = "shards/train-00002.shard"
    var bytes = try FileSystem.bytes(of: set.directory.file(name))
    bytes[160] ^= 4
    try set.directory.write(bytes, to: name)
    let feeder = try Feeder(Self.options(set))
    // Rows 36 on are in that shard; batch 9 is the first to need one.
    #expect(try feeder.seeAll(9).count == 9)
    #expect(throws: Fault.self) { try feeder.see() }
  }

  @Test func slowDataTimesOutAndSaysWhatIsBeingReadThenComes() throws {
    let set = try TestDataSet(rowCount: 61)
    let source = try FaultySource(set.path)
    source.isStuck.store(true, ordering: .relaxed)
    let notices = Monitor<[String]>([])
    var options = Self.options(set)
    options.noticeSeconds = 0.03
    options.notice = { text in notices.withLock { $0.append(text) } }
    let feeder = try Self.feeder(options, source)
    // Waits for the thread to be at the block: what it says depends on that.
    while source.readCount.load(ordering: .relaxed) == 0 { usleep(1000) }
    for _ in 0..<8 {
      guard case .timedOut(let what) = try feeder.next(timeoutSeconds: 0.01) else {
        Issue.record("a batch without data")
        return
      }
      #expect(what == "batch 0: block 0 of data set 0 is being read")
    }
    #expect(notices.withLock { $0.count } == 1)
    #expect(notices.withLock { $0.first?.contains("block 0 of data set 0") } == true)
    source.isStuck.store(false, ordering: .relaxed)
    #expect(try feeder.see()?.step == 0)
    #expect(feeder.counts.dataWaitCount >= 8)
  }

  @Test func closeWakesAWaitingConsumerAndIsIdempotent() throws {
    let set = try TestDataSet(rowCount: 61)
    let source = try FaultySource(set.path)
    source.isStuck.store(true, ordering: .relaxed)
    let feeder = try Self.feeder(Self.options(set), source)
    let outcome = Monitor<Fault?>(nil)
    Threads.run(2) { index in
      if index == 0 {
        do throws(Fault) {
          _ = try feeder.next()
        } catch {
          outcome.withLock { $0 = error }
        }
      } else {
        usleep(20_000)
        // The producer can only end between blocks.
        feeder.ring.stop()
        source.isStuck.store(false, ordering: .relaxed)
        feeder.close()
        feeder.close()
      }
    }
    #expect(outcome.withLock { $0 } == .closed)
    #expect(throws: Fault.closed) { try feeder.next() }
  }

  @Test(arguments: [0, 1, 5])
  func nothingIsLeftBehind(_ batchCount: Int) throws {
    let set = try TestDataSet(rowCount: 61)
    weak var memory: RingMemory?
    weak var ring: Ring?
    do {
      let feeder = try Feeder(Self.options(set))
      memory = feeder.memory
      ring = feeder.ring
      try feeder.seeAll(batchCount)
      // Closed by going away; what the thread held is gone, so the thread is too.
    }
    #expect(memory == nil && ring == nil)
  }

  @Test func randomOpeningTakingAndClosingEndsWell() throws {
    let set = try TestDataSet(rowCount: 61)
    Threads.run(4) { thread in
      var random = SeededGenerator(seed: UInt64(thread))
      for _ in 0..<20 {
        var options = Self.options(set, slots: Int.random(in: 2...5, using: &random))
        options.shuffle = .window
        options.endStep = Bool.random(using: &random) ? 7 : nil
        do {
          let feeder = try Feeder(options)
          for _ in 0..<Int.random(in: 0...10, using: &random) where try feeder.see() == nil {
            break
          }
          if Bool.random(using: &random) { feeder.close() }
        } catch {
          Issue.record("\(error)")
        }
      }
    }
  }
}
