/// The slow and obvious twin of `PieceScanner`: Llama 3's pattern, one function an alternative.
///
/// Works on an array of characters, tries the alternatives in the pattern's order and takes the
/// first that matches, greedy and giving back one character at a time as a regular expression
/// engine does.
package struct ReferencePretokenizer {
  private enum Class: UInt8 {
    case other, letter, number, whitespace
  }

  private struct Character {
    /// The code point, or nil for a byte that is not part of well-formed UTF-8.
    var codePoint: UInt32?
    var kind: Class
    var start: Int
  }

  private let characters: [Character]
  private let byteCount: Int

  package init(_ text: [UInt8]) {
    var characters: [Character] = []
    var position = 0
    while position < text.count {
      let (codePoint, length) = Self.decode(text[position...])
      characters.append(
        Character(
          codePoint: codePoint, kind: codePoint.map(Self.kind) ?? .other, start: position))
      position += length
    }
    self.characters = characters
    byteCount = text.count
  }

  /// The byte ranges of the pieces, in order; together they are the whole text.
  package func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var index = 0
    while index < characters.count {
      let end = match(at: index)
      pieces.append(byteOffset(of: index)..<byteOffset(of: end))
      index = end
    }
    return pieces
  }

  private func byteOffset(of index: Int) -> Int {
    index < characters.count ? characters[index].start : byteCount
  }

  private func match(at index: Int) -> Int {
    contraction(at: index) ?? letters(at: index) ?? numbers(at: index) ?? others(at: index)
      ?? newlines(at: index) ?? trailingWhitespace(at: index) ?? whitespace(at: index)
      ?? index + 1
  }

  /// Matches `(?i:'s|'t|'re|'ve|'m|'ll|'d)`.
  private func contraction(at index: Int) -> Int? {
    guard isCharacter("'", at: index) else { return nil }
    for ending in ["s", "t", "re", "ve", "m", "ll", "d"] {
      let scalars = Array(ending.unicodeScalars)
      let matches = scalars.indices.allSatisfy { offset in
        equalsIgnoringCase(scalars[offset], at: index + 1 + offset)
      }
      if matches { return index + 1 + scalars.count }
    }
    return nil
  }

  /// Matches `[^\r\n\p{L}\p{N}]?\p{L}+`.
  private func letters(at index: Int) -> Int? {
    let first = characters[index]
    if first.kind != .letter, first.kind != .number, !isNewline(at: index) {
      let end = run(of: .letter, from: index + 1)
      if end > index + 1 { return end }
    }
    let end = run(of: .letter, from: index)
    return end > index ? end : nil
  }

  /// Matches `\p{N}{1,3}`.
  private func numbers(at index: Int) -> Int? {
    let end = min(run(of: .number, from: index), index + 3)
    return end > index ? end : nil
  }

  /// Matches ` ?[^\s\p{L}\p{N}]+[\r\n]*`.
  private func others(at index: Int) -> Int? {
    let start = isCharacter(" ", at: index) ? index + 1 : index
    var end = run(of: .other, from: start)
    guard end > start else { return nil }
    while isNewline(at: end) { end += 1 }
    return end
  }

  /// Matches `\s*[\r\n]+`.
  private func newlines(at index: Int) -> Int? {
    var end = run(of: .whitespace, from: index)
    while end > index {
      if isNewline(at: end - 1) { return end }
      end -= 1
    }
    return nil
  }

  /// Matches `\s+(?!\S)`.
  private func trailingWhitespace(at index: Int) -> Int? {
    var end = run(of: .whitespace, from: index)
    while end > index {
      if end == characters.count || characters[end].kind == .whitespace { return end }
      end -= 1
    }
    return nil
  }

  /// Matches `\s+`.
  private func whitespace(at index: Int) -> Int? {
    let end = run(of: .whitespace, from: index)
    return end > index ? end : nil
  }

  private func run(of kind: Class, from index: Int) -> Int {
    var end = index
    while end < characters.count, characters[end].kind == kind { end += 1 }
    return end
  }

  private func isCharacter(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    index < characters.count && characters[index].codePoint == scalar.value
  }

  private func isNewline(at index: Int) -> Bool {
    isCharacter("\r", at: index) || isCharacter("\n", at: index)
  }

  /// Equality by simple case folding, of a lower-case ASCII letter.
  private func equalsIgnoringCase(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    guard index < characters.count, let codePoint = characters[index].codePoint else {
      return false
    }
    // U+017F folds to "s"; no other letter beyond ASCII folds to one of those asked for.
    return codePoint == scalar.value || codePoint == scalar.value - 0x20
      || (scalar == "s" && codePoint == 0x17F)
  }

  private static func kind(_ codePoint: UInt32) -> Class {
    guard codePoint < CodePointClassTables.codePointLimit else { return .other }
    let block = Int(CodePointClassTables.blockNumbers[Int(codePoint / 256)])
    let word = CodePointClassTables.blockWords[block * 8 + Int(codePoint % 256 / 32)]
    return Class(rawValue: UInt8(word >> (2 * UInt64(codePoint % 32)) & 3)) ?? .other
  }

  /// The first code point of `bytes` and its length; nil and 1 where they are not well-formed.
  private static func decode(_ bytes: ArraySlice<UInt8>) -> (codePoint: UInt32?, length: Int) {
    for length in 1...min(4, bytes.count) {
      // The standard library's own judgement of what is well-formed.
      if let text = String(validating: bytes.prefix(length), as: UTF8.self),
        let scalar = text.unicodeScalars.first
      {
        return (scalar.value, length)
      }
    }
    return (nil, 1)
  }
}
