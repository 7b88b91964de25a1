import Records

/// A strict JSON checker that says what is wrong and where: the slow and obvious twin of simdjson.
///
/// RFC 8259, with two more rules: no escape of a lone surrogate, and a limit of depth. Runs only
/// over lines that simdjson refused.
struct JSONScanner: ~Escapable {
  private let bytes: Span<UInt8>
  private let maximumDepth: Int
  private var position = 0
  /// The open containers, outermost first; true for an object.
  private var open: [Bool] = []
  private var numberCount = 0
  private var longNumbers: [LongNumber] = []

  /// A number that may be beyond 64 bits.
  struct LongNumber {
    /// Its place among all numbers of the document, from 0.
    var index: Int
    /// Where its text stands.
    var range: Range<Int>
  }

  @_lifetime(copy bytes)
  private init(_ bytes: Span<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// Checks that `bytes` are one JSON value.
  ///
  /// - Returns: Where the numbers stand that may be beyond 64 bits: those of more than 18 bytes
  ///   and those with an exponent.
  /// - Throws: `malformed_json` or `invalid_utf8`, with the byte offset of the first fault; bytes
  ///   that are not UTF-8 are looked for first.
  static func scan(
    _ bytes: Span<UInt8>, maximumDepth: Int
  ) throws(RecordFault) -> [LongNumber] {
    do {
      _ = try UTF8Span(validating: bytes)
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw RecordFault(
        .invalidUTF8, "byte \(hexadecimal(bytes[offset])) at byte \(offset) is not UTF-8")
    }
    var scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
    try scanner.document()
    return scanner.longNumbers
  }

  // MARK: Structure

  private mutating func document() throws(RecordFault) {
    repeat {
      // Here a value is due; containers that begin are kept open until their end is seen.
      try value()
      while try closesContainer() {}
    } while !open.isEmpty
    skipWhitespace()
    if position < bytes.count { throw expected("nothing more after the value") }
  }

  private mutating func value() throws(RecordFault) {
    while true {
      skipWhitespace()
      let start = position
      switch peek {
      case UInt8(ascii: "{"):
        position += 1
        skipWhitespace()
        if take("}") { return }
        try enter(isObject: true, at: start)
        try key()
      case UInt8(ascii: "["):
        position += 1
        skipWhitespace()
        if take("]") { return }
        try enter(isObject: false, at: start)
      case UInt8(ascii: "\""): return try string()
      case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"): return try number()
      case UInt8(ascii: "t"): return try literal("true")
      case UInt8(ascii: "f"): return try literal("false")
      case UInt8(ascii: "n"): return try literal("null")
      default: throw expected("a value")
      }
    }
  }

  /// After a value: closes a container and returns true, or makes ready for the next value.
  private mutating func closesContainer() throws(RecordFault) -> Bool {
    guard let isObject = open.last else { return false }
    skipWhitespace()
    if take(",") {
      if isObject { try key() }
      return false
    }
    guard take(isObject ? "}" : "]") else { throw expected(isObject ? "',' or '}'" : "',' or ']'") }
    open.removeLast()
    return true
  }

  private mutating func enter(isObject: Bool, at offset: Int) throws(RecordFault) {
    guard open.count < maximumDepth else {
      throw RecordFault(
        .malformedJSON,
        "more than \(maximumDepth) nested objects and arrays at byte \(offset)")
    }
    open.append(isObject)
  }

  private mutating func key() throws(RecordFault) {
    skipWhitespace()
    guard peek == UInt8(ascii: "\"") else { throw expected("a key in double quotes") }
    try string()
    skipWhitespace()
    guard take(":") else { throw expected("':' after a key") }
  }

  // MARK: Scalars

  private mutating func literal(_ text: StaticString) throws(RecordFault) {
    let start = position
    for index in 0..<text.utf8CodeUnitCount {
      guard peek == text.utf8Start[index] else {
        position = start
        throw expected("a value")
      }
      position += 1
    }
  }

  private mutating func number() throws(RecordFault) {
    let start = position
    var hasExponent = false
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      hasExponent = true
      if !take("+") { _ = take("-") }
      try digits()
    }
    if hasExponent || position - start > 18 {
      longNumbers.append(LongNumber(index: numberCount, range: start..<position))
    }
    numberCount += 1
  }

  private mutating func digits() throws(RecordFault) {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    if position == start { throw expected("a digit") }
  }

  private mutating func string() throws(RecordFault) {
    position += 1
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        try escape()
      case ..<0x20:
        throw RecordFault(
          .malformedJSON,
          "control character \(Self.hexadecimal(byte)) in a string at byte \(position), "
            + "expected an escape")
      default:
        position += 1
      }
    }
    throw expected("'\"' at the end of a string")
  }

  private mutating func escape() throws(RecordFault) {
    let start = position
    position += 1
    guard let byte = peek, "\"\\/bfnrtu".utf8.contains(byte) else {
      throw expected("one of \"\\/bfnrtu after a backslash")
    }
    position += 1
    guard byte == UInt8(ascii: "u") else { return }
    let unit = try hexadecimalDigits()
    guard (0xD800...0xDFFF).contains(unit) else { return }
    if unit < 0xDC00, take("\\") {
      guard take("u") else { throw loneSurrogate(unit, start) }
      if (0xDC00...0xDFFF).contains(try hexadecimalDigits()) { return }
    }
    throw loneSurrogate(unit, start)
  }

  private mutating func hexadecimalDigits() throws(RecordFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw expected("four hexadecimal digits after \\u")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func loneSurrogate(_ unit: UInt32, _ offset: Int) -> RecordFault {
    RecordFault(
      .invalidUTF8, "lone surrogate escape \\u\(String(unit, radix: 16)) at byte \(offset)")
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func expected(_ what: String) -> RecordFault {
    let found =
      switch peek {
      case nil: "the line's end"
      case .some(let byte) where (0x21...0x7E).contains(byte):
        "'\(Character(Unicode.Scalar(byte)))'"
      case .some(let byte): "byte \(Self.hexadecimal(byte))"
      }
    return RecordFault(.malformedJSON, "expected \(what), found \(found) at byte \(position)")
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0x0" : "0x") + String(byte, radix: 16)
  }
}
