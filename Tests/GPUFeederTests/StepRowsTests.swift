import ByteIO
import TestSupport
import Testing

@testable import GPUFeeder

/// Which rows a step holds, told without feeding it.
@Suite struct StepRowsTests {
  @Test(arguments: Shuffle.allCases, TailRule.allCases)
  func everyStepIsToldAsItIsFed(_ shuffle: Shuffle, _ tail: TailRule) throws {
    let sets = [try TestDataSet(rowCount: 61), try TestDataSet(rowCount: 40, seed: 2)]
    for (count, rank) in [(1, 0), (3, 2)] {
      var options = FeederOptions(dataSets: [(sets[0].path, 3), (sets[1].path, 1)], batchSize: 4)
      options.shuffle = shuffle
      options.tail = tail
      options.rankCount = count
      options.rank = rank
      options.endStep = 80
      let feeder = try Feeder(options)
      let fed = try feeder.seeAll().map(\.rows)
      #expect(fed.count == 80)
      // Backwards too: what is kept of one step must not decide another.
      for step in Array(0..<80) + (0..<80).reversed() {
        #expect(try feeder.rows(ofStep: UInt64(step)) == fed[step], "step \(step)")
      }
      #expect(throws: Fault.self) { try feeder.rows(ofStep: .max) }
      #expect(throws: Fault.self) { try feeder.rows(ofStep: feeder.plan.lastStep) }
    }
  }

  @Test func rowsSayWhichRecordsTheyHold() throws {
    let set = try TestDataSet(rowCount: 30)
    let reader = try RowReader(directory: set.path, split: "train")
    for row in [29, 0, 7, 8] {
      let records = try reader.records(ofRow: row)
      #expect(records.map { Int32($0.tokenCount) } == (try reader.read(row).segmentLengths))
      #expect(records.allSatisfy { $0.line > 0 })
    }
    #expect(throws: Fault.self) { try reader.records(ofRow: 30) }
    #expect(throws: Fault.self) { try reader.records(ofRow: -1) }
  }
}
