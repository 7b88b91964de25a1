extension Range<Int> {
  /// The first number for which `holds` is true, by binary search; the upper bound where there is
  /// none.
  ///
  /// - Precondition: where `holds` is true for a number, it is so for all after it.
  /// - Complexity: O(log count) calls.
  package func partitionPoint<Failure: Error>(
    _ holds: (Int) throws(Failure) -> Bool
  ) throws(Failure) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if try holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
