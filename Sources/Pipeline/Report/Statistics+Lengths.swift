import ByteIO
import Planner
import Records

/// How long records are.
extension Statistics {
  /// Tokens per kept record that stand in rows, each once.
  func percentiles(_ kept: [Int]) -> JSONValue {
    let lengths = kept.map { record in
      planned.plan.tokenCount(of: facts[record])
        - (planned.plan.divisions[UInt32(record)]?.lostTokenCount ?? 0)
    }
    let points = [
      ("p1", 1000), ("p5", 5000), ("p25", 25_000), ("p50", 50_000), ("p75", 75_000),
      ("p90", 90_000), ("p95", 95_000), ("p99", 99_000), ("p99.9", 99_900),
    ]
    return .object(
      LengthPercentiles.at(points, of: lengths).map { .init($0.name, JSONValue($0.length)) })
  }

  /// The lengths of records before `--overlong` cuts, splits or drops any.
  ///
  /// By them a sequence length is chosen.
  func fullLengths(_ kept: [Int]) -> (kept: [Int], tooLong: [Int]) {
    let tooLong = facts.indices.filter { planned.plan.fates[$0] == .rejected(.tooLong) }
    return (kept.map { Int(facts[$0].tokenCount) }, tooLong.map { Int(facts[$0].tokenCount) })
  }

  /// Kept records that say what one before them in the input says, in the same split: what
  /// `--dedup exact` drops.
  ///
  /// - Complexity: O(n log n), and 16 bytes a record.
  func repeatedRecordCount(_ kept: [Int]) -> Int {
    let words = planned.facts.words(of: .contentHash)
    return Plan.Split.allCases.reduce(0) { sum, split in
      let hashes = kept.filter { planned.plan.fates[$0] == .kept(split) }
        .map { ContentHash(words, of: $0) }
      return sum + ContentHash.repeatCount(in: hashes)
    }
  }
}
