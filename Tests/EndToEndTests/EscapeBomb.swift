import ByteIO
import TestSupport

/// Text that a terminal obeys, and data sets of a stranger who puts it wherever text can stand.
enum EscapeBomb {
  /// A title, a cleared screen and colours in C0 and C1 controls; then DEL, turned letters, ends of
  /// line and paragraph, and hidden text.
  static let text =
    "\u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}[31mred\u{9B}2J\u{9D}0;owned\u{9C}\u{7F}\u{8}\r"
    + "\u{202E}txt.exe\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}\u{2028}\u{2029}\u{FEFF}\u{E0041}"

  /// Whether a terminal would obey or hide any of `text`.
  static func isLive(in text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
        0xE0000...0xE0FFF:
        true
      default: false
      }
    }
  }

  /// Copies of `value` with the bomb in one string each: before each value, and before each key
  /// below the top, lists by their first element.
  static func variants(of value: JSONValue, depth: Int = 0) -> [JSONValue] {
    if let string = value.string { return [.string(text + string)] }
    var all: [JSONValue] = []
    if let first = value.elements.first {
      for changed in variants(of: first, depth: depth + 1) {
        all.append(.array([changed] + value.elements.dropFirst()))
      }
    }
    for index in value.members.indices {
      for member in variants(of: value.members[index], depth: depth) {
        var changed = value.members
        changed[index] = member
        all.append(.object(changed))
      }
    }
    return all
  }

  private static func variants(of member: JSONValue.Member, depth: Int) -> [JSONValue.Member] {
    var all: [JSONValue.Member] = []
    for value in variants(of: member.value, depth: depth + 1) {
      all.append(JSONValue.Member(member.key, value))
    }
    if depth > 0 { all.append(JSONValue.Member(text + member.key, member.value)) }
    if !member.value.members.isEmpty {
      let members = member.value.members + [JSONValue.Member(text, 1)]
      all.append(JSONValue.Member(member.key, .object(members)))
    }
    return all
  }

  /// Writes `document` as the file `name` of a data set, and a manifest that names its hash.
  static func put(_ document: [UInt8], as name: String, in dataSet: String) throws {
    let path = dataSet + "/" + name
    try FileSystem.write(document, to: path)
    guard name != "run-log.json" else { return }
    let entry: JSONValue = [
      "name": .string(name), "byte_count": JSONValue(document.count),
      "hash": .string(Hash128(of: document.span).description),
    ]
    let members = try json(dataSet + "/manifest.json").members.map { member in
      JSONValue.Member(
        member.key, member.key == "files" ? replaced(entry, name, in: member.value) : member.value)
    }
    try FileSystem.write(Seal.manifest(.object(members)), to: dataSet + "/manifest.json")
  }

  /// The list with `entry` in place of the element of that name.
  private static func replaced(
    _ entry: JSONValue, _ name: String, in list: JSONValue
  ) -> JSONValue {
    .array(list.elements.map { $0.member("name") == .string(name) ? entry : $0 })
  }

  static func json(_ path: String) throws -> JSONValue {
    let bytes = try FileSystem.bytes(of: path)
    return try JSONReader(parsing: bytes.span).value
  }
}

extension JSONValue {
  /// The text of a string.
  fileprivate var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of an array; none of anything else.
  fileprivate var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }
}
