/// A scan for letters of other scripts than Latin, by the bytes that lead them.
enum LatinScan {
  /// Whether no byte of `text` can begin a letter of another script than Latin.
  ///
  /// Leads may be ASCII, U+0080–U+027F (Latin), U+0300–U+033F (combining marks), U+2000–U+2BFF
  /// but for U+2100–U+217F (punctuation and symbols), U+FE00–U+FE3F (variation selectors) and
  /// U+1F000–U+1FFFF (emoji). Bytes that are not UTF-8 may give either answer.
  static func hasOnlyLatinLeads(_ text: borrowing Span<UInt8>) -> Bool {
    let bytes = text.bytes
    var index = 0
    // Nearly all text is ASCII: 32 bytes a step are looked at for a high bit.
    while index + 32 <= bytes.byteCount {
      // SAFETY: the 32 bytes from `index` on are within the span.
      let all =
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        | bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 8, as: UInt64.self)
        | bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 16, as: UInt64.self)
        | bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 24, as: UInt64.self)
      if all & 0x8080_8080_8080_8080 != 0 {
        for at in index..<index + 32 where !isLatinLead(text, at: at) { return false }
      }
      index += 32
    }
    for at in index..<text.count where !isLatinLead(text, at: at) { return false }
    return true
  }

  /// Whether every byte of `text` is ASCII.
  static func isASCII(_ text: borrowing Span<UInt8>) -> Bool {
    // Without an exit, so that compilers take many bytes at a time.
    var all: UInt8 = 0
    for index in text.indices { all |= text[index] }
    return all < 0x80
  }

  /// Whether the byte at `index` is no lead, or one that no letter of another script begins with.
  static func isLatinLead(_ text: borrowing Span<UInt8>, at index: Int) -> Bool {
    let byte = text[index]
    // Trail bytes are below 0xC2, so that this decides nearly all.
    if byte <= 0xC9 || byte == 0xCC { return true }
    guard index + 1 < text.count else { return false }
    let next = text[index + 1]
    switch byte {
    case 0xE2: return next <= 0xAF && next != 0x84 && next != 0x85
    case 0xEF: return next == 0xB8
    case 0xF0: return next == 0x9F
    default: return false
    }
  }
}
