/// How much of a text repeats what stands before it in the text, by bytes.
///
/// The definitions are those of Rae et al. 2021 ("Scaling Language Models: Methods, Analysis &
/// Insights from Training Gopher", table A1), by the bytes of the text: the part of its letters in
/// duplicate lines, for which they drop web pages from 20 % on, and in duplicate groups of ten
/// words, from 10 % on. A line counts without white space around it, a word is what stands between
/// white space. Both are found by 64-bit hashes (FNV-1a): linear time, and two different lines of
/// equal hash are not to be expected in any corpus.
struct Repetition {
  /// Words a group.
  static let groupWordCount = 10

  private var seen: Set<UInt64> = []
  private var words: [(range: Range<Int>, hash: UInt64)] = []

  /// The share of the bytes of lines that are in lines which stand before, 0...1.
  mutating func repeatedLineShare(of text: borrowing Span<UInt8>) -> Double {
    seen.removeAll(keepingCapacity: true)
    var all = 0
    var repeated = 0
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      let line = Self.trimmed(text, start..<end)
      start = end + 1
      guard !line.isEmpty else { continue }
      all += line.count
      if !seen.insert(Self.hash(text, line)).inserted { repeated += line.count }
    }
    return all == 0 ? 0 : Double(repeated) / Double(all)
  }

  /// The share of the bytes of words that are in groups of ten which stand before, 0...1.
  ///
  /// A word counts once, however many repeated groups it is in; groups may overlap. 0 for a text
  /// of ten words or fewer.
  mutating func repeatedWordShare(of text: borrowing Span<UInt8>) -> Double {
    seen.removeAll(keepingCapacity: true)
    split(text)
    guard words.count > Self.groupWordCount else { return 0 }
    var repeated = 0
    /// The first word that no repeated group has counted yet.
    var next = 0
    for first in 0...(words.count - Self.groupWordCount) {
      let end = first + Self.groupWordCount
      var hash: UInt64 = 0
      for word in words[first..<end] { hash = (hash ^ word.hash) &* Self.prime }
      guard !seen.insert(hash).inserted else { continue }
      for word in words[max(first, next)..<end] { repeated += word.range.count }
      next = end
    }
    return Double(repeated) / Double(words.reduce(0) { $0 + $1.range.count })
  }

  private mutating func split(_ text: borrowing Span<UInt8>) {
    words.removeAll(keepingCapacity: true)
    var start = 0
    while start < text.count {
      if text[start] <= 0x20 {
        start += 1
        continue
      }
      var end = start
      while end < text.count, text[end] > 0x20 { end += 1 }
      words.append((start..<end, Self.hash(text, start..<end)))
      start = end
    }
  }

  private static func trimmed(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static let prime: UInt64 = 0x100_0000_01B3

  private static func hash(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(text[index])) &* prime }
    return hash
  }
}
