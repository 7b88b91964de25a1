import ByteIO

/// What is trained of a row: ranges of its tokens, ascending and disjoint.
package struct TrainedRanges {
  private let ranges: [Range<Int>]

  package init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// What is trained of a segment, counted from its first token.
  ///
  /// - Complexity: O(log n) and what it returns: a row may have a segment and a range a token.
  package func within(_ segment: Range<Int>) -> [Range<Int>] {
    let low = ranges.indices.partitionPoint { ranges[$0].upperBound > segment.lowerBound }
    return ranges[low...].prefix { $0.lowerBound < segment.upperBound }
      .map { $0.clamped(to: segment) }.filter { !$0.isEmpty }
      .map { ($0.lowerBound - segment.lowerBound)..<($0.upperBound - segment.lowerBound) }
  }
}
