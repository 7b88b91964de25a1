import CICU

/// The one form in which texts are compared that are to count as the same, wherever questions are.
///
/// Letters' case, runs of white space and the way a letter is composed do not matter: NFC, Unicode's
/// full case folding (`ß` is `ss`, a final `ς` is `σ`), NFC again, and each run of Unicode's white space
/// as one space, none at either end. The tables are those of the ICU in use, whose version stands in a
/// build's identity.
enum ComparedText {
  /// Appends the form of UTF-8 `text` to `output`.
  ///
  /// - Complexity: O(text)
  static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if text.allSatisfy({ $0 < 0x80 }) {
      appendASCII(text, to: &output)
    } else {
      appendFolded(folded(text), to: &output)
    }
  }

  /// The same for ASCII, where folding is lower case: nearly all that is compared.
  private static func appendASCII(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    output.reserveCapacity(start + text.count)
    var isAfterSpace = true
    for byte in text {
      // Space, and tab to carriage return.
      let isSpace = byte == 0x20 || byte &- 0x09 < 5
      if isSpace {
        if !isAfterSpace { output.append(0x20) }
      } else {
        output.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      isAfterSpace = isSpace
    }
    if output.count > start, output.last == 0x20 { output.removeLast() }
  }

  /// The slow twin of it, for text that is folded already.
  static func appendFolded(_ text: [UInt8], to output: inout [UInt8]) {
    var words: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if !scalar.properties.isWhitespace {
        words.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      } else if !words.isEmpty, words.last != 0x20 {
        words.append(0x20)
      }
    }
    if words.last == 0x20 { words.removeLast() }
    output.append(contentsOf: words)
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
