/// Keeps the vocabulary's hash tables from being slow to look things up in.
///
/// What is not in such a table is looked for from the slot of its hash to the next empty one. The
/// hashes are fixed, so a file can be made whose entries fill slots side by side, each in its own:
/// then every look-up walks past most of the others. So it is the rows of taken slots that count,
/// and not only how far an entry stands from its own slot.
enum TakenRun {
  /// How many slots in a row may be taken; the tables of Llama 3 have 13 and 24.
  static let limit = 128

  /// Whether more than `limit` slots in a row are not `empty`.
  ///
  /// The last slot is not taken for the neighbour of the first, so a run that goes on there may be
  /// twice as long.
  ///
  /// Complexity: O(slots / `limit`) for a sparse table, O(slots) at most.
  static func isTooLong<Slot: Equatable>(in slots: [Slot], empty: Slot) -> Bool {
    // A run that is too long passes one of these places.
    for place in stride(from: 0, to: slots.count, by: limit) where slots[place] != empty {
      var first = place
      while first > 0, slots[first - 1] != empty, place - first < limit { first -= 1 }
      var end = place + 1
      while end < slots.count, slots[end] != empty, end - first <= limit { end += 1 }
      if end - first > limit { return true }
    }
    return false
  }
}
