import Glibc
import Inspect

/// Records by their length: a column a bin, on a logarithmic axis.
///
/// Places along the axis are in percent and all else in pixels, so that letters and lines keep their
/// size whatever the width is.
struct LengthChart {
  let bins: [StatisticsDocument.LengthBin]
  /// Tokens a row.
  let rowLength: Int
  /// Tokens of the record in the middle; nil where the report does not say.
  let median: Int?

  private static let height = 260
  private static let top = 26
  private static let bottom = 44
  private static var plotHeight: Int { height - top - bottom }

  var html: HTML {
    let ticks = Self.ticks(upTo: bins.map { $0.kept + $0.tooLong }.max() ?? 0)
    return """
      <figure class="chart">
      <svg class="columns" role="img" aria-labelledby="length-chart-title length-chart-desc" \
      height="\(Self.height)">
      <title id="length-chart-title">Records by their length in tokens</title>
      <desc id="length-chart-desc">\(description)</desc>
      <text class="unit" x="-56" y="12">records</text>
      \(ticks.map { label($0, ticks) })
      \(ticks.map { line($0, ticks) })
      \(bins.map { column($0, ticks) })
      \(axis)
      \(marks)
      </svg>
      </figure>

      """
  }

  private var description: HTML {
    guard let largest = bins.max(by: { $0.kept + $0.tooLong < $1.kept + $1.tooLong }) else {
      return ""
    }
    let tooLong = bins.reduce(0) { $0 + $1.tooLong }
    return """
      Most records, \(Figures.count(largest.kept + largest.tooLong)), have \
      \(Figures.count(largest.lengths.lowerBound)) to \(Figures.count(largest.lengths.upperBound)) \
      tokens; \(Figures.count(tooLong)) do not fit a row of \(Figures.count(rowLength)). The table \
      below has all columns.
      """
  }

  // MARK: Along

  private var ends: (low: Double, high: Double) {
    let low = log2(Double(max(1, bins.first?.lengths.lowerBound ?? 1)))
    let high = log2(Double((bins.last?.lengths.upperBound ?? 1) + 1))
    return (low, max(high, low + 1))
  }

  /// Where a length is, in percent of the plot's width.
  private func place(_ length: Int) -> Double {
    let (low, high) = ends
    return 100 * (log2(Double(max(1, length))) - low) / (high - low)
  }

  private static func percent(_ value: Double) -> String { Figures.decimal(value, places: 2) + "%" }

  private var axis: HTML {
    let bottom = Self.height - Self.bottom
    let (low, high) = ends
    let powers = Int(low.rounded(.up))...Int(high.rounded(.down))
    // Every second has a label, and every fourth where there is little room.
    let every = powers.count > 12 ? 4 : 2
    let labels = powers.map { (power) -> HTML in
      let place = Self.percent(self.place(1 << power))
      let rank: HTML =
        power % every == 0 ? "major" : power % 2 == 0 || every == 2 ? "minor" : "none"
      return """
        <line class="axis" x1="\(place)" x2="\(place)" y1="\(bottom)" y2="\(bottom + 4)"/>\
        <text class="\(rank)" x="\(place)" y="\(bottom + 18)" text-anchor="middle">\
        \(Figures.count(1 << power))</text>
        """
    }
    return """
      <line class="axis" x1="0" x2="100%" y1="\(bottom)" y2="\(bottom)"/>\(labels)\
      <text class="unit" x="50%" y="\(bottom + 38)" text-anchor="middle">tokens a record \
      (logarithmic)</text>
      """
  }

  // MARK: Upwards

  /// Round numbers from 0 to `count` or just above it.
  static func ticks(upTo count: Int) -> [Int] {
    var (step, power) = (1, 1)
    while step * 5 < count {
      // 1, 2, 5, 10, 20, 50 …
      (step, power) =
        switch step / power {
        case 1: (2 * power, power)
        case 2: (5 * power, power)
        default: (10 * power, 10 * power)
        }
    }
    return Array(stride(from: 0, through: max(step, (count + step - 1) / step * step), by: step))
  }

  private func y(_ count: Int, _ ticks: [Int]) -> Double {
    let share = Double(count) / Double(max(1, ticks.last ?? 1))
    return Double(Self.height - Self.bottom) - share * Double(Self.plotHeight)
  }

  private func label(_ tick: Int, _ ticks: [Int]) -> HTML {
    """
    <text x="-8" y="\(Figures.decimal(y(tick, ticks) + 4, places: 1))" text-anchor="end">\
    \(Figures.count(tick))</text>
    """
  }

  private func line(_ tick: Int, _ ticks: [Int]) -> HTML {
    let y = Figures.decimal(y(tick, ticks), places: 1)
    return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
  }

  private func column(_ bin: StatisticsDocument.LengthBin, _ ticks: [Int]) -> HTML {
    let left = place(bin.lengths.lowerBound)
    let width = place(bin.lengths.upperBound + 1) - left
    func piece(_ look: ShareChart.Look, from low: Int, to high: Int) -> HTML {
      guard high > low else { return "" }
      let (top, bottom) = (y(high, ticks), y(low, ticks))
      return """
        <rect class="\(look.rawValue)" x="\(Self.percent(left + width * 0.04))" \
        width="\(Self.percent(width * 0.92))" y="\(Figures.decimal(top, places: 1))" \
        height="\(Figures.decimal(max(1, bottom - top), places: 1))"/>
        """
    }
    return """
      <g><title>\(Figures.count(bin.lengths.lowerBound)) to \
      \(Figures.count(bin.lengths.upperBound)) tokens: \(Figures.count(bin.kept)) records kept, \
      \(Figures.count(bin.tooLong)) too long</title>\
      \(piece(.first, from: 0, to: bin.kept))\
      \(piece(.second, from: bin.kept, to: bin.kept + bin.tooLong))</g>
      """
  }

  // MARK: Marks

  /// The row's length and the median, where they lie within the axis.
  private var marks: HTML {
    mark(rowLength, "row \(Figures.count(rowLength))", isFirst: false)
      + (median.map { mark($0, "median \(Figures.count($0))", isFirst: true) } ?? "")
  }

  private func mark(_ length: Int, _ label: HTML, isFirst: Bool) -> HTML {
    let place = self.place(length)
    guard (0...100).contains(place) else { return "" }
    let x = Self.percent(place)
    // Away from the other, and within the plot.
    let anchor: HTML = place < 15 ? "start" : place > 85 || isFirst ? "end" : "start"
    let shift: HTML = anchor == "end" ? "-4" : "4"
    return """
      <line class="mark" x1="\(x)" x2="\(x)" y1="\(Self.top - 14)" y2="\(Self.height - Self.bottom)"/>\
      <text class="mark" x="\(x)" dx="\(shift)" y="\(Self.top - 6)" text-anchor="\(anchor)">\
      \(label)</text>
      """
  }
}
