import Inspect

/// How long records are.
extension StatisticsRendering {
  private static let barColumnCount = 32

  /// A bar for each bin of lengths, twice as long from each second one to the next.
  static func lengthHistogram(_ document: StatisticsDocument) throws -> String {
    let bins = try document.lengthHistogram()
    let total = bins.reduce(0) { $0 + $1.kept + $1.tooLong }
    guard total > 0 else { return "" }
    let most = bins.map { $0.kept + $0.tooLong }.max() ?? 0
    let rows = bins.map { bin in
      [
        "\(Figures.count(bin.lengths.lowerBound))–\(Figures.count(bin.lengths.upperBound))",
        BarChart.bar(bin.kept, shaded: bin.tooLong, of: most, columnCount: barColumnCount),
        Figures.count(bin.kept + bin.tooLong), Figures.percent(bin.kept + bin.tooLong, of: total),
      ]
    }
    let tooLong = bins.reduce(0) { $0 + $1.tooLong }
    let legend = "  ░ \(Figures.count(tooLong)) do not fit a row and were dropped\n"
    return Figures.table(rows) + (tooLong > 0 ? legend : "")
  }

  /// The share of records above each of the usual lengths of rows.
  static func lengthsOver(_ document: StatisticsDocument) throws -> String {
    let total = try document.lengthHistogram().reduce(0) { $0 + $1.kept + $1.tooLong }
    return top(
      try document.lengthsOver().map { over in
        let count = over.kept + over.tooLong
        return [
          "longer than \(Figures.count(over.tokens))", Figures.count(count),
          Figures.percent(count, of: total),
        ]
      })
  }
}
