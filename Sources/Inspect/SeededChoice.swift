import ByteIO

/// A choice by chance that is the same for the same seed.
enum SeededChoice {
  /// `count` of the numbers below `total`, ascending, each set of them equally likely; all of them
  /// where there are no more.
  ///
  /// Floyd's way (Bentley and Floyd, "A sample of brilliance", CACM 1987): O(count) whatever `total`
  /// is.
  static func numbers(_ count: Int, below total: Int, seed: UInt64) -> [Int] {
    guard count < total else { return Array(0..<total) }
    var generator = SplitMix64(state: seed)
    var chosen: Set<Int> = []
    for last in (total - count)..<total {
      let number = Int(generator.next(below: UInt64(last) + 1))
      chosen.insert(chosen.contains(number) ? last : number)
    }
    return chosen.sorted()
  }
}
