import Records

/// Tools as Llama 3.1's template spells them, and what of them it cannot render.
///
/// Follows `llama3_1.jinja` as shipped in TRL 1.16.0: schemas are printed with `tojson(indent=4)`
/// and two newlines after each, arguments and results with `tojson`.
struct LlamaTools: ToolSpelling {
  func appendSchema(_ json: Span<UInt8>, to text: inout [UInt8]) {
    PythonJSON.append(json, indent: 4, to: &text)
    text.append(contentsOf: "\n\n".utf8)
  }

  /// All but `code_interpreter`, which `Environment: ipython` stands for, joined by `, `.
  func appendBuiltinNames(_ names: [[UInt8]], to text: inout [UInt8]) {
    let shown = names.filter { $0 != Array("code_interpreter".utf8) }
    text.append(contentsOf: shown.joined(separator: ", ".utf8))
  }

  func check(callCount: Int) throws(ToolFault) {
    guard callCount == 1 else {
      throw ToolFault("makes more than one tool call, the template renders one")
    }
  }

  /// A function's as JSON, a built-in tool's as `key="value", key="value"`, unescaped.
  func appendArguments(
    _ json: Span<UInt8>, isBuiltin: Bool, to text: inout [UInt8]
  ) throws(ToolFault) {
    guard isBuiltin else { return PythonJSON.append(json, to: &text) }
    // Behind the object's bracket, or a comma.
    var position = 1
    while position < json.count, json[position] == UInt8(ascii: "\"") {
      if position > 1 { text.append(contentsOf: ", ".utf8) }
      let key = text.count
      position = PythonJSON.appendContent(json, at: position, to: &text) + 1
      guard json[position] == UInt8(ascii: "\"") else {
        throw ToolFault(
          "\(String(quoting: text[key...])) is \(Self.kind(json[position])), the template renders "
            + "strings for built-in tools")
      }
      text.append(contentsOf: "=\"".utf8)
      position = PythonJSON.appendContent(json, at: position, to: &text) + 1
      text.append(UInt8(ascii: "\""))
    }
  }

  /// A string, list or object as JSON; a number or boolean as Python's `str` prints it.
  func appendResult(_ json: Span<UInt8>, to text: inout [UInt8]) {
    switch json[0] {
    case UInt8(ascii: "t"): text.append(contentsOf: "True".utf8)
    case UInt8(ascii: "f"): text.append(contentsOf: "False".utf8)
    case UInt8(ascii: "-"), 0x30...0x39: PythonJSON.append(json, infinity: "inf", to: &text)
    default: PythonJSON.append(json, to: &text)
    }
  }

  /// The type of the value that begins with `byte`, as messages name it.
  private static func kind(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "n"): "null"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "a boolean"
    case UInt8(ascii: "["): "an array"
    case UInt8(ascii: "{"): "an object"
    default: "a number"
    }
  }
}
