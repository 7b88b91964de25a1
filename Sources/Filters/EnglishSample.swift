/// The words of a few windows of a text, which settle most English texts without reading the rest.
///
/// A text of at most `windowCount` windows is one window; a longer one has a window at its
/// beginning, one at its end and others evenly between. A word is a run of two ASCII letters or
/// more within a window. `Reference/ReferenceEnglishSample.swift` says the same in plain words.
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
  static let windowByteCount = 128

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
      add(text.extracting(Self.window(number, of: text.count)).bytes)
      if functionWordCount == before { hasForeignWindow = true }
    }
  }

  init() {}

  /// Counts the words of one window, eight bytes at a time: no word of the table is longer than
  /// seven, so that eight bytes hold it and the byte that ends it.
  private mutating func add(_ window: RawSpan) {
    let table = WordTable.functionWords
    var index = 0
    while index < window.byteCount {
      let bytes = Self.eightBytes(window, at: index)
      let letters = Self.letterMask(bytes)
      let length = (~letters & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
      if length == 0 {
        index += max(1, letters.trailingZeroBitCount >> 3)
        continue
      }
      if length == 8 {
        wordCount += 1
        index += 8
        index += Self.letterRun(window, from: index)
        continue
      }
      index += length + 1
      guard length > 1 else { continue }
      wordCount += 1
      // The word's bytes, the last one lowest, as the table has them.
      let key = (bytes | 0x2020_2020_2020_2020).byteSwapped >> UInt64(64 - 8 * length)
      let classes = table.classes(of: key)
      if classes.contains(.function) { functionWordCount += 1 }
      if classes.contains(.distinctive) { distinctiveWordCount += 1 }
    }
  }

  /// Bytes from `index` on, the first one lowest, with zeros beyond the end.
  private static func eightBytes(_ window: RawSpan, at index: Int) -> UInt64 {
    if index + 8 <= window.byteCount {
      // SAFETY: the eight bytes from `index` on are within the span.
      return UInt64(
        littleEndian: window.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    if window.byteCount >= 8, index < window.byteCount {
      // SAFETY: the last eight bytes are within the span; those before `index` are shifted out.
      let last = UInt64(
        littleEndian: window.unsafeLoadUnaligned(
          fromByteOffset: window.byteCount - 8, as: UInt64.self))
      return last >> UInt64(8 * (index + 8 - window.byteCount))
    }
    var bytes: UInt64 = 0
    for offset in 0..<max(0, window.byteCount - index) {
      // SAFETY: the offset is below the span's length.
      let byte = window.unsafeLoad(fromByteOffset: index + offset, as: UInt8.self)
      bytes |= UInt64(byte) << UInt64(8 * offset)
    }
    return bytes
  }

  /// The high bit of every byte that is an ASCII letter.
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
  private static func letterRun(_ window: RawSpan, from index: Int) -> Int {
    var end = index
    while end < window.byteCount {
      let others = ~letterMask(eightBytes(window, at: end)) & 0x8080_8080_8080_8080
      guard others == 0 else { return end + others.trailingZeroBitCount >> 3 - index }
      end += 8
    }
    return end - index
  }
}
