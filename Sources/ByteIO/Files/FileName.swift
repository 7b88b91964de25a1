import Glibc

/// File names as text, without losing a byte.
///
/// Linux allows any bytes but `/` and zero in a name; Swift's `String` holds Unicode only, and
/// replaces what is not UTF-8. So a byte that is no part of valid UTF-8 is held as one scalar,
/// U+EF00 plus the byte (U+EF80 to U+EFFF of the private use area), and so is each byte of a name
/// that really holds one of those 128 scalars. Every name has exactly one text, different names
/// have different texts, and a name in UTF-8 is its own text. Manifests and reports hold such texts
/// (docs/FORMAT.md).
///
/// Compare names by their UTF-8: `==` of strings is canonical equivalence, by which `é` in one
/// scalar and in two are one name, and on Linux they are two files.
package enum FileName {
  private static let escapes: ClosedRange<UInt32> = 0xEF80...0xEFFF
  /// The first byte of every escape's UTF-8.
  private static let escapeLead: UInt8 = 0xEE

  /// The text that stands for the file name `bytes`.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    // A name that is UTF-8 and holds no escape is its own text: nearly all are.
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { escapes.contains($0.value) })
    {
      return text
    }
    var text = String.UnicodeScalarView()
    var start = 0
    while start < bytes.count {
      let length = sequenceLength(at: start, of: bytes)
      let sequence = bytes[start..<(start + max(length, 1))]
      let scalar =
        length > 0 ? String(decoding: sequence, as: UTF8.self).unicodeScalars.first : nil
      if let scalar, !escapes.contains(scalar.value) {
        text.append(scalar)
      } else {
        for byte in sequence { text.append(escape(byte)) }
      }
      start += sequence.count
    }
    return String(text)
  }

  /// The file name that `text` stands for; the inverse of `text(of:)`.
  package static func bytes(of text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if escapes.contains(scalar.value) {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return bytes
  }

  /// The text that stands for the bytes of a C string.
  ///
  /// SAFETY: `string` is terminated and not changed during the call.
  @unsafe package static func text(ofCString string: UnsafePointer<CChar>) -> String {
    unsafe text(of: UnsafeRawBufferPointer(start: string, count: strlen(string)))
  }

  /// The file name that `text` stands for as system calls take it: its bytes and a zero.
  ///
  /// Empty, which names nothing, where the text holds a zero, which no name can: it would end early.
  package static func systemPath(_ text: String) -> [CChar] {
    if text.utf8.contains(0) { return [0] }
    // All escapes begin with this byte: nearly no name has it.
    guard text.utf8.contains(escapeLead) else { return Array(text.utf8CString) }
    return bytes(of: text).map { CChar(bitPattern: $0) } + [0]
  }

  /// Whether `text` holds an escape.
  package static func isEscaped(_ text: String) -> Bool {
    text.utf8.contains(escapeLead)
      && text.unicodeScalars.contains { escapes.contains($0.value) }
  }

  /// The same bytes as ordinary text, for a value that names no file; nil where they are not UTF-8.
  package static func plainText(_ text: String) -> String? {
    isEscaped(text) ? String(validating: bytes(of: text), as: UTF8.self) : text
  }

  /// The text for a person: an escape is shown as `\xE9`.
  package static func readable(_ text: String) -> String {
    guard isEscaped(text) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if escapes.contains(scalar.value) {
        let digits = String(UInt8(truncatingIfNeeded: scalar.value), radix: 16, uppercase: true)
        shown += "\\x" + digits
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    // No surrogate, so there is always one.
    Unicode.Scalar(0xEF00 + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// How many bytes the UTF-8 sequence has that begins at `start`; 0 where there is none.
  private static func sequenceLength(at start: Int, of bytes: [UInt8]) -> Int {
    for length in 1...4 where start + length <= bytes.count {
      if let text = String(validating: bytes[start..<(start + length)], as: UTF8.self),
        text.unicodeScalars.count == 1
      {
        return length
      }
    }
    return 0
  }
}
