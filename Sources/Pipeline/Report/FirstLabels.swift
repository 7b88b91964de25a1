import ByteIO
import Planner
import Records
import Shards

/// Trained tokens that stand first in a row and are not trained there, since what would predict
/// them stands in the row before: only concatenation cuts records so.
enum FirstLabels {
  /// How many of each record there are, for records that have any.
  ///
  /// - Complexity: O(n) records are read, however many rows they are cut into: the pieces of one
  ///   follow each other in the plan.
  static func counts(
    of plan: Plan, _ records: some RecordSource
  ) throws(Fault) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    var record = RecordTokens()
    var number: Int?
    for split in Plan.Split.allCases {
      for piece in plan[split].pieces
      where piece.tokenStart > 0 && plan.divisions[piece.record] == nil {
        if number != Int(piece.record) {
          try records.readTokens(ofRecord: Int(piece.record), into: &record)
          number = Int(piece.record)
        }
        let first = Int(piece.tokenStart)
        if record.spans.meet(first..<(first + 1)) {
          counts[Int(piece.record), default: 0] += 1
        }
      }
    }
    return counts
  }
}
