import Glibc

/// Finds the line ends of an input.
struct LineScan: BorderScan {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  private var lastByte: UInt8 = 0
  /// How many of the bytes that were last gone over are a line end: 0, 1 (`\n`) or 2 (`\r\n`).
  private(set) var lineEndByteCount = 0

  mutating func piece(of bytes: Span<UInt8>) -> (byteCount: Int, isBorder: Bool) {
    // SAFETY: pointer and count come from one span.
    let newline = bytes.withUnsafeBytes { Self.newline(in: $0) }
    let byteCount = newline.map { $0 + 1 } ?? bytes.count
    return (byteCount, skip(bytes.extracting(..<byteCount)))
  }

  mutating func skip(_ bytes: Span<UInt8>) -> Bool {
    guard let last = bytes.indices.last else { return lineEndByteCount > 0 }
    if bytes[last] == Self.newline {
      // The carriage return may be the last byte of the piece before.
      let previous = last > 0 ? bytes[last - 1] : lastByte
      lineEndByteCount = previous == Self.carriageReturn ? 2 : 1
    } else {
      lineEndByteCount = 0
    }
    lastByte = bytes[last]
    return lineEndByteCount > 0
  }

  /// The index of the first `\n`; nil where there is none.
  static func newline(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, bytes.count > 0,
      let found = memchr(start, CInt(newline), bytes.count)
    else { return nil }
    return UnsafeRawPointer(found) - start
  }
}
