import TestSupport
import Testing

@testable import Tokenizer

@Suite struct MergingTests {
  /// The ids that the window merger finds.
  private func windows(_ text: [UInt8], _ vocabulary: Vocabulary) -> [UInt32] {
    let merger = PieceMerger(tables: vocabulary.tables)
    var windows = WindowMerger(tables: vocabulary.tables)
    var output = TokenOutput()
    output.begin([])
    windows.encode(text, byteCount: text.count, merger: merger, into: &output)
    return output.finish().tokens ?? []
  }

  private func heap(_ text: [UInt8], _ vocabulary: Vocabulary) -> [UInt32] {
    var heap = MergeHeap()
    var tokens: [UInt32] = []
    heap.merge(text, byteCount: text.count, tables: vocabulary.tables, into: &tokens)
    return tokens
  }

  /// Random characters of three bytes, cut to at most `count` bytes.
  private func characters(
    _ range: ClosedRange<UInt32>, _ count: Int, _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let wanted = max(count / 3, 1)
    let values = (0..<wanted).map { _ in UInt32.random(in: range, using: &generator) }
    let scalars = values.compactMap { Unicode.Scalar($0) }
    return Array(String(String.UnicodeScalarView(scalars)).utf8.prefix(count))
  }

  /// Stretches that merge in different ways: of each about `count` bytes.
  private func stretches(_ count: Int, _ generator: inout SeededGenerator) -> [[UInt8]] {
    func repeated(_ text: String) -> [UInt8] {
      Array(String(repeating: text, count: count / text.utf8.count + 1).utf8.prefix(count))
    }
    return [
      (0..<count).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) },
      (0..<count).map { _ in UInt8.random(in: 0x61...0x63, using: &generator) },
      (0..<count).map { _ in [0x20, 0x09, 0x0A].randomElement(using: &generator) ?? 0x20 },
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
      repeated("a"), repeated(" "), repeated("\n"), repeated("="), repeated("-"), repeated("ab"),
      characters(0x4E00...0x9FFF, count, &generator),
      characters(0x3041...0x30FE, count, &generator),
      characters(0xE01...0xE2E, count, &generator), characters(0xAC00...0xD7A3, count, &generator),
      repeated("Hello"), repeated("привет"), repeated("中国人民"), repeated("ている"), repeated("\r\n\t "),
      repeated("_"),
    ]
  }

  @Test func shortStretchesMergeAsInTheReference() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    let merger = PieceMerger(tables: vocabulary.tables)
    let shortMerger = ShortMerger(tables: vocabulary.tables)
    let matcher = LongestMatcher(tables: vocabulary.tables)
    var (matchedCount, stretchCount) = (0, 0)
    var generator = SeededGenerator(seed: 3)
    for count in 1...PieceMerger.limit {
      for text in stretches(count, &generator) {
        var tokens = [UInt32](repeating: 0, count: text.count)
        let found = merger.merge(text, byteCount: text.count, into: &tokens)
        let expected = reference.merge(text)
        #expect(Array(tokens[..<found]) == expected, "\(text)")
        let matched = matcher.find(text, byteCount: text.count, into: &tokens)
        if matched > 0 { #expect(Array(tokens[..<matched]) == expected, "\(text)") }
        matchedCount += matched > 0 ? 1 : 0
        stretchCount += 1
        if text.count <= VocabularyTables.longestKey {
          let key = PieceKey(text, byteCount: text.count)
          let count = shortMerger.encode(key.ofSegment, into: &tokens)
          #expect(Array(tokens[..<count]) == expected, "\(text)")
          let pieceCount = shortMerger.encode(key, into: &tokens)
          let whole = vocabulary.token(text).map { [$0] }
          #expect(Array(tokens[..<pieceCount]) == whole ?? expected, "\(text)")
        }
        #expect(heap(text, vocabulary) == expected, "\(text)")
      }
    }
    // It gives up where a token is not regular, and hardly ever else.
    #expect(matchedCount > stretchCount * 9 / 10, "\(matchedCount) of \(stretchCount)")
  }

  @Test func windowsMergeAsTheWhole() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 4)
    for count in [1, 47, 48, 49, 50, 63, 64, 65, 95, 96, 97, 383, 384, 385, 500, 3071, 3073, 9000] {
      for text in stretches(count, &generator) {
        #expect(windows(text, vocabulary) == heap(text, vocabulary), "\(text.prefix(20)) \(count)")
      }
    }
  }

  @Test func windowsGrowWhereNoSeamIsRight() throws {
    // The longest token is 128 spaces, more than the first windows have.
    let vocabulary = try TestVocabulary.load()
    let tokens = windows([UInt8](repeating: 0x20, count: 1280), vocabulary)
    #expect(tokens.count == 10)
    #expect(Set(tokens).count == 1)
  }

  @Test func aPieceOfAMegabyteIsEncodedAndGivenBack() throws {
    let vocabulary = try TestVocabulary.load()
    let text = [UInt8](repeating: 0x61, count: 1_000_000)
    let tokens = encode(text, with: vocabulary)
    #expect(tokens.count == 125_000)
    var decoded: [UInt8] = []
    try vocabulary.decode(tokens, into: &decoded)
    #expect(decoded == text)
  }

  @Test func noTokenSpansABorderThatIsCut() throws {
    let vocabulary = try TestVocabulary.load()
    let tables = vocabulary.tables
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      let bytes = try vocabulary.bytes(of: token)
      for border in bytes.indices.dropFirst() where bytes[border] >= 0xC0 {
        // Whatever stands where the token does not reach, the border is not cut.
        for (before, behind) in [(UInt8(0xBF), UInt8(0x80)), (0xE4, 0xBF), (0x80, 0x9A)] {
          let text = [before] + bytes + [behind]
          let isCut = text.withUnsafeBufferPointer { text -> Bool in
            guard let base = text.baseAddress else { return false }
            return BridgeTable.isCut(base + border + 1, words: tables.bridges)
          }
          #expect(!isCut, "\(token) \(border)")
        }
      }
    }
  }

  @Test func mostBordersOfHanAreCut() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 5)
    var cutCount = 0
    for _ in 0..<1000 {
      var text = ""
      for _ in 0..<2 {
        let value = UInt32.random(in: 0x4E00...0x9FFF, using: &generator)
        text.unicodeScalars.append(Unicode.Scalar(value) ?? " ")
      }
      let isCut = Array(text.utf8).withUnsafeBufferPointer { text -> Bool in
        guard let base = text.baseAddress else { return false }
        return BridgeTable.isCut(base + 3, words: vocabulary.tables.bridges)
      }
      cutCount += isCut ? 1 : 0
    }
    #expect(cutCount > 800)
  }
}
