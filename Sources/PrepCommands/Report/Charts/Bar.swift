/// A part of a whole as a bar, beside a figure that says the same.
///
/// The charts of this folder are SVG of our own: SwiftPlot, the one chart library for Swift outside
/// Apple's systems, needs Foundation, writes text unescaped, loads a font from the network and has not
/// changed since 2022; packages for SVG that are kept up have elements and no charts.
struct Bar {
  /// From 0 to 1.
  let share: Double

  var html: HTML {
    let width = Figures.decimal(100 * min(max(share, 0), 1), places: 2)
    return """
      <svg class="bar" aria-hidden="true"><rect class="rest" width="100%" height="100%"/>\
      <rect width="\(width)%" height="100%"/></svg>
      """
  }
}
