/// A small JSON parser as RFC 8259 reads, with no speed and no limit of depth: the slow twin.
///
/// Keeps duplicate members and their order; a lone surrogate escape is `invalidUTF8`.
enum ReferenceJSON: Equatable {
  case null
  case boolean(Bool)
  /// The digits as they stand.
  case number([UInt8])
  case string([UInt8])
  case array([ReferenceJSON])
  case object([Member])

  struct Member: Equatable {
    var key: [UInt8]
    var value: ReferenceJSON
  }

  enum Fault: Error {
    case malformed
    case invalidUTF8
  }

  init(parsing bytes: [UInt8]) throws(Fault) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .invalidUTF8 }
    var parser = Parser(bytes: bytes)
    self = try parser.value()
    parser.skipWhitespace()
    guard parser.rest.isEmpty else { throw .malformed }
  }

  private struct Parser {
    var rest: ArraySlice<UInt8>

    init(bytes: [UInt8]) { rest = bytes[...] }

    mutating func skipWhitespace() {
      rest = rest.drop { " \t\r\n".utf8.contains($0) }
    }

    mutating func take(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest = rest.dropFirst(text.utf8.count)
      return true
    }

    mutating func value() throws(Fault) -> ReferenceJSON {
      skipWhitespace()
      if take("null") { return .null }
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      if take("[") { return .array(try elements()) }
      if take("{") { return .object(try members()) }
      if take("\"") { return .string(try string()) }
      return try number()
    }

    mutating func elements() throws(Fault) -> [ReferenceJSON] {
      var elements: [ReferenceJSON] = []
      skipWhitespace()
      if take("]") { return [] }
      while true {
        elements.append(try value())
        skipWhitespace()
        if take("]") { return elements }
        guard take(",") else { throw .malformed }
      }
    }

    mutating func members() throws(Fault) -> [Member] {
      var members: [Member] = []
      skipWhitespace()
      if take("}") { return [] }
      while true {
        skipWhitespace()
        guard take("\"") else { throw .malformed }
        let key = try string()
        skipWhitespace()
        guard take(":") else { throw .malformed }
        members.append(Member(key: key, value: try value()))
        skipWhitespace()
        if take("}") { return members }
        guard take(",") else { throw .malformed }
      }
    }

    mutating func string() throws(Fault) -> [UInt8] {
      var units: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\"") { return units }
        if byte < 0x20 { throw .malformed }
        if byte != UInt8(ascii: "\\") {
          units.append(byte)
          continue
        }
        switch rest.popFirst().map({ Character(Unicode.Scalar($0)) }) {
        case "\"": units.append(0x22)
        case "\\": units.append(0x5C)
        case "/": units.append(0x2F)
        case "b": units.append(0x08)
        case "f": units.append(0x0C)
        case "n": units.append(0x0A)
        case "r": units.append(0x0D)
        case "t": units.append(0x09)
        case "u":
          var code = try hexadecimal()
          if (0xD800..<0xDC00).contains(code) {
            guard take("\\") else { throw .invalidUTF8 }
            guard take("u") else { throw .invalidUTF8 }
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw .invalidUTF8 }
            code = 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)
          }
          guard let scalar = Unicode.Scalar(code) else { throw .invalidUTF8 }
          units += Array(String(Character(scalar)).utf8)
        default: throw .malformed
        }
      }
      throw .malformed
    }

    mutating func hexadecimal() throws(Fault) -> UInt32 {
      let digits = String(decoding: rest.prefix(4), as: UTF8.self)
      rest = rest.dropFirst(4)
      guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
        let code = UInt32(digits, radix: 16)
      else { throw .malformed }
      return code
    }

    mutating func number() throws(Fault) -> ReferenceJSON {
      let start = rest
      _ = take("-")
      let whole = digits()
      guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else {
        throw .malformed
      }
      if take(".") { guard !digits().isEmpty else { throw .malformed } }
      if take("e") || take("E") {
        if !take("+") { _ = take("-") }
        guard !digits().isEmpty else { throw .malformed }
      }
      return .number(Array(start.prefix(start.count - rest.count)))
    }

    mutating func digits() -> ArraySlice<UInt8> {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits
    }
  }
}
