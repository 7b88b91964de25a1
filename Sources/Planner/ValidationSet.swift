import Records

/// A validation set of the user's own: the records of files that were named for it.
///
/// They stand after all others in the order of the input.
enum ValidationSet {
  /// Puts the kept records from `start` on into the validation split, and drops the others that ask
  /// what one of them asks: a model that has trained on a question is not tested by it.
  ///
  /// - Complexity: O(n), and the prompt hashes of the set.
  static func apply(from start: Int, to facts: [RecordFacts], in plan: inout Plan) {
    // Only ever asked for a hash: its order is never used.
    var firstAsking: [UInt64: UInt32] = [:]
    for record in start..<facts.count where plan.fates[record] == .kept(.train) {
      plan.fates[record] = .kept(.validation)
      let hash = facts[record].promptHash
      if firstAsking[hash] == nil { firstAsking[hash] = UInt32(record) }
    }
    for record in 0..<start where plan.fates[record] == .kept(.train) {
      guard let asking = firstAsking[facts[record].promptHash] else { continue }
      plan.fates[record] = .rejected(.contaminated)
      plan.duplicates.append(Plan.Duplicate(record: UInt32(record), winner: asking))
    }
  }
}
