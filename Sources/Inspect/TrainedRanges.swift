/// What is trained of a row: ranges of its tokens, ascending and disjoint.
package struct TrainedRanges {
  private let ranges: [Range<Int>]

  package init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// What is trained of a segment, counted from its first token.
  ///
  /// - Complexity: O(log n) and what it returns: a row may have a segment and a range a token.
  package func within(_ segment: Range<Int>) -> [Range<Int>] {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upperBound > segment.lowerBound { high = middle } else { low = middle + 1 }
    }
    return ranges[low...].prefix { $0.lowerBound < segment.upperBound }
      .map { $0.clamped(to: segment) }.filter { !$0.isEmpty }
      .map { ($0.lowerBound - segment.lowerBound)..<($0.upperBound - segment.lowerBound) }
  }
}
