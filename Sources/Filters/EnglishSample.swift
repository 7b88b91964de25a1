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
