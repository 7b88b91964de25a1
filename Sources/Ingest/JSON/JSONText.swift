import Records

/// Writes a value of a tape as JSON text in the one spelling that `ToolSpelling` is handed.
///
/// Keys keep their order. Not recursive: a value may nest as deep as its document may.
///
/// SAFETY: strings are bytes of the tape; they are copied within the call that was given the tape.
enum JSONText {
  /// Appends the value at `position` to `text`; no key must stand twice in an object.
  static func append(_ tape: JSONTape, _ position: Int, to text: inout [UInt8]) {
    /// An open container: what it ends with, where it ends, and whether it has an element yet.
    struct Container {
      var isObject: Bool
      var end: Int
      var isEmpty = true
    }
    var open: [Container] = []
    let end = tape.end(of: position)
    var position = position
    repeat {
      if let container = open.last {
        if position == container.end {
          open.removeLast()
          text.append(UInt8(ascii: container.isObject ? "}" : "]"))
          position += 1
          continue
        }
        if !container.isEmpty { text.append(UInt8(ascii: ",")) }
        open[open.count - 1].isEmpty = false
        if container.isObject {
          append(tape.string(at: position), to: &text)
          text.append(UInt8(ascii: ":"))
          position += 1
        }
      }
      let kind = tape.kind(at: position)
      switch kind {
      case .object, .array:
        text.append(UInt8(ascii: kind == .object ? "{" : "["))
        open.append(Container(isObject: kind == .object, end: tape.end(of: position) - 1))
        position += 1
      default:
        appendScalar(tape, position, to: &text)
        position = tape.end(of: position)
      }
    } while position < end
  }

  /// Appends the null, boolean, number or string at `position`.
  private static func appendScalar(_ tape: JSONTape, _ position: Int, to text: inout [UInt8]) {
    switch tape.kind(at: position) {
    case .null: text.append(contentsOf: "null".utf8)
    case .boolean: text.append(contentsOf: (tape.boolean(at: position) ? "true" : "false").utf8)
    case .string: append(tape.string(at: position), to: &text)
    default: tape.number(at: position).append(to: &text)
    }
  }

  /// Appends UTF-8 `string` in quotes, with no more escapes than there must be.
  static func append(_ string: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var start = 0
    for index in string.indices {
      let byte = string[index]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: string[start..<index]))
      appendEscape(byte, to: &text)
      start = index + 1
    }
    text.append(contentsOf: UnsafeRawBufferPointer(rebasing: string[start...]))
    text.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case 0x08: text.append(contentsOf: "\\b".utf8)
    case 0x09: text.append(contentsOf: "\\t".utf8)
    case 0x0A: text.append(contentsOf: "\\n".utf8)
    case 0x0C: text.append(contentsOf: "\\f".utf8)
    case 0x0D: text.append(contentsOf: "\\r".utf8)
    case 0x22: text.append(contentsOf: "\\\"".utf8)
    case 0x5C: text.append(contentsOf: "\\\\".utf8)
    default:
      text.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
      text.append(contentsOf: String(byte, radix: 16).utf8)
    }
  }

  // MARK: Keys

  /// Checks that no object of the value at `position` holds a key twice, which Python passes over.
  static func requireKeysOnce(_ tape: JSONTape, _ position: Int) throws(RecordFault) {
    if tape.kind(at: position) == .object { try requireOwnKeysOnce(tape, position) }
    try requireKeysOnce(tape, within: position)
  }

  /// Checks the objects within the value at `position`, but not itself, in the document's order.
  static func requireKeysOnce(_ tape: JSONTape, within position: Int) throws(RecordFault) {
    guard [.object, .array].contains(tape.kind(at: position)) else { return }
    let contents = tape.contents(of: position)
    var position = contents.lowerBound
    while position < contents.upperBound {
      if tape.isContainerEnd(at: position) {
        position += 1
        continue
      }
      switch tape.kind(at: position) {
      case .object:
        try requireOwnKeysOnce(tape, position)
        position += 1
      case .array: position += 1
      default: position = tape.end(of: position)
      }
    }
  }

  /// Checks that no key stands twice in the object at `position`.
  static func requireOwnKeysOnce(_ tape: JSONTape, _ object: Int) throws(RecordFault) {
    let members = tape.contents(of: object)
    var seen: Set<[UInt8]> = []
    var position = members.lowerBound
    while position < members.upperBound {
      let key = tape.string(at: position)
      guard seen.insert(Array(key)).inserted else {
        throw RecordFault(
          .duplicateKey, "key \(String(quoting: key)) stands twice in an object, expected once")
      }
      position = tape.end(of: position + 1)
    }
  }
}
