/// Finds where Llama 3's pretokenizer cuts a text into pieces.
///
/// The pieces are the successive matches of
///
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}
///       | ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
///
/// (Meta's llama-models, `models/llama3/tokenizer.py`), which between them match every text with
/// nothing left out. `ReferencePretokenizer` is the same straight from the pattern.
///
/// Bytes that are not well-formed UTF-8 count each as a character of its own that is neither
/// letter, number nor white space, so any bytes can be cut; encoders are given valid UTF-8.
struct PieceScanner {
  let tables: VocabularyTables
  let base: UnsafePointer<UInt8>
  let count: Int

  /// The class of a byte below 0x80, the same as `codePointClass` but for line ends; 5 above it.
  private static let newline: UInt8 = 4
  private static let notASCII: UInt8 = 5

  /// The class of `byte` as a character by itself.
  ///
  /// Computed, not looked up: the compiler turns the ranges into a few comparisons.
  @inline(__always)
  private static func byteClass(_ byte: UInt8) -> UInt8 {
    if (byte | 0x20) &- 0x61 < 26 { return 1 }
    if byte >= 0x80 { return notASCII }
    if byte > 0x20 { return byte &- 0x30 < 10 ? 2 : 0 }
    if byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C { return 3 }
    return byte == 0x0A || byte == 0x0D ? newline : 0
  }

  /// The class of the character at `position`, and its length in bytes, 1 to 4.
  ///
  /// Well-formedness is that of the Unicode Standard, table 3-7.
  private func character(at position: Int) -> (class: UInt8, byteCount: Int) {
    let lead = base[position]
    let kind = Self.byteClass(lead)
    guard kind == Self.notASCII else { return (kind, 1) }
    let left = count - position
    if lead < 0xE0 {
      guard lead >= 0xC2, left >= 2 else { return (0, 1) }
      let second = base[position + 1]
      guard second & 0xC0 == 0x80 else { return (0, 1) }
      let codePoint = UInt32(lead & 0x1F) << 6 | UInt32(second & 0x3F)
      return (UInt8(truncatingIfNeeded: tables.codePointClass(codePoint)), 2)
    }
    if lead < 0xF0 {
      guard left >= 3 else { return (0, 1) }
      let (second, third) = (base[position + 1], base[position + 2])
      guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return (0, 1) }
      let codePoint =
        UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
      guard codePoint >= 0x800, codePoint & 0xF800 != 0xD800 else { return (0, 1) }
      return (UInt8(truncatingIfNeeded: tables.codePointClass(codePoint)), 3)
    }
    guard lead < 0xF5, left >= 4 else { return (0, 1) }
    let (second, third, fourth) = (base[position + 1], base[position + 2], base[position + 3])
    guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80 else {
      return (0, 1)
    }
    let high = UInt32(lead & 0x07) << 18 | UInt32(second & 0x3F) << 12
    let codePoint = high | UInt32(third & 0x3F) << 6 | UInt32(fourth & 0x3F)
    guard codePoint >= 0x10000, codePoint < 0x110000 else { return (0, 1) }
    return (UInt8(truncatingIfNeeded: tables.codePointClass(codePoint)), 4)
  }

  /// The end of the piece that starts at `start`, which is less than `count`.
  @inline(__always)
  func pieceEnd(from start: Int) -> Int {
    let first = base[start]
    let kind = Self.byteClass(first)
    if kind == 1 { return lettersEnd(from: start + 1) }
    // A space and a letter: nearly all other words of a text.
    if first == 0x20, start + 1 < count, Self.byteClass(base[start + 1]) == 1 {
      return lettersEnd(from: start + 2)
    }
    return otherPieceEnd(from: start, first: first, kind: kind)
  }

  @inline(never)
  private func otherPieceEnd(from start: Int, first: UInt8, kind: UInt8) -> Int {
    let (kind, byteCount) = kind == Self.notASCII ? character(at: start) : (kind, 1)
    let next = start + byteCount
    switch kind {
    case 1: return lettersEnd(from: next)
    case 2: return numberEnd(from: next)
    case Self.newline: return whitespaceEnd(from: start)
    default: break
    }
    if first == 0x27 {
      let length = contractionByteCount(at: start)
      if length > 0 { return start + length }
    }
    // Any one character but a line end, letter or number can lead letters.
    let follower = next < count ? character(at: next) : (class: Self.newline, byteCount: 0)
    if follower.class == 1 { return lettersEnd(from: next + follower.byteCount) }
    if kind == 0 { return othersEnd(from: next) }
    if first == 0x20, follower.class == 0 { return othersEnd(from: next + follower.byteCount) }
    return whitespaceEnd(from: start)
  }

  /// The end of `\p{L}*` from `start`.
  @inline(__always)
  private func lettersEnd(from start: Int) -> Int {
    var position = start
    while position < count {
      let byte = base[position]
      if (byte | 0x20) &- 0x61 < 26 {
        position += 1
      } else if byte < 0x80 {
        return position
      } else {
        let (kind, byteCount) = character(at: position)
        guard kind == 1 else { return position }
        position += byteCount
      }
    }
    return position
  }

  /// The end of `\p{N}{0,2}` from `start`.
  private func numberEnd(from start: Int) -> Int {
    var position = start
    for _ in 0..<2 where position < count {
      let (kind, byteCount) = character(at: position)
      guard kind == 2 else { return position }
      position += byteCount
    }
    return position
  }

  /// The end of `[^\s\p{L}\p{N}]*[\r\n]*` from `start`.
  private func othersEnd(from start: Int) -> Int {
    var position = start
    while position < count {
      let (kind, byteCount) = character(at: position)
      guard kind == 0 else { break }
      position += byteCount
    }
    while position < count, base[position] == 0x0A || base[position] == 0x0D { position += 1 }
    return position
  }

  /// The end of what `\s*[\r\n]+|\s+(?!\S)|\s+` matches at `start`, where white space stands.
  private func whitespaceEnd(from start: Int) -> Int {
    var position = start
    var lastStart = start
    var newlineEnd = start
    while position < count {
      let (kind, byteCount) = character(at: position)
      guard kind == 3 || kind == Self.newline else { break }
      lastStart = position
      position += byteCount
      if kind == Self.newline { newlineEnd = position }
    }
    if newlineEnd > start { return newlineEnd }
    // White space before a word leaves its last character to the word, unless it is the only one.
    return position == count || lastStart == start ? position : lastStart
  }

  /// The length of `(?i:'s|'t|'re|'ve|'m|'ll|'d)` at `start`, where an apostrophe stands, or 0.
  ///
  /// Folding case makes U+017F, the long s, an s; it is the only letter beyond ASCII that does.
  private func contractionByteCount(at start: Int) -> Int {
    guard start + 1 < count else { return 0 }
    let second = base[start + 1]
    let third = start + 2 < count ? base[start + 2] : 0
    switch second | 0x20 {
    case 0x73, 0x74, 0x6D, 0x64: return 2
    case 0x72, 0x76: return third | 0x20 == 0x65 ? 3 : 0
    case 0x6C: return third | 0x20 == 0x6C ? 3 : 0
    default: return second == 0xC5 && third == 0xBF ? 3 : 0
    }
  }
}
