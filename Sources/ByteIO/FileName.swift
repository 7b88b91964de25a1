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

  /// The text that stands for the file name `bytes`.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    // A name that is UTF-8 and holds no escape is its own text: nearly all are.
    if let text = String(validating: bytes, as: UTF8.self), !isEscaped(text) { return text }
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

  /// The text that stands for a terminated name.
  static func text(of name: UnsafePointer<CChar>) -> String {
    // SAFETY: strlen stays within the terminated name, and the bytes are copied.
    unsafe text(of: UnsafeRawBufferPointer(start: name, count: strlen(name)))
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

  /// Calls `body` with the terminated bytes of the name that `text` stands for.
  ///
  /// A text with a zero in it names nothing. It is passed as the empty name, to which the system
  /// answers that there is no such file; cut at the zero it would be the name of another file.
  static func withCString<Result>(
    _ text: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    guard !text.utf8.contains(0) else { return unsafe "".withCString(body) }
    guard isEscaped(text) else { return unsafe text.withCString(body) }
    // SAFETY: the bytes are terminated, and live for the call.
    return unsafe (bytes(of: text) + [0]).withUnsafeBytes {
      unsafe body($0.baseAddress!.assumingMemoryBound(to: CChar.self))
    }
  }

  /// Whether `text` stands for bytes that are not UTF-8.
  package static func isEscaped(_ text: String) -> Bool {
    // All escapes, and few other characters, begin with this byte.
    text.utf8.contains(0xEE) && text.unicodeScalars.contains { escapes.contains($0.value) }
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0xEF00 + UInt32(byte))!
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
