/// Lengths of records on a screen: of a data set, and of an input that is only looked at.
enum LengthTables {
  private static let barColumnCount = 32

  /// Records whose lengths lie in one range.
  struct Bin {
    var lengths: ClosedRange<Int>
    var count: Int
    /// Those beside them that fit no row, and are drawn otherwise.
    var tooLongCount = 0

    var total: Int { count + tooLongCount }
  }

  /// A bar for each bin, with its count and share; nothing where there are no records.
  static func histogram(_ bins: [Bin]) -> String {
    let total = bins.reduce(0) { $0 + $1.total }
    guard total > 0 else { return "" }
    let most = bins.map(\.total).max() ?? 0
    return Figures.table(
      bins.map { bin in
        [
          "\(Figures.count(bin.lengths.lowerBound))–\(Figures.count(bin.lengths.upperBound))",
          BarChart.bar(
            bin.count, shaded: bin.tooLongCount, of: most, columnCount: barColumnCount),
          Figures.count(bin.total), Figures.percent(bin.total, of: total),
        ]
      })
  }

  /// A row for each length of rows, with the records that are longer and their share.
  static func longer(_ counts: [(tokens: Int, count: Int)], of total: Int) -> [[String]] {
    counts.map { tokens, count in
      [
        "longer than \(Figures.count(tokens))", Figures.count(count),
        Figures.percent(count, of: total),
      ]
    }
  }
}
