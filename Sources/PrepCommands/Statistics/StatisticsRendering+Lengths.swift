import Inspect

/// How long records are.
extension StatisticsRendering {
  /// A bar for each bin of lengths, twice as long from each second one to the next.
  static func lengthHistogram(_ document: StatisticsDocument) throws -> String {
    let bins = try document.lengthHistogram()
    let tooLong = bins.reduce(0) { $0 + $1.tooLong }
    let legend = "  ░ \(Figures.count(tooLong)) do not fit a row and were dropped\n"
    return LengthTables.histogram(
      bins.map { .init(lengths: $0.lengths, count: $0.kept, tooLongCount: $0.tooLong) })
      + (tooLong > 0 ? legend : "")
  }

  /// The share of records above each of the usual lengths of rows.
  static func lengthsOver(_ document: StatisticsDocument) throws -> String {
    let total = try document.lengthHistogram().reduce(0) { $0 + $1.kept + $1.tooLong }
    return top(
      LengthTables.longer(
        try document.lengthsOver().map { ($0.tokens, $0.kept + $0.tooLong) }, of: total))
  }
}
