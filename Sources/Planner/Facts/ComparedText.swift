import CICU

/// The one form in which texts are compared that are to count as the same, wherever questions are.
///
/// Letters' case, runs of white space and the way a letter is composed do not matter: NFC, Unicode's
/// full case folding (`ß` is `ss`, a final `ς` is `σ`), NFC again, and each run of Unicode's white space
/// as one space, none at either end. The tables are those of the ICU in use, whose version stands in a
/// build's identity.
///
/// SAFETY: pointers are to whole arrays, used within the calls that lend them and bounded by their
/// counts: no text has more bytes in this form than places were made, but for those that ICU makes room
/// for itself.
enum ComparedText {
  /// Appends the form of UTF-8 `text` to `output`.
  ///
  /// - Complexity: O(text)
  static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if isASCII(text) {
      appendASCII(text, to: &output)
    } else {
      appendFolded(folded(text), to: &output)
    }
  }

  /// Eight bytes at a time.
  private static func isASCII(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBytes { text in
      var index = 0
      while index + 8 <= text.count {
        let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 != 0 { return false }
        index += 8
      }
      return text[index...].allSatisfy { $0 < 0x80 }
    }
  }

  /// The same for ASCII, where folding is lower case: nearly all that is compared.
  ///
  /// Hot: writes every byte, and goes on to the next place unless two are white space.
  private static func appendASCII(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: text.count))
    var end = start
    text.withUnsafeBufferPointer { text in
      output.withUnsafeMutableBufferPointer { output in
        var isAfterSpace = true
        for byte in text {
          // Space, and tab to carriage return.
          let isSpace = byte == 0x20 || byte &- 0x09 < 5
          let isUpper = byte &- 0x41 < 26
          output[end] = isSpace ? 0x20 : byte | (isUpper ? 0x20 : 0)
          end += isSpace && isAfterSpace ? 0 : 1
          isAfterSpace = isSpace
        }
        if end > start, output[end - 1] == 0x20 { end -= 1 }
      }
    }
    output.removeLast(output.count - end)
  }

  /// The same for UTF-8 that is folded already.
  static func appendFolded(_ text: [UInt8], to output: inout [UInt8]) {
    let start = output.count
    output.reserveCapacity(start + text.count)
    // Where the bytes begin that are not yet copied: words are, whole.
    var word = 0
    var index = 0
    while index < text.count {
      let spaceByteCount = spaceByteCount(text, at: index)
      guard spaceByteCount > 0 else {
        index += 1
        continue
      }
      if word < index {
        output.append(contentsOf: text[word..<index])
        output.append(0x20)
      }
      index += spaceByteCount
      word = index
    }
    output.append(contentsOf: text[word...])
    if output.count > start, output.last == 0x20 { output.removeLast() }
  }

  /// How many bytes the character at `index` has where it is white space (Unicode's White_Space); 0
  /// where it is not.
  @inline(__always)
  private static func spaceByteCount(_ text: [UInt8], at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 0x09 < 5 ? 1 : 0 }
    switch byte {
    case 0xC2 where index + 1 < text.count:
      // U+0085, U+00A0.
      return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
    case 0xE1...0xE3 where index + 2 < text.count:
      switch (byte, text[index + 1], text[index + 2]) {
      // U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
        (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// NFC, full case folding, NFC.
  static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var capacity = text.count + 16
    while true {
      var needed = 0
      let folded = [UInt8](unsafeUninitializedCapacity: capacity) { room, count in
        // SAFETY: both pointers are used within the call, with the lengths of their buffers, and the
        // function writes no more than `count` bytes.
        text.withUnsafeBufferPointer { text in
          needed = cprep_icu_comparable(
            text.baseAddress, text.count, room.baseAddress, room.count, &count)
        }
      }
      if needed == 0 { return folded }
      capacity = needed
    }
  }
}
