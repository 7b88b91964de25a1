/// The words of a few windows of a text, which settle most English texts without reading the rest.
///
/// A text of at most `windowCount` windows is one window; a longer one has a window at its
/// beginning, one at its end and others evenly between. A word is a run of two ASCII letters or
/// more that begins in a window, or goes on where the window begins. `Reference/ReferenceEnglishSample.swift` says the same in plain words.
struct EnglishSample: Equatable {
  /// All words.
  var wordCount = 0
  /// Function words of English that hardly any other language has.
  var distinctiveWordCount = 0
  /// All function words of English.
  var functionWordCount = 0
  /// Whether a window has no function word of English.
  var hasForeignWindow = false

  static let windowCount = 3
  static let windowByteCount = 96

  /// The ranges of a text of `byteCount` bytes that are looked at.
  static func windows(of byteCount: Int) -> [Range<Int>] {
    (0..<(isWhole(byteCount) ? 1 : windowCount)).map { window($0, of: byteCount) }
  }

  private static func isWhole(_ byteCount: Int) -> Bool {
    byteCount <= windowCount * windowByteCount
  }

  private static func window(_ number: Int, of byteCount: Int) -> Range<Int> {
    guard !isWhole(byteCount) else { return 0..<byteCount }
    let start = number * (byteCount - windowByteCount) / (windowCount - 1)
    return start..<start + windowByteCount
  }

  init(_ text: borrowing Span<UInt8>) {
    let count = Self.isWhole(text.count) ? 1 : Self.windowCount
    for number in 0..<count {
      let before = functionWordCount
      add(text.bytes, Self.window(number, of: text.count))
      if functionWordCount == before { hasForeignWindow = true }
    }
  }

  init() {}

  /// Counts the words of one window, eight bytes at a time: no word of the table is longer than
  /// seven, so that eight bytes hold it and the byte that ends it.
  private mutating func add(_ text: RawSpan, _ window: Range<Int>) {
    let places = FunctionWordTable.shared.places
    let table = places.span
    // Counted apart and without overflow checks: no count exceeds the window's length.
    var words = 0
    var function = 0
    var distinctive = 0
    var index = window.lowerBound
    while index < window.upperBound {
      let bytes = Self.eightBytes(text, at: index)
      let letters = Self.letterMask(bytes)
      let length = (~letters & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
      if length == 8 {
        words &+= 1
        index &+= 8
        index &+= Self.letterRun(text, from: index)
      } else if length > 1 {
        words &+= 1
        let key = (bytes | 0x2020_2020_2020_2020) & ((1 &<< UInt64(8 &* length)) &- 1)
        let classes = FunctionWordTable.classes(of: key, in: table)
        function &+= classes & 1
        distinctive &+= classes &>> 1
        // The byte after a word is no letter.
        index &+= length &+ 1
      } else {
        // No letter, or one that stands alone, and what is no letter after it.
        let others = letters &>> UInt64(8 &* length)
        index &+= min(8, length &+ max(1, others.trailingZeroBitCount &>> 3))
      }
    }
    wordCount += words
    functionWordCount += function
    distinctiveWordCount += distinctive
  }

  /// Bytes from `index` on, the first one lowest, with zeros beyond the end.
  @inline(__always)
  private static func eightBytes(_ text: RawSpan, at index: Int) -> UInt64 {
    if index + 8 <= text.byteCount {
      // SAFETY: the eight bytes from `index` on are within the span; no index is negative.
      return UInt64(
        littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }
    return lastBytes(text, from: index)
  }

  @inline(never)
  private static func lastBytes(_ text: RawSpan, from index: Int) -> UInt64 {
    var bytes: UInt64 = 0
    for offset in 0..<max(0, text.byteCount - index) {
      // SAFETY: the offset is below the span's length.
      let byte = text.unsafeLoad(fromByteOffset: index + offset, as: UInt8.self)
      bytes |= UInt64(byte) << UInt64(8 * offset)
    }
    return bytes
  }

  /// The high bit of every byte that is an ASCII letter.
  @inline(__always)
  private static func letterMask(_ bytes: UInt64) -> UInt64 {
    let isASCII = ~bytes & 0x8080_8080_8080_8080
    let lower = (bytes | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    // Without carries between bytes: below 0x80, `lower + 0x1F` has the high bit from "a" on and
    // `lower + 0x05` from the sign after "z" on.
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = lower &+ 0x0505_0505_0505_0505
    return fromA & ~beyondZ & isASCII
  }

  /// How many bytes from `index` on are letters.
  private static func letterRun(_ text: RawSpan, from index: Int) -> Int {
    var end = index
    while end < text.byteCount {
      let others = ~letterMask(eightBytes(text, at: end)) & 0x8080_8080_8080_8080
      guard others == 0 else { return end + others.trailingZeroBitCount >> 3 - index }
      end += 8
    }
    return end - index
  }
}
