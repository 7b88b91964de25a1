import Records

/// Shows what a terminal would obey, hide or turn around.
///
/// Strings from records, names of files and values of a data set may be written by a stranger. A
/// terminal obeys control characters (ECMA-48: C0, DEL and C1), and Unicode has characters that
/// turn the order of letters around (UAX #9) or are not seen at all. Each of them is replaced by
/// characters that say what was there. Joiners (U+200C, U+200D) and variation selectors of the
/// basic plane stay: Persian, Hindi and emoji are not written without them.
enum VisibleText {
  /// `text` with all of that replaced; line ends and tabs stay.
  ///
  /// Gives its own result again when applied to it.
  static func of(_ text: String) -> String {
    // Nearly all text is this.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }) {
      return text
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar != "\n", scalar != "\t", let name = name(of: scalar) {
        shown.append(contentsOf: name.unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// The same on one line: line ends and tabs are shown too.
  static func line(_ text: String) -> String {
    // Looked at first: to replace what is not there takes many times as long.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    return of(text).replacing("\n", with: "␊").replacing("\t", with: "␉")
  }

  /// The same for a name beside figures, cut to what a line has room for: a stranger's may be of any
  /// length.
  ///
  /// Cut before too, so that no more is looked at than is shown.
  static func name(_ text: String) -> String { line(text.shortened()).shortened() }

  /// A JSON text of the same value in which no such character is left.
  ///
  /// Each is escaped (RFC 8259, section 7). Outside strings JSON has none but line ends and tabs,
  /// which stay.
  static func json(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      // A byte of a file name has no meaning to JSON: it stays the scalar that stands for it.
      if scalar != "\n", scalar != "\t", !fileNameBytes.contains(scalar), name(of: scalar) != nil {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped.append(contentsOf: "\\u".unicodeScalars)
          escaped.append(contentsOf: repeatElement("0", count: 4 - digits.count))
          escaped.append(contentsOf: digits.unicodeScalars)
        }
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Each stands for a byte of a file name that is not UTF-8 (`FileName`).
  private static let fileNameBytes: ClosedRange<Unicode.Scalar> = "\u{EF80}"..."\u{EFFF}"

  /// What is shown in place of a scalar; nil where it is shown as it is.
  private static func name(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    // The pictures of control characters stand at U+2400, in their order.
    case "\u{0}"..<"\u{20}": Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case "\u{7F}": "␡"
    case fileNameBytes: "\\x" + hexadecimal(scalar.value & 0xFF, digitCount: 2)
    case "\u{80}"..<"\u{A0}",  // C1
      "\u{61C}", "\u{200E}"..."\u{200F}",  // marks of direction
      "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",  // embeddings, overrides, isolates
      "\u{2028}"..."\u{2029}",  // ends of line and paragraph
      "\u{200B}", "\u{2060}"..."\u{2065}", "\u{206A}"..."\u{206F}", "\u{180E}", "\u{FEFF}",
      "\u{FFF9}"..."\u{FFFB}",  // invisible
      "\u{E0000}"..."\u{E0FFF}":  // tags and more selectors: whole hidden texts are written in them
      "<U+" + hexadecimal(scalar.value, digitCount: 4) + ">"
    default: nil
    }
  }

  private static func hexadecimal(_ value: UInt32, digitCount: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
  }
}
