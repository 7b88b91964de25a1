/// Text in lines of a screen's width.
enum WrappedText {
  /// The columns that every terminal has.
  static let columnCount = 80

  /// `text` in lines of at most `columnCount` columns: `first` begins the first line, and as many
  /// spaces each later one.
  ///
  /// A word that no line has room for is cut. Strangers' text is filtered when it is printed, and by
  /// then has its final width, since it goes through `VisibleText` here too.
  static func lines(
    _ text: String, after first: String, columnCount: Int = columnCount
  ) -> [String] {
    let room = max(8, columnCount - first.count)
    var lines: [String] = []
    var line = ""
    for word in VisibleText.line(text).split(separator: " ") {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      while word.count > room {
        lines.append(String(word.prefix(room)))
        word = word.dropFirst(room)
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    let indent = String(repeating: " ", count: first.count)
    return lines.enumerated().map { ($0 == 0 ? first : indent) + $1 }
  }

  /// Whether a word of `text` has no room in a line after `first`.
  static func hasLongWord(_ text: String, after first: String) -> Bool {
    VisibleText.line(text).split(separator: " ").contains { $0.count > columnCount - first.count }
  }

  /// A command in lines that a shell takes for one, none of them broken within a word.
  static func command(
    _ words: [String], after first: String, columnCount: Int = columnCount
  ) -> [String] {
    let room = max(8, columnCount - first.count)
    var lines = [""]
    for word in words.map(VisibleText.line) {
      let last = lines.count - 1
      // Two columns for the sign that the command goes on.
      if !lines[last].isEmpty, lines[last].count + 1 + word.count + 2 > room {
        lines[last] += " \\"
        lines.append("  " + word)
      } else {
        lines[last] += (lines[last].isEmpty ? "" : " ") + word
      }
    }
    let indent = String(repeating: " ", count: first.count)
    return lines.enumerated().map { ($0 == 0 ? first : indent) + $1 }
  }
}
