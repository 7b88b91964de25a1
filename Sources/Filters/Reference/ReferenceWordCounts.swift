extension WordCounts {
  /// The same counts byte by byte: the slow twin, for tests.
  static func reference(_ evidence: borrowing Span<UInt8>) -> WordCounts {
    var counter = WordCounter(evidence)
    var index = 0
    while index < evidence.count { index = counter.addOne(evidence, at: index) }
    return counter.counts
  }
}
