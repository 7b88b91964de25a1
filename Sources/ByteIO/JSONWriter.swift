/// Writes JSON so that the same value always gives the same bytes (RFC 8259, UTF-8).
package enum JSONWriter {
  /// The value on one line, without spaces.
  package static func line(_ value: JSONValue) -> String {
    var text = ""
    write(value, indent: nil, into: &text)
    return text
  }

  /// The value over several lines, two spaces a level, with a line end.
  package static func pages(_ value: JSONValue) -> String {
    var text = ""
    write(value, indent: 0, into: &text)
    return text + "\n"
  }

  private static func write(_ value: JSONValue, indent: Int?, into text: inout String) {
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    // JSON has no other numbers; a figure that came to nothing is nothing.
    case .number(let value): text += value.isFinite ? String(describing: value) : "null"
    case .string(let value): writeString(value, into: &text)
    case .array(let elements):
      writeList(elements, between: ("[", "]"), indent: indent, into: &text) { element, text in
        write(element, indent: indent.map { $0 + 1 }, into: &text)
      }
    case .object(let members):
      writeList(members, between: ("{", "}"), indent: indent, into: &text) { member, text in
        writeString(member.key, into: &text)
        text += indent == nil ? ":" : ": "
        write(member.value, indent: indent.map { $0 + 1 }, into: &text)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], between brackets: (String, String), indent: Int?,
    into text: inout String, write: (Element, inout String) -> Void
  ) {
    text += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine(indent.map { $0 + 1 }, into: &text)
      write(element, &text)
    }
    if !elements.isEmpty { breakLine(indent, into: &text) }
    text += brackets.1
  }

  private static func breakLine(_ indent: Int?, into text: inout String) {
    guard let indent else { return }
    text += "\n" + String(repeating: "  ", count: indent)
  }

  /// Appends `value` in quotes, escaping what RFC 8259 section 7 says must be and nothing else.
  package static func writeString(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
