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
    // Runs that need no escape are appended whole: rejected lines come here by the megabyte.
    var rest = value.utf8[...]
    while let place = rest.firstIndex(where: needsEscape) {
      text += Substring(rest[..<place])
      text += escape(rest[place])
      rest = rest[rest.index(after: place)...]
    }
    text += Substring(rest)
    text += "\""
  }

  /// Whether a byte is a quote, a backslash or a control character; bytes of longer characters
  /// never are.
  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    default:
      let digits = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
