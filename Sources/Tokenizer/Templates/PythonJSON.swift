/// Prints JSON as Python's `json.dumps(value, ensure_ascii=False)` does: the chat template's
/// `tojson`, as transformers defines it.
///
/// What is printed is a value as `ToolSpelling` is handed it, so strings are spelled as Python
/// spells them already. Keys keep their order, nothing is escaped for HTML, numbers are printed as
/// Python prints what it read. Not recursive: a value may nest as deep as its document may.
enum PythonJSON {
  /// Appends the value `json` to `text`: on one line, or `indent` spaces a level.
  ///
  /// - Parameter infinity: How a number that is infinite as a double is spelled: `json.dumps` and
  ///   `str` differ in that.
  static func append(
    _ json: Span<UInt8>, indent: Int? = nil, infinity: String = "Infinity", to text: inout [UInt8]
  ) {
    var level = 0
    func breakLine(_ text: inout [UInt8]) {
      guard let indent else { return }
      text.append(UInt8(ascii: "\n"))
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
    }
    var position = 0
    while position < json.count {
      let byte = json[position]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        text.append(byte)
        // The closing bracket is two after the opening one, in ASCII.
        if json[position + 1] == byte + 2 {
          text.append(byte + 2)
          position += 1
        } else {
          level += 1
          breakLine(&text)
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        level -= 1
        breakLine(&text)
        text.append(byte)
      case UInt8(ascii: ","):
        text.append(byte)
        if indent == nil { text.append(UInt8(ascii: " ")) }
        breakLine(&text)
      case UInt8(ascii: ":"):
        text.append(contentsOf: ": ".utf8)
      case UInt8(ascii: "\""):
        let end = self.end(ofString: json, at: position)
        // SAFETY: both positions are within `json`, which outlives the call.
        json.withUnsafeBufferPointer { text.append(contentsOf: $0[position..<end]) }
        position = end
        continue
      case UInt8(ascii: "-"), 0x30...0x39:
        position = appendNumber(json, at: position, infinity: infinity, to: &text)
        continue
      default:
        // A letter of true, false or null.
        text.append(byte)
      }
      position += 1
    }
  }

  /// The position after the string that begins at `start`.
  private static func end(ofString json: Span<UInt8>, at start: Int) -> Int {
    var position = start + 1
    while json[position] != UInt8(ascii: "\"") {
      position += json[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return position + 1
  }

  /// Appends what the string that begins at `start` says, unescaped; returns the position after
  /// the string.
  static func appendContent(
    _ json: Span<UInt8>, at start: Int, to text: inout [UInt8]
  ) -> Int {
    var position = start + 1
    while json[position] != UInt8(ascii: "\"") {
      guard json[position] == UInt8(ascii: "\\") else {
        text.append(json[position])
        position += 1
        continue
      }
      let escape = json[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "u"):
        // A control character: 00 and two hexadecimal digits.
        text.append(hexadecimal(json[position + 2]) << 4 | hexadecimal(json[position + 3]))
        position += 4
      default: text.append(escape)
      }
    }
    return position + 1
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 0x40 ? digit & 0x0F : (digit & 0x0F) + 9
  }

  /// Appends the number at `start`: an integer as it stands, any other as `float.__repr__` has it;
  /// returns the position after it.
  private static func appendNumber(
    _ json: Span<UInt8>, at start: Int, infinity: String, to text: inout [UInt8]
  ) -> Int {
    let from = text.count
    var isInteger = true
    var position = start
    loop: while position < json.count {
      switch json[position] {
      case UInt8(ascii: "-"), 0x30...0x39: break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "+"): isInteger = false
      default: break loop
      }
      text.append(json[position])
      position += 1
    }
    guard !isInteger else { return position }
    let isNegative = text[from] == UInt8(ascii: "-")
    let value = Double(String(decoding: text[from...], as: UTF8.self)) ?? .infinity
    text.removeSubrange(from...)
    let spelling =
      value.isFinite ? PythonFloat.spelling(of: value) : (isNegative ? "-" : "") + infinity
    text.append(contentsOf: spelling.utf8)
    return position
  }
}
