/// Bars of block characters, an eighth of a column fine.
enum BarChart {
  /// A bar for `solid` of `most`, and after it one of another look for `shaded`, both of `most`.
  ///
  /// Always `columnCount` characters, filled up with spaces. What is there at all is seen: a count
  /// above zero has an eighth of a column at the least, or a whole one where it is shaded.
  static func bar(_ solid: Int, shaded: Int = 0, of most: Int, columnCount: Int) -> String {
    guard most > 0 else { return String(repeating: " ", count: columnCount) }
    func share(_ count: Int, of parts: Int) -> Int {
      let exact = Double(count) / Double(most) * Double(parts)
      return count > 0 ? max(1, Int(exact.rounded())) : 0
    }
    let shadedCount = share(shaded, of: columnCount)
    let room = shaded > 0 ? columnCount - shadedCount : columnCount
    let eighths = min(share(solid, of: 8 * columnCount), 8 * room)
    var bar = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { bar.append(Self.partial[eighths % 8 - 1]) }
    bar += String(repeating: "░", count: min(shadedCount, columnCount - bar.count))
    return bar + String(repeating: " ", count: columnCount - bar.count)
  }

  /// One to seven eighths, from the left (Unicode block elements).
  private static let partial: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
