/// 256 bits that stand for a file or a set of options: a SHA-256, as 32 bytes in headers and as
/// 64 hexadecimal digits in documents.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package static let byteCount = 32
  /// The bytes, in the order they are printed.
  package let bytes: [UInt8]

  /// All bits zero: nothing is stood for.
  package static let none = Fingerprint(bytes: [UInt8](repeating: 0, count: byteCount))

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes 32 bytes; nil for any other number of them.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  package var description: String {
    bytes.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
  }
}
