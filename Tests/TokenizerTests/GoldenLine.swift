/// A JSON value, as far as golden files need it.
indirect enum JSON: Equatable {
  case string(String)
  case integer(Int)
  case array([JSON])
  case object([String: JSON])

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var string: String? { if case .string(let value) = self { value } else { nil } }
  var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var integers: [Int]? { array?.compactMap(\.integer) }
}

/// Reads the JSON of golden files, which this project's own script writes: no fractions, no nulls.
struct GoldenReader {
  struct Malformed: Error {
    var byteOffset: Int
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ line: some Sequence<UInt8>) { bytes = Array(line) }

  mutating func value() throws -> JSON {
    switch try peek() {
    case UInt8(ascii: "{"):
      var members: [String: JSON] = [:]
      try list(until: UInt8(ascii: "}")) { reader throws in
        let key = try reader.string()
        try reader.expect(UInt8(ascii: ":"))
        members[key] = try reader.value()
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSON] = []
      try list(until: UInt8(ascii: "]")) { reader throws in elements.append(try reader.value()) }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try string())
    default: return .integer(try integer())
    }
  }

  private mutating func list(
    until end: UInt8, element: (inout GoldenReader) throws -> Void
  ) throws {
    position += 1
    if try peek() == end {
      position += 1
      return
    }
    while true {
      try element(&self)
      if try peek() == end { break }
      try expect(UInt8(ascii: ","))
    }
    position += 1
  }

  private mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    var text: [UInt8] = []
    while try peek() != UInt8(ascii: "\"") {
      if try peek() == UInt8(ascii: "\\") {
        position += 1
        text += try escape()
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws -> [UInt8] {
    let letter = try peek()
    position += 1
    switch letter {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
      guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
        throw Malformed(byteOffset: position)
      }
      position += 4
      return Array(String(scalar).utf8)
    default: return [letter]
    }
  }

  private mutating func integer() throws -> Int {
    let start = position
    while position < bytes.count, bytes[position] == 0x2D || (0x30...0x39).contains(bytes[position])
    {
      position += 1
    }
    guard let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw Malformed(byteOffset: start)
    }
    return value
  }

  private func peek() throws -> UInt8 {
    guard position < bytes.count else { throw Malformed(byteOffset: position) }
    return bytes[position]
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard try peek() == byte else { throw Malformed(byteOffset: position) }
    position += 1
  }
}
