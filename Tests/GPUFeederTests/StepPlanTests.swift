import TestSupport
import Testing

@testable import GPUFeeder

/// Steps, ranks and tails.
@Suite struct StepPlanTests {
  static let shape = OrderTests.Shape(rowCount: 101, rowsPerBlock: 8, rowsPerShard: 40)

  @Test(arguments: TailRule.allCases, [1, 2, 4, 8])
  func ranksTogetherMakeTheGlobalOrder(_ tail: TailRule, _ rankCount: Int) throws {
    let global = 16
    let sequence = OrderTests.reference([Self.shape], shuffle: .window).rows(3 * 101)
    for rank in 0..<rankCount {
      let plan = try OrderTests.plan(
        101, batch: global / rankCount, ranks: rankCount, rank: rank, tail: tail)
      var order = OrderTests.order([Self.shape], shuffle: .window, plan: plan)
      for step in 0..<(2 * plan.stepsPerEpoch) {
        let expected = ReferenceOrder.step(
          step, of: sequence, rowsPerEpoch: 101, globalBatchSize: global, tail: tail)
        let share = expected[(rank * plan.batchSize)..<((rank + 1) * plan.batchSize)]
        let rows = (0..<plan.batchSize).map {
          order.row(step: UInt64(step), index: $0).map { OrderTests.name($0, [Self.shape]) }
        }
        #expect(rows == Array(share), "step \(step), rank \(rank)")
      }
    }
  }

  @Test(arguments: [1, 7, 16, 96, 100, 101, 112], TailRule.allCases)
  func everyRowOfAnEpochIsCountedFor(_ rowCount: Int, _ tail: TailRule) throws {
    for (batch, ranks) in [(1, 1), (16, 1), (4, 4), (3, 5), (200, 1)] {
      let global = batch * ranks
      guard
        let plan = StepPlan(
          rowsPerEpoch: rowCount, batchSize: batch, rankCount: ranks, rank: 0, tail: tail)
      else {
        #expect(tail == .drop && rowCount < global)
        continue
      }
      for epoch in 0..<2 {
        var times = [Int](repeating: 0, count: rowCount)
        var padding = 0
        for step in 0..<plan.stepsPerEpoch {
          for index in 0..<global {
            let position = plan.position(
              step: UInt64(epoch * plan.stepsPerEpoch + step), globalIndex: index)
            if let position {
              times[Int(position) - epoch * rowCount] += 1
            } else {
              padding += 1
            }
          }
        }
        #expect(padding == plan.paddedRowCount)
        #expect(times.count { $0 == 0 } == plan.droppedRowCount)
        #expect(times.reduce(0) { $0 + max(0, $1 - 1) } == plan.repeatedRowCount)
        #expect(times.reduce(0, +) + padding == plan.stepsPerEpoch * global)
        if tail == .pad { #expect(times.allSatisfy { $0 == 1 }) }
      }
    }
  }

  @Test(arguments: 1..<16)
  func paddingLeavesNoRankWithoutRows(_ left: Int) throws {
    // 16 rows a step over 4 ranks, `left` rows in the last.
    let rowCount = 32 + left
    var counts: [Int] = []
    for rank in 0..<4 {
      let plan = try OrderTests.plan(rowCount, batch: 4, ranks: 4, rank: rank, tail: .pad)
      counts.append((0..<4).count { plan.position(step: 2, index: $0) != nil })
    }
    #expect(counts.reduce(0, +) == left)
    if left >= 4 { #expect(counts.allSatisfy { $0 > 0 }) }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
  }

  @Test func noStepAtAllIsNoPlan() {
    #expect(
      StepPlan(rowsPerEpoch: 0, batchSize: 1, rankCount: 1, rank: 0, tail: .pad) == nil)
    #expect(
      StepPlan(rowsPerEpoch: 7, batchSize: 8, rankCount: 1, rank: 0, tail: .drop) == nil)
  }

  @Test func stepOneMillionIsArithmetic() throws {
    let plan = try OrderTests.plan(101, batch: 4, ranks: 4, tail: .pad)
    #expect(plan.stepsPerEpoch == 7)
    #expect(plan.epoch(ofStep: 1_000_000) == 142_857)
    let expected: UInt64 = 142_857 * 101 + 16 + 2
    #expect(plan.position(step: 1_000_000, index: 2) == expected)
  }
}
