/// Writes JSON so that the same value always gives the same bytes (RFC 8259, UTF-8).
package enum JSONWriter {
  /// The value on one line, without spaces.
  package static func line(_ value: JSONValue) -> String {
    var text: [UInt8] = []
    write(value, indent: nil, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The value over several lines, two spaces a level, with a line end.
  package static func pages(_ value: JSONValue) -> String {
    var text: [UInt8] = []
    write(value, indent: 0, into: &text)
    return String(decoding: text, as: UTF8.self) + "\n"
  }

  private static func write(_ value: JSONValue, indent: Int?, into text: inout [UInt8]) {
    switch value {
    case .null: text.append(contentsOf: "null".utf8)
    case .boolean(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): text.append(contentsOf: String(value).utf8)
    case .unsigned(let value): text.append(contentsOf: String(value).utf8)
    // JSON has no other numbers; a figure that came to nothing is nothing.
    case .number(let value):
      text.append(contentsOf: (value.isFinite ? String(describing: value) : "null").utf8)
    case .string(let value): writeString(value, into: &text)
    case .array(let elements):
      writeList(elements, between: (0x5B, 0x5D), indent: indent, into: &text) { element, text in
        write(element, indent: indent.map { $0 + 1 }, into: &text)
      }
    case .object(let members):
      writeList(members, between: (0x7B, 0x7D), indent: indent, into: &text) { member, text in
        writeString(member.key, into: &text)
        text.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
        write(member.value, indent: indent.map { $0 + 1 }, into: &text)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], between brackets: (UInt8, UInt8), indent: Int?,
    into text: inout [UInt8], write: (Element, inout [UInt8]) -> Void
  ) {
    text.append(brackets.0)
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      breakLine(indent.map { $0 + 1 }, into: &text)
      write(element, &text)
    }
    if !elements.isEmpty { breakLine(indent, into: &text) }
    text.append(brackets.1)
  }

  private static func breakLine(_ indent: Int?, into text: inout [UInt8]) {
    guard let indent else { return }
    text.append(UInt8(ascii: "\n"))
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
  }

  /// Appends `value` in quotes, escaping what RFC 8259 section 7 says must be and nothing else.
  ///
  /// By bytes and in runs, since rejected lines of a user's input are written here too.
  private static func writeString(_ value: String, into text: inout [UInt8]) {
    var value = value
    text.append(UInt8(ascii: "\""))
    // SAFETY: the bytes are used within the call only.
    value.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        let byte = unsafe bytes[index]
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
        unsafe text.append(contentsOf: bytes[start..<index])
        text.append(contentsOf: escape(byte).utf8)
        start = index + 1
      }
      unsafe text.append(contentsOf: bytes[start...])
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    default: return (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
    }
  }
}
