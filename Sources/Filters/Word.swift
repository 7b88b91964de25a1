/// One run of letters; a byte beyond ASCII counts as one, but for those of punctuation and signs.
struct Word: Equatable {
  /// Where it ends.
  var end: Int
  var byteCount = 0
  var lowercaseLetterCount = 0
  var isASCII = true
  /// Whether it begins with a capital.
  var isCapitalised: Bool
  /// Whether a capital follows a small letter: "iPhone", "camelCase".
  var hasInnerCapital = false
  /// The last eight bytes in small letters, the last one lowest: the key in a `WordTable` where
  /// there are no more.
  var key: UInt64 = 0

  /// The word that begins at `start`, byte by byte.
  init(_ text: borrowing Span<UInt8>, at start: Int) {
    end = start
    isCapitalised = text.hasCapital(at: start)
    while end < text.count, text[end].separatorByteCount == 0 {
      let byte = text[end]
      let lower = byte < 0x80 ? byte | 0x20 : byte
      key = key << 8 | UInt64(lower)
      if byte >= 0x80 {
        isASCII = false
      } else if byte & 0x20 != 0 {
        lowercaseLetterCount += 1
      } else if lowercaseLetterCount > 0 {
        hasInnerCapital = true
      }
      end += 1
    }
    byteCount = end - start
  }

  /// The word that begins at `start`, where it is ASCII to its end and the byte behind it too;
  /// else nil, as where no letter stands.
  ///
  /// - Parameters:
  ///   - bytes: the eight bytes of `text` from `start` on.
  ///
  /// The key of a word of more than eight bytes is not that of the plain word: no table has it.
  @inline(__always)
  init?(ascii bytes: EightBytes, _ text: RawSpan, at start: Int) {
    let length = EightBytes.leadingCount(of: bytes.letters)
    guard length > 0 else { return nil }
    end = start
    isCapitalised = bytes.value & 0x20 == 0
    guard add(bytes, length) else { return nil }
    if length == 8 {
      // Few words are longer.
      var length = 8
      while length == 8 {
        let more = EightBytes(text, at: end)
        length = EightBytes.leadingCount(of: more.letters)
        guard add(more, length) else { return nil }
      }
    }
    byteCount = end - start
  }

  /// Adds the first `length` of eight bytes, which are letters; false where the byte that follows
  /// them is beyond ASCII.
  @inline(__always)
  private mutating func add(_ bytes: EightBytes, _ length: Int) -> Bool {
    let bitCount = UInt64(8 &* length)
    // A masked shift by 64 bits would be one by none: then all bytes are the word's.
    let own: UInt64 = bitCount < 64 ? (1 &<< bitCount) &- 1 : .max
    guard (bytes.value & EightBytes.highBits & ~own & (own &<< 8 | 0xFF)) == 0 else { return false }
    let small = bytes.value & 0x2020_2020_2020_2020 & own
    let capitals = ~bytes.value & 0x2020_2020_2020_2020 & own
    // Those before the first small letter are none within a word.
    let first = small & (0 &- small)
    if capitals & ~(first &- 1) != 0, small != 0 { hasInnerCapital = true }
    if lowercaseLetterCount > 0, capitals != 0 { hasInnerCapital = true }
    lowercaseLetterCount &+= small.nonzeroBitCount
    let lower = (bytes.value & own) | (0x2020_2020_2020_2020 & own)
    // The first byte of the eight is the highest of the key.
    key =
      length == 0
      ? key : (length == 8 ? 0 : key &<< bitCount) | (lower.byteSwapped &>> (64 &- bitCount))
    end &+= length
    return true
  }
}

extension UInt8 {
  /// Bytes to go on by where the byte begins no letter of a word, or 0 where it is part of one.
  var separatorByteCount: Int {
    if self < 0x80 { return isASCIILetter ? 0 : 1 }
    // C2 leads Latin-1's signs, E2 dashes, quotes and symbols, F0 emoji.
    switch self {
    case 0xC2: return 2
    case 0xE2: return 3
    case 0xF0: return 4
    default: return 0
    }
  }
}

extension Span<UInt8> {
  /// Whether a capital Latin letter stands at `index`.
  ///
  /// Beyond Latin-1, capitals and small letters take turns: the even code points are taken for
  /// capitals where they are (U+0100–U+0137, U+014A–U+0177, U+1E00–U+1EFF), the odd ones else.
  func hasCapital(at index: Int) -> Bool {
    guard index < count else { return false }
    let byte = self[index]
    if byte < 0x80 { return byte &- 0x41 < 26 }
    guard index + 1 < count else { return false }
    let next = self[index + 1]
    switch byte {
    case 0xC3: return next < 0x9F
    case 0xC4: return (next & 1 == 0) == (next < 0xB8)
    case 0xC5: return (next & 1 == 0) == (0x8A..<0xB8).contains(next)
    case 0xE1: return index + 2 < count && (0xB8...0xBB).contains(next) && self[index + 2] & 1 == 0
    default: return false
    }
  }
}
