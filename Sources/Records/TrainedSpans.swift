/// What is asked of one record's trained spans, which are ascending and disjoint.
extension [TrainedSpan] {
  /// The first span that ends after `token`: the one that holds it, or else the next; `endIndex`
  /// where there is none.
  ///
  /// - Complexity: O(log n): a long record is asked for each of the rows that it is cut into.
  package func firstIndex(endingBehind token: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if Int(self[middle].start) + Int(self[middle].count) > token {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// Whether one of `tokens`, of which there is one at least, is trained.
  package func meet(_ tokens: Range<Int>) -> Bool {
    let index = firstIndex(endingBehind: tokens.lowerBound)
    return index < count && Int(self[index].start) < tokens.upperBound
  }
}
