/// Base64 (RFC 4648, section 4).
package enum Base64 {
  /// The encoding of `bytes`, padded.
  package static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for (index, byte) in group.enumerated() { word |= UInt32(byte) << (16 - 8 * UInt32(index)) }
      for digit in 0..<4 {
        let sextet = Int(word >> (18 - 6 * UInt32(digit)) & 63)
        text.append(digit <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
  /// The bytes that `text` is the padded encoding of; nil where it is none.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    let padding = digits.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    var word: UInt32 = 0
    for (index, digit) in digits.dropLast(padding).enumerated() {
      guard let sextet = sextet(of: digit) else { return nil }
      word = word << 6 | sextet
      guard index % 4 > 0 else { continue }
      bytes.append(UInt8(truncatingIfNeeded: word >> (6 - 2 * UInt32(index % 4))))
    }
    return bytes
  }

  private static func sextet(of digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
