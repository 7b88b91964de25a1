import Records

/// A parsed JSON document as simdjson leaves it: values in document order on a tape of words.
///
/// The layout is simdjson's doc/tape.md: a word's high byte says what it is; the rest is an
/// offset into the strings, or for a container's first word the index after its last one. A
/// position is the index of a value's first word.
///
/// SAFETY: words and strings belong to the parser, are whole by its success, and hold until its
/// next call; a tape never leaves the parsing of its line. Positions come from this type alone.
struct JSONTape {
  /// The types of JSON values.
  enum Kind {
    case null, boolean, number, string, array, object

    /// The type's name in messages.
    var name: String {
      switch self {
      case .null: "null"
      case .boolean: "a boolean"
      case .number: "a number"
      case .string: "a string"
      case .array: "an array"
      case .object: "an object"
      }
    }
  }

  private let words: UnsafePointer<UInt64>
  private let strings: UnsafePointer<UInt8>
  /// The spelling of numbers whose words are zeros; nil where there are none.
  var longNumbers: LongNumbers?

  /// The position of the document's value; the word before it marks the tape's start.
  static let root = 1

  init(words: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
    self.words = words
    self.strings = strings
  }

  /// The type of the value at `position`.
  @inline(__always)
  func kind(at position: Int) -> Kind {
    switch UInt8(words[position] >> 56) {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "n"): .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    default: .number
    }
  }

  /// The bytes of the string, or the key, at `position`.
  @inline(__always)
  func string(at position: Int) -> UnsafeRawBufferPointer {
    let start = UnsafeRawPointer(strings + Int(words[position] & (1 << 56 - 1)))
    let count = start.loadUnaligned(as: UInt32.self)
    return UnsafeRawBufferPointer(start: start + 4, count: Int(count))
  }

  /// The position after the value at `position`.
  @inline(__always)
  func end(of position: Int) -> Int {
    switch kind(at: position) {
    case .object, .array: Int(words[position] & 0xFFFF_FFFF)
    case .number: position + 2
    case .null, .boolean, .string: position + 1
    }
  }

  /// Whether the word at `position` is a container's last.
  func isContainerEnd(at position: Int) -> Bool {
    let type = UInt8(words[position] >> 56)
    return type == UInt8(ascii: "}") || type == UInt8(ascii: "]")
  }

  /// The number at `position`, whatever its size.
  func number(at position: Int) -> JSONNumber {
    if let text = longNumbers?.texts[position] { return JSONNumber(text: text) }
    return switch UInt8(words[position] >> 56) {
    case UInt8(ascii: "l"): .signed(Int64(bitPattern: words[position + 1]))
    case UInt8(ascii: "u"): .unsigned(words[position + 1])
    default: .double(Double(bitPattern: words[position + 1]))
    }
  }

  /// Whether the value at `position` says nothing: null, an empty text or container, white space.
  func saysNothing(at position: Int) -> Bool {
    switch kind(at: position) {
    case .null: true
    case .string: TextRules.isBlank(string(at: position))
    case .array, .object: contents(of: position).isEmpty
    case .boolean, .number: false
    }
  }

  /// The value at `position` as yes or no: a boolean, or 1 or 0; nil for any other.
  func truth(at position: Int) -> Bool? {
    switch kind(at: position) {
    case .boolean: return boolean(at: position)
    case .number:
      let value = number(at: position).double
      return value == 1 ? true : value == 0 ? false : nil
    default: return nil
    }
  }

  /// The value at `position` for a message: a number as it is, of others their type.
  func shown(at position: Int) -> String {
    guard kind(at: position) == .number else { return kind(at: position).name }
    var text: [UInt8] = []
    number(at: position).append(to: &text)
    return String(decoding: text, as: UTF8.self).shortened()
  }

  /// The boolean at `position`.
  func boolean(at position: Int) -> Bool { UInt8(words[position] >> 56) == UInt8(ascii: "t") }

  /// Calls `body` with the position of each number of the document, in its order.
  func forEachNumber(_ body: (Int) -> Void) {
    let end = end(of: Self.root)
    var position = Self.root
    while position < end {
      let isNumber = kind(at: position) == .number && !isContainerEnd(at: position)
      if isNumber { body(position) }
      position += isNumber ? 2 : 1
    }
  }

  /// The positions between a container's first and last word.
  @inline(__always)
  func contents(of container: Int) -> Range<Int> {
    (container + 1)..<(end(of: container) - 1)
  }
}
