import Records

/// Finds records with equal content; the one that stands first in the input wins.
enum ExactDuplicates {
  /// Drops every record kept in `split` that is equal to an earlier one there.
  ///
  /// - Complexity: O(n log n) time, four bytes a record: sorting numbers takes a third of the
  ///   memory of a hash table, and its order depends on nothing but the content.
  static func drop(
    from split: Plan.Split, _ facts: [RecordFacts], in plan: inout Plan
  ) {
    var order: [UInt32] = []
    for record in facts.indices where plan.fates[record] == .kept(split) {
      order.append(UInt32(record))
    }
    order.sort { left, right in
      let (a, b) = (facts[Int(left)].contentHash, facts[Int(right)].contentHash)
      return (a.high, a.low, left) < (b.high, b.low, right)
    }
    var winner: UInt32?
    for record in order {
      if let winner, facts[Int(winner)].contentHash == facts[Int(record)].contentHash {
        plan.fates[Int(record)] = .rejected(.duplicate)
        plan.duplicates.append(Plan.Duplicate(record: record, winner: winner))
      } else {
        winner = record
      }
    }
  }
}
