import Glibc

/// Numbers as a person reads them.
enum Figures {
  /// A count with thousands apart, as `1,234,567`.
  static func count(_ value: some BinaryInteger) -> String {
    var digits = String(value)[...]
    let sign = digits.hasPrefix("-") ? String(digits.removeFirst()) : ""
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    groups.insert(digits, at: 0)
    return sign + groups.joined(separator: ",")
  }

  /// `999`, `490k`, `1.2M`, `35M`: for where there is no room for more.
  static func shortCount(_ value: Int) -> String {
    var amount = Double(value)
    for unit in ["", "k", "M", "G"] {
      if amount < 999.5 {
        return decimal(amount, places: !unit.isEmpty && amount < 9.95 ? 1 : 0) + unit
      }
      amount /= 1000
    }
    return decimal(amount, places: 1) + "T"
  }

  /// `12.34 %`, with `0.00 %` for nothing of nothing.
  static func percent(_ part: some BinaryInteger, of whole: some BinaryInteger) -> String {
    decimal(whole == 0 ? 0 : 100 * Double(part) / Double(whole), places: 2) + " %"
  }

  /// `61.9 MB`: decimal units, as disks and networks are sold.
  static func bytes(_ value: some BinaryInteger) -> String { bytes(Double(value)) }

  /// The same for a number that was worked out, of any size.
  static func bytes(_ value: Double) -> String {
    var amount = value
    for unit in ["B", "kB", "MB", "GB"] {
      if amount < 1000 { return decimal(amount, places: unit == "B" ? 0 : 1) + " " + unit }
      amount /= 1000
    }
    return decimal(amount, places: 1) + " TB"
  }

  /// `12 s`, `3 min 20 s`, `1 h 5 min`.
  static func duration(seconds: Double) -> String {
    if seconds < 10 { return decimal(seconds, places: 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  static func decimal(_ value: Double, places: Int) -> String {
    // The locale is always C: nothing sets another. No number has more digits.
    String(unsafeUninitializedCapacity: 400) { digits in
      // SAFETY: vsnprintf writes no more than it is told there is room for, and what it returns is
      // cut to that.
      let count = digits.withMemoryRebound(to: CChar.self) { digits in
        withVaList([CInt(places), value]) {
          vsnprintf(digits.baseAddress, digits.count, "%.*f", $0)
        }
      }
      return min(max(0, Int(count)), digits.count - 1)
    }
  }

  /// Columns side by side: the first to the left, the others to the right, but for `notes`, a column
  /// of words.
  ///
  /// Cells may hold names from records; they are shown as they will be, since that is their width,
  /// and cut, since every row is as wide as the widest name.
  static func table(_ rows: [[String]], notes: Int? = nil, indent: String = "  ") -> String {
    let rows = rows.map { $0.map(VisibleText.name) }
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || column == notes ? cell + padding : padding + cell
      }
      var line = indent + cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
