/// How full the neighbourhoods of fastText's dictionary get: a hash table of as many slots as
/// entries / 0.7, in which an entry takes the first free slot from that of its hash on.
///
/// Words can be chosen so that they all stand in one row, where each look-up walks past all others.
/// Which slots are taken does not depend on the order of entries, so counting them is enough; of
/// equal words, of which fastText takes one slot, each is counted.
struct FastTextWordTable {
  /// The hash of the empty word.
  static let emptyHash: UInt32 = 2_166_136_261

  /// The entries whose hash leads to each slot.
  private var counts: [Int32]

  init(entryCount: Int) {
    counts = [Int32](repeating: 0, count: Int((Double(entryCount) / 0.7).rounded(.up)))
  }

  /// Continues a word's hash: FNV-1a, but with bytes that are signed, as fastText's models have it.
  static func add(_ byte: UInt8, to hash: inout UInt32) {
    hash ^= UInt32(bitPattern: Int32(Int8(bitPattern: byte)))
    hash &*= 16_777_619
  }

  mutating func insert(hash: UInt32) {
    counts[Int(hash) % counts.count] += 1
  }

  /// The most taken slots in a row, the last slot being followed by the first.
  ///
  /// Complexity: O(slots).
  func longestRun() -> Int {
    var longest = 0
    var run = 0
    // Entries that found their slot taken.
    var waiting = 0
    // The second round knows who comes over from the end.
    for _ in 0..<2 {
      for count in counts {
        waiting += Int(count)
        run = waiting > 0 ? run + 1 : 0
        waiting = max(waiting - 1, 0)
        longest = max(longest, run)
      }
    }
    return longest
  }
}
