import TestSupport
import Testing

@testable import Tokenizer

@Suite struct EncoderTests {
  /// Characters and strings on which the pattern's alternatives meet.
  private static let parts = [
    "a", "Z", "word", "ſ", "é", "e\u{301}", "中文", "한", "'", "'s", "'LL", "'ve", "’", " ", "  ",
    "\n", "\r", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{2028}", "\u{85}", "\u{200B}", "\u{FEFF}",
    "1",
    "12", "½", "Ⅷ", "१", ".", "...", "-", "😀", "👩‍👩‍👧", "\u{1C}", "\u{0}", "\u{10FFFF}", "\u{1C89}",
    "\u{88F}", " Việt", " даже", "nghiệ", "<|eot_id|>", "if (x) {", "http://",
  ]

  private func randomText(_ generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...12, using: &generator)).flatMap { _ in
      let part = Self.parts.randomElement(using: &generator) ?? ""
      let repeats = Int.random(in: 0..<12, using: &generator) == 0 ? 20 : 1
      return Array(String(repeating: part, count: repeats).utf8)
    }
  }

  /// Well-formed text with some bytes changed, dropped or put in.
  private func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = randomText(&generator)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0x80...255, using: &generator), at: place)
      }
    }
    return bytes
  }

  private func pieces(_ text: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return [] }
      let scanner = PieceScanner(tables: vocabulary.tables, base: base, count: text.count)
      var pieces: [Range<Int>] = []
      while let start = pieces.last?.upperBound ?? 0 as Int?, start < text.count {
        pieces.append(start..<scanner.pieceEnd(from: start))
      }
      return pieces
    }
  }

  @Test func piecesAreThoseOfTheReference() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 1)
    for round in 0..<3000 {
      let text = round % 3 == 0 ? randomBytes(&generator) : randomText(&generator)
      #expect(pieces(text, vocabulary) == ReferencePretokenizer(text).pieces(), "\(text)")
    }
  }

  @Test func idsAreThoseOfTheReferenceOnAnyBytes() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    var encoder = Encoder(vocabulary: vocabulary)
    var generator = SeededGenerator(seed: 2)
    for round in 0..<1500 {
      let text = round % 3 == 0 ? randomBytes(&generator) : randomText(&generator)
      var tokens: [UInt32] = []
      encoder.encode(text.span, into: &tokens)
      #expect(tokens == reference.encode(text), "\(text)")
      var decoded: [UInt8] = []
      try vocabulary.decode(tokens, into: &decoded)
      #expect(decoded == text)
    }
  }

  @Test func everyCodePointHasTheClassOfTheTablesInBothScanners() throws {
    let vocabulary = try TestVocabulary.load()
    for value in stride(from: UInt32(0x80), to: 0x33000, by: 13) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Array("a\(scalar)b \(scalar)1\(scalar)\n".utf8)
      #expect(pieces(text, vocabulary) == ReferencePretokenizer(text).pieces(), "\(value)")
    }
  }

  @Test func classesAreThoseOfUnicode16() throws {
    let tables = try TestVocabulary.load().tables
    #expect(tables.codePointClass(0x1C89) == 1)  // a letter since 16.0
    #expect(tables.codePointClass(0x88F) == 0)  // a letter since 17.0
    #expect(tables.codePointClass(0xBD) == 2)
    #expect(tables.codePointClass(0x301) == 0)
    for space: UInt32 in [0x85, 0xA0, 0x1680, 0x2028, 0x202F, 0x205F, 0x3000] {
      #expect(tables.codePointClass(space) == 3)
    }
    for other: UInt32 in [0x180E, 0x200B, 0xFEFF, 0x1C] {
      #expect(tables.codePointClass(other) == 0)
    }
    #expect(tables.codePointClass(0x10FFFF) == 0)
  }

  @Test func allMergersAgreeWithTheReferenceAtEveryLength() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    var generator = SeededGenerator(seed: 3)
    for count in Array(1...66) + [127, 128, 129, 200] {
      let letters = (0..<count).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
      for text in [
        letters, Array(repeating: 0x61, count: count), Array(repeating: 0x20, count: count),
      ] {
        #expect(encode(text, with: vocabulary) == reference.encode(text), "\(count)")
      }
    }
  }

  @Test func longPieceIsMergedAndGivenBack() throws {
    let vocabulary = try TestVocabulary.load()
    let text = [UInt8](repeating: 0x61, count: 100_000)
    let tokens = encode(text, with: vocabulary)
    #expect(tokens.count == 12_500)
    var decoded: [UInt8] = []
    try vocabulary.decode(tokens, into: &decoded)
    #expect(decoded == text)
  }

  @Test func idsDoNotDependOnWhatWasEncodedBefore() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 4)
    let texts = (0..<60).map { _ in randomText(&generator) }
    var encoder = Encoder(vocabulary: vocabulary)
    var first: [UInt32] = []
    for text in texts { encoder.encode(text.span, into: &first) }
    var second: [UInt32] = []
    for text in texts { encoder.encode(text.span, into: &second) }
    #expect(first == second)
    #expect(first == texts.flatMap { encode($0, with: vocabulary) })
  }

  @Test func idsOfAPieceDoNotDependOnWhereTheTextEnds() throws {
    // The last 16 bytes of a text are read another way than those before.
    let vocabulary = try TestVocabulary.load()
    for padding in 0..<40 {
      let tail = String(repeating: ".\n", count: padding)
      let tokens = encode("Hello, strange worlds\n\(tail)".utf8, with: vocabulary)
      #expect(tokens.starts(with: [9906, 11, 15234, 24800, 198]))
    }
  }
}
