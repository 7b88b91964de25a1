import ByteIO

extension String {
  /// The text with nothing in it that moves the cursor, changes the screen or turns the order of
  /// letters around; line ends and tabs stay.
  ///
  /// What comes from records, and names from a stranger's data set, is printed this way.
  var printable: String {
    var shown = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t": shown.unicodeScalars.append(scalar)
      case "\u{0}"..<"\u{20}":
        // The pictures of control characters (Unicode, U+2400 to U+241F).
        shown.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case "\u{7F}": shown += "␡"
      // C1 controls, and what embeds, overrides and isolates writing directions.
      case "\u{80}"..<"\u{A0}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// A file's name, or a message that may hold some: on one line, a byte that is not UTF-8 as `\xE9`.
  var printableName: String { FileName.readable(self).printableLine }

  /// The same on one line: line ends and tabs are shown as their pictures too.
  var printableLine: String {
    printable.replacing("\n", with: "␊").replacing("\t", with: "␉")
  }
}
