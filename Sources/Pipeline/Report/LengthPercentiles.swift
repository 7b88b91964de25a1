/// Percentiles of lengths, by nearest rank: the smallest length that at least p percent of the records
/// do not exceed.
package enum LengthPercentiles {
  /// The lengths at `points`, and the greatest as `max`; nothing where there are none.
  ///
  /// - Parameter points: Names, and thousandths of a percent, ascending, so that ranks are computed in
  ///   whole numbers.
  package static func at(
    _ points: [(name: String, thousandths: Int)], of lengths: LengthTally
  ) -> [(name: String, length: Int)] {
    guard let longest = lengths.longest else { return [] }
    let recordCount = lengths.recordCount
    var rest = lengths.counts[...]
    var passed = 0
    return points.map { name, point in
      let rank = max(1, (recordCount * point + 99_999) / 100_000)
      while let next = rest.first, passed + next.count < rank {
        passed += next.count
        rest.removeFirst()
      }
      return (name, rest.first?.length ?? longest)
    } + [("max", longest)]
  }
}
