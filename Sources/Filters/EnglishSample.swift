/// The words of a few windows of a text, which settle most English texts without reading the rest.
///
/// A text of at most three windows is one window. A longer one has a window at its beginning, one in
/// its middle and one at its end; two more, halfway between, are for texts that these leave open and
/// that have room for five side by side. A word is a run of two ASCII letters or more that begins in
/// a window, or goes on where the window begins. `Reference/ReferenceEnglishSample.swift` says the
/// same in plain words.
struct EnglishSample: Equatable {
  /// All words.
  var wordCount = 0
  /// Function words of English that hardly any other language has.
  var distinctiveWordCount = 0
  /// All function words of English.
  var functionWordCount = 0
  /// Windows that have no function word of English.
  var foreignWindowCount = 0

  static let windowByteCount = 96

  /// The ranges of a text of `byteCount` bytes that are looked at: one, or three, or all five.
  static func windows(of byteCount: Int, all: Bool) -> [Range<Int>] {
    if isWhole(byteCount) { return [0..<byteCount] }
    let hasOthers = all && hasOthers(byteCount)
    return ([0, 2, 4] + (hasOthers ? [1, 3] : [])).map { window(atQuarter: $0, of: byteCount) }
  }

  /// Whether a text of so many bytes has windows that do not belong to the first.
  static func hasOthers(_ byteCount: Int) -> Bool { byteCount >= 5 * windowByteCount }

  /// Whether a text of so many bytes is one window.
  private static func isWhole(_ byteCount: Int) -> Bool { byteCount <= 3 * windowByteCount }

  private static func window(atQuarter quarter: Int, of byteCount: Int) -> Range<Int> {
    let start = quarter * (byteCount - windowByteCount) / 4
    return start..<start + windowByteCount
  }

  /// The first windows of `text`.
  init(_ text: borrowing Span<UInt8>) {
    if Self.isWhole(text.count) {
      addWindow(text.bytes, 0..<text.count)
      return
    }
    for quarter in stride(from: 0, through: 4, by: 2) {
      addWindow(text.bytes, Self.window(atQuarter: quarter, of: text.count))
    }
  }

  /// All words of `text`, as one window.
  init(whole text: borrowing Span<UInt8>) {
    addWindow(text.bytes, 0..<text.count)
  }

  init() {}

  /// Adds the other two windows where the text has them.
  mutating func addOthers(_ text: borrowing Span<UInt8>) {
    guard Self.hasOthers(text.count) else { return }
    for quarter in stride(from: 1, through: 3, by: 2) {
      addWindow(text.bytes, Self.window(atQuarter: quarter, of: text.count))
    }
  }

  private mutating func addWindow(_ text: RawSpan, _ window: Range<Int>) {
    let before = functionWordCount
    add(text, window)
    if functionWordCount == before { foreignWindowCount += 1 }
  }

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
      let bytes = EightBytes(text, at: index)
      let letters = bytes.letters
      let length = EightBytes.leadingCount(of: letters)
      if length == 8 {
        words &+= 1
        index &+= 8
        index &+= Self.letterRun(text, from: index)
      } else if length > 1 {
        words &+= 1
        let key = (bytes.value | 0x2020_2020_2020_2020) & ((1 &<< UInt64(8 &* length)) &- 1)
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

  /// How many bytes from `index` on are letters.
  private static func letterRun(_ text: RawSpan, from index: Int) -> Int {
    var end = index
    while end < text.byteCount {
      let length = EightBytes.leadingCount(of: EightBytes(text, at: end).letters)
      end += length
      guard length == 8 else { break }
    }
    return end - index
  }
}
