import Glibc

/// Looks for line ends and white space in bytes.
enum LineScan {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  /// The byte order mark U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The index of the first `\n`; nil where there is none.
  static func newline(in bytes: Span<UInt8>) -> Int? {
    // SAFETY: pointer and count come from one span.
    bytes.withUnsafeBytes { newline(in: $0) }
  }

  /// The index of the first `\n`; nil where there is none.
  static func newline(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, bytes.count > 0,
      let found = memchr(start, CInt(newline), bytes.count)
    else { return nil }
    return UnsafeRawPointer(found) - start
  }

  /// How many of the last bytes are a line end: 0, 1 (`\n`) or 2 (`\r\n`).
  ///
  /// The carriage return may be `previous`, the byte before `bytes`.
  static func lineEndByteCount(of bytes: Span<UInt8>, after previous: UInt8 = 0) -> Int {
    guard bytes.count > 0, bytes[bytes.count - 1] == newline else { return 0 }
    let beforeLast = bytes.count > 1 ? bytes[bytes.count - 2] : previous
    return beforeLast == carriageReturn ? 2 : 1
  }

  /// Whether all bytes are white space in the sense of JSON (RFC 8259, section 2).
  static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }
}
