/// Percentiles of lengths, by nearest rank: the smallest length that at least p percent of the records
/// do not exceed.
package enum LengthPercentiles {
  /// The lengths at `points`, and the greatest as `max`; nothing where there are none.
  ///
  /// - Parameters:
  ///   - points: Names, and thousandths of a percent, so that ranks are computed in whole numbers.
  ///   - lengths: In any order.
  package static func at(
    _ points: [(name: String, thousandths: Int)], of lengths: [UInt32]
  ) -> [(name: String, length: Int)] {
    let lengths = lengths.sorted()
    guard let longest = lengths.last else { return [] }
    return points.map { name, point in
      let rank = max(1, (lengths.count * point + 99_999) / 100_000)
      return (name, Int(lengths[rank - 1]))
    } + [("max", Int(longest))]
  }
}
