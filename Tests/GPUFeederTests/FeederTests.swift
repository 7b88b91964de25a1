import ByteIO
import TestSupport
import Testing

@testable import GPUFeeder

/// The feeder on data sets on disk: content, order, resume.
@Suite struct FeederTests {
  static let columnSets: [BatchColumns] = [
    .all, .inputIDs, .labels, .positionIDs, [.inputIDs, .positionIDs],
  ]

  @Test(arguments: columnSets, ElementType.allCases)
  func batchesHoldWhatTheRowsHold(_ columns: BatchColumns, _ type: ElementType) throws {
    let set = try TestDataSet(rowCount: 61)
    for tail in TailRule.allCases {
      var options = FeederOptions(set.path, batchSize: 5)
      options.columns = columns
      options.elementType = type
      options.tail = tail
      options.endStep = 30
      let feeder = try Feeder(options)
      let batches = try feeder.seeAll()
      #expect(batches.count == 30)
      for batch in batches {
        let rows = batch.rows.map { $0.row < 0 ? set.padding : set.rows[Int($0.row)] }
        #expect(
          batch.bytes == ReferenceBatch.bytes(rows, columns: columns, elementType: type),
          "step \(batch.step)")
      }
    }
  }

  @Test func timesThatTheClockCannotCountAreTheEndOfTime() {
    #expect(RingLock.time(1.5, after: 7) == 1_500_000_007)
    for seconds in [0, -1, -.infinity, .nan, 1e-300] {
      #expect(RingLock.time(seconds, after: 7) == 7)
    }
    for seconds in [2e10, 1e300, .infinity, .greatestFiniteMagnitude] {
      #expect(RingLock.time(seconds, after: 7) == .max)
    }
    #expect(RingLock.time(1e10, after: 1 << 63) == .max)
    #expect(RingLock.time(1e9, after: 7) == 1_000_000_000_000_000_007)
  }

  @Test func optionsBeyondAllBoundsAreRefused() throws {
    let set = try TestDataSet(rowCount: 10)
    var options = FeederOptions(set.path, batchSize: 1 << 20)
    options.rankCount = 1 << 12
    #expect(throws: Fault.self) { try Feeder(options) }
    options = FeederOptions(set.path, batchSize: 1)
    options.noticeSeconds = .nan
    #expect(throws: Fault.self) { try Feeder(options) }
    // More memory than any machine has: refused, and not taken.
    #expect(throws: Fault.self) { try RingMemory(slotCount: 2, slotByteCount: 1 << 45) }
  }

  @Test(arguments: [BatchColumns.known, [.attentionMask, .segmentStarts]], ElementType.allCases)
  func segmentColumnsSayHowTheBatchIsDivided(
    _ columns: BatchColumns, _ type: ElementType
  ) throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 5)
    options.columns = columns
    options.elementType = type
    options.endStep = 30
    let feeder = try Feeder(options)
    for step in 0..<30 {
      guard case .batch(let batch) = try feeder.next(timeoutSeconds: 30) else {
        Issue.record("no batch at step \(step)")
        return
      }
      let rows = batch.rows.map { $0.row < 0 ? set.padding : set.rows[Int($0.row)] }
      #expect(batch.numbers(of: .attentionMask) == rows.flatMap(\.mask).map(Int64.init))
      let positions = rows.flatMap(\.positions)
      let starts = positions.indices.filter { positions[$0] == 0 }
      #expect(batch.segments.count == starts.count)
      let ends = starts.dropFirst() + [positions.count]
      #expect(batch.segments.longest == zip(starts, ends).map { $1 - $0 }.max())
      #expect(
        batch.numbers(of: .segmentStarts).prefix(starts.count + 1)
          == (starts + [positions.count]).map(Int64.init)[...])
      if columns.contains(.segmentNumbers) {
        var number = -1
        let numbers = positions.map { position -> Int64 in
          number += position == 0 ? 1 : 0
          return Int64(number)
        }
        #expect(batch.numbers(of: .segmentNumbers) == numbers)
      }
      try feeder.release(batch)
    }
  }

  @Test func batchesAreExchangedForMemoryOfTheCaller() throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 5)
    options.endStep = 40
    let expected = try Feeder(options).seeAll()

    let byteCount = try Feeder(options).layout.byteCount
    options.slotCount = 3
    // Three slots, and one more that goes round.
    let blocks = (0..<4).map { _ in
      UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: BatchLayout.alignment)
    }
    defer { for block in blocks { block.deallocate() } }
    options.slotMemory = SlotMemory(Array(blocks.prefix(3)), slotByteCount: byteCount)
    let feeder = try Feeder(options)
    defer { feeder.close() }
    var spare = blocks[3]
    for step in expected.indices {
      guard case .batch(let batch) = try feeder.next(exchangedFor: spare, timeoutSeconds: 30) else {
        Issue.record("no batch at step \(step)")
        return
      }
      let memory = try #require(batch.bytes.baseAddress)
      #expect(memory != UnsafeRawPointer(spare))
      #expect(blocks.contains { UnsafeRawPointer($0) == memory })
      #expect(batch.rows.isEmpty)
      #expect(SeenBatch(batch).bytes == expected[step].bytes, "step \(step)")
      spare = UnsafeMutableRawPointer(mutating: memory)
    }
    guard case .ended = try feeder.next(exchangedFor: spare, timeoutSeconds: 30) else {
      Issue.record("expected the end")
      return
    }
  }

  @Test func onlyLentMemoryIsExchanged() throws {
    let set = try TestDataSet(rowCount: 20)
    let feeder = try Feeder(FeederOptions(set.path, batchSize: 4))
    var byte: UInt8 = 0
    #expect(throws: Fault.self) { try feeder.next(exchangedFor: &byte, timeoutSeconds: 30) }
  }

  @Test(arguments: Shuffle.allCases)
  func rowsComeInTheDocumentedOrder(_ shuffle: Shuffle) throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 4)
    options.shuffle = shuffle
    options.windowBlockCount = 3
    options.seed = 11
    options.endStep = 40
    let feeder = try Feeder(options)
    let reference = ReferenceOrder(
      sources: [
        .init(
          id: feeder.order.dataSetID,
          blocks: ReferenceOrder.blocks(rowCount: 61, rowsPerBlock: 4, rowsPerShard: 18), weight: 1)
      ], seed: 11, shuffle: shuffle, windowBlockCount: 3)
    let sequence = reference.rows(3 * 61)
    for batch in try feeder.seeAll() {
      let expected = ReferenceOrder.step(
        Int(batch.step), of: sequence, rowsPerEpoch: 61, globalBatchSize: 4, tail: .pad)
      #expect(
        batch.rows.map { $0.row < 0 ? nil : ReferenceOrder.Row(source: 0, row: Int($0.row)) }
          == expected)
      #expect(batch.epoch == batch.step / 16 && batch.stepInEpoch == batch.step % 16)
    }
  }

  @Test(arguments: [1, 2, 4, 8], Shuffle.allCases)
  func ranksTogetherFeedEachRowOnce(_ rankCount: Int, _ shuffle: Shuffle) throws {
    let set = try TestDataSet(rowCount: 61)
    var times = [Int](repeating: 0, count: 61)
    var steps: Set<Int> = []
    for rank in 0..<rankCount {
      var options = FeederOptions(set.path, batchSize: 8 / rankCount)
      options.rankCount = rankCount
      options.rank = rank
      options.shuffle = shuffle
      options.windowBlockCount = 2
      options.endStep = 8
      let batches = try Feeder(options).seeAll()
      steps.insert(batches.count)
      for row in batches.flatMap(\.rows) where row.row >= 0 { times[Int(row.row)] += 1 }
    }
    #expect(times.allSatisfy { $0 == 1 })
    #expect(steps == [8])
  }

  @Test(arguments: [1, 2, 4, 8])
  func aRestoredFeederGoesOnWithTheSameBytes(_ rankCount: Int) throws {
    let sets = [
      try TestDataSet(rowCount: 61, seed: 1),
      try TestDataSet(rowCount: 29, rowsPerBlock: 3, rowsPerShard: 9, seed: 2),
    ]
    var random = SeededGenerator(seed: UInt64(rankCount))
    let rank = rankCount - 1
    func options(ranks: Int, rank: Int) -> FeederOptions {
      var options = FeederOptions(
        dataSets: [(sets[0].path, 3), (sets[1].path, 2)], batchSize: 8 / ranks)
      options.rankCount = ranks
      options.rank = rank
      options.windowBlockCount = 2
      options.seed = 5
      options.endStep = 60
      return options
    }
    let whole = try Feeder(options(ranks: rankCount, rank: rank)).seeAll()
    #expect(whole.count == 60)
    // 12 steps an epoch: the borders, and steps at random.
    let steps =
      [0, 1, 11, 12, 13, 24, 59, 60] + (0..<50).map { _ in Int.random(in: 0...60, using: &random) }
    for step in Set(steps).sorted() {
      // The state is saved by a feeder of other ranks with the same global batch.
      let first = try Feeder(options(ranks: 8, rank: 3))
      _ = try first.seeAll(step)
      let text = first.state.text
      #expect(text.utf8.count < 1024)
      first.close()
      let state = try FeederState(parsing: text)
      var second = options(ranks: rankCount, rank: rank)
      second.firstStep = state.step
      let feeder = try Feeder(second)
      try state.check(against: feeder.order)
      #expect(try feeder.seeAll() == Array(whole[step...]), "step \(step)")
    }
  }

  @Test func theStateCountsWhatWasGivenOutAndNotWhatWasReady() throws {
    let set = try TestDataSet(rowCount: 61)
    let feeder = try Feeder(FeederOptions(set.path, batchSize: 2))
    _ = try feeder.seeAll(3)
    #expect(feeder.state.step == 3)
    #expect(feeder.counts.batchCount == 3)
  }

  @Test func aStateOfAnotherOrderIsRefused() throws {
    let set = try TestDataSet(rowCount: 61, seed: 1)
    let other = try TestDataSet(rowCount: 61, seed: 2)
    let state = try Feeder(FeederOptions(set.path, batchSize: 4)).state
    func refusal(_ options: FeederOptions) throws -> String? {
      let opening = try FeederOpening(options)
      do {
        try state.check(against: opening.order)
        return nil
      } catch {
        return error.description
      }
    }
    var options = FeederOptions(set.path, batchSize: 4)
    #expect(try refusal(options) == nil)
    options.slotCount = 3
    options.columns = .inputIDs
    #expect(try refusal(options) == nil)
    options.seed = 1
    #expect(try #require(try refusal(options)).contains("seed is 0, here it is 1"))
    #expect(
      try #require(try refusal(FeederOptions(other.path, batchSize: 4))).contains("data set is"))
    #expect(
      try #require(try refusal(FeederOptions(set.path, batchSize: 8)))
        .contains("global batch size is 4, here it is 8"))
    options = FeederOptions(set.path, batchSize: 2)
    options.rankCount = 2
    #expect(try refusal(options) == nil)
    options.tail = .drop
    #expect(try #require(try refusal(options)).contains("tail rule"))
    options = FeederOptions(set.path, batchSize: 4)
    options.shuffle = .full
    #expect(try #require(try refusal(options)).contains("shuffle"))
    options.shuffle = .window
    options.windowBlockCount = 1
    #expect(try #require(try refusal(options)).contains("window"))
  }

  @Test func statesThatAreNoneAreRefused() {
    for text in ["", "{}", "[1]", "{\"format\":\"prep feeder state\",\"version\":2}"] {
      #expect(throws: Fault.self) { try FeederState(parsing: text) }
    }
  }

  @Test func fullShuffleRefusesWhatDoesNotFit() throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 4)
    options.shuffle = .full
    options.memoryLimit = 1000
    #expect(throws: Fault.self) { try Feeder(options) }
  }

  @Test func stepOneMillionNeedsNoWalk() throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 4)
    options.firstStep = 1_000_000
    let batch = try #require(try Feeder(options).see())
    #expect(batch.step == 1_000_000 && batch.epoch == 62_500)
  }

  @Test func stepsThatCannotBeAreRefused() throws {
    let set = try TestDataSet(rowCount: 61)
    var options = FeederOptions(set.path, batchSize: 4)
    options.firstStep = (1 << 62) / 4
    #expect(try Feeder(options).see()?.step == options.firstStep)
    for step in [options.firstStep + 1, .max] {
      options.firstStep = step
      #expect(throws: Fault.self) { try Feeder(options) }
    }
  }

  @Test func aDataSetThatIsNotThereIsAnError() {
    #expect(throws: Fault.self) { try Feeder(FeederOptions("/nonexistent", batchSize: 1)) }
  }
}
