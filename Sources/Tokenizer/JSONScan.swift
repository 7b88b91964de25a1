import ByteIO

/// Reads JSON front to back, for the one file of it that a vocabulary can come from.
///
/// A `tokenizer.json` has four hundred thousand strings, so nothing is kept that the caller does
/// not ask for. What is skipped is checked only as far as is needed to find its end.
struct JSONScan: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var position = 0
  /// How many objects and arrays are open.
  private var depth = 0

  /// How deep they may nest: a `tokenizer.json` nests six deep.
  static let maximumDepth = 64

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// The error for what stands here.
  func unexpected(_ expected: String) -> Fault {
    .tokenizerFile("expected \(expected) at byte \(position)")
  }

  /// The next byte that is not white space; 0 at the end.
  mutating func peek() -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return 0
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  /// Calls `body` at the value of each member of an object; it must read or skip the value.
  mutating func members(
    _ body: (inout JSONScan, String) throws(Fault) -> Void
  ) throws(Fault) {
    guard take(UInt8(ascii: "{")) else { throw unexpected("an object") }
    try enter()
    defer { depth -= 1 }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
      try body(&self, key)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw unexpected("a comma or the object's end") }
  }

  /// Calls `body` at each element of an array; it must read or skip the element.
  mutating func elements(
    _ body: (inout JSONScan) throws(Fault) -> Void
  ) throws(Fault) {
    guard take(UInt8(ascii: "[")) else { throw unexpected("an array") }
    try enter()
    defer { depth -= 1 }
    if take(UInt8(ascii: "]")) { return }
    repeat { try body(&self) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw unexpected("a comma or the array's end") }
  }

  private mutating func enter() throws(Fault) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw unexpected("objects and arrays at most \(Self.maximumDepth) deep")
    }
  }

  mutating func string() throws(Fault) -> String {
    guard take(UInt8(ascii: "\"")) else { throw unexpected("a string") }
    var units: [UInt16] = []
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\\") {
        units.append(try escape())
        // Two escapes can be the halves of one character.
        if position < bytes.count, bytes[position] == UInt8(ascii: "\\") { continue }
        text += Array(String(decoding: units, as: UTF16.self).utf8)
        units.removeAll()
      } else if byte == UInt8(ascii: "\"") {
        guard let string = String(validating: text, as: UTF8.self) else {
          throw unexpected("UTF-8 before the string's end")
        }
        return string
      } else {
        text.append(byte)
      }
    }
    throw unexpected("the string's end")
  }

  /// The UTF-16 unit of the escape whose backslash has been read.
  private mutating func escape() throws(Fault) -> UInt16 {
    guard position < bytes.count else { throw unexpected("an escape") }
    let kind = bytes[position]
    position += 1
    switch kind {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(kind)
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count,
        let text = String(
          validating: (position..<(position + 4)).map { bytes[$0] }, as: UTF8.self),
        let unit = UInt16(text, radix: 16)
      else { throw unexpected("four hexadecimal digits") }
      position += 4
      return unit
    default: throw unexpected("an escape")
    }
  }

  /// A whole number of at most nine digits.
  mutating func integer() throws(Fault) -> Int {
    var value = 0
    let digits = 0x30...0x39 as ClosedRange<UInt8>
    _ = peek()
    let start = position
    while position < bytes.count, digits.contains(bytes[position]), position - start < 9 {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    guard position > start else { throw unexpected("a whole number") }
    return value
  }

  mutating func boolean() throws(Fault) -> Bool {
    if try word("true") { return true }
    guard try word("false") else { throw unexpected("true or false") }
    return false
  }

  /// Whether null stands here; if so it has been read.
  mutating func null() throws(Fault) -> Bool { try word("null") }

  private mutating func word(_ word: StaticString) throws(Fault) -> Bool {
    let wanted = Array(word.description.utf8)
    _ = peek()
    guard position + wanted.count <= bytes.count else { return false }
    for index in wanted.indices where bytes[position + index] != wanted[index] { return false }
    position += wanted.count
    return true
  }

  /// Skips a value of any kind.
  mutating func skip() throws(Fault) {
    switch peek() {
    case UInt8(ascii: "{"):
      try members { (scan, _) throws(Fault) in try scan.skip() }
    case UInt8(ascii: "["):
      try elements { (scan) throws(Fault) in try scan.skip() }
    case UInt8(ascii: "\""): _ = try string()
    default:
      // A number or a word: up to what can follow a value.
      let start = position
      while position < bytes.count, !",]} \n\r\t".utf8.contains(bytes[position]) { position += 1 }
      guard position > start else { throw unexpected("a value") }
    }
  }
}
