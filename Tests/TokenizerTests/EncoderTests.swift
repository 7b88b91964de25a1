import TestSupport
import Testing

@testable import Tokenizer

@Suite struct EncoderTests {
  @Test func idsAreThoseOfTheReferenceOnAnyBytes() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    var encoder = Encoder(vocabulary: vocabulary)
    var generator = SeededGenerator(seed: 2)
    for round in 0..<900 {
      let text =
        round % 3 == 0 ? HostileText.bytes(&generator) : HostileText.text(&generator)
      var tokens: [UInt32] = []
      encoder.encode(text.span, into: &tokens)
      #expect(tokens == reference.encode(text), "\(text)")
      var decoded: [UInt8] = []
      try vocabulary.decode(tokens, into: &decoded)
      #expect(decoded == text)
    }
  }

  @Test func idsOfEveryPairOfASCIICharactersAreThoseOfTheReferenceInThreeContexts() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    for first in UInt8(0)..<128 {
      // One text a first character, its pairs apart: a line end and a letter part any two pieces.
      var text: [UInt8] = []
      for second in UInt8(0)..<128 {
        text += [first, second, 0x0A, 0x78, 0x61, first, second, 0x62, 0x0A, 0x78]
        text += [0x31, 0x20, first, second, 0x20] + Array("中\nx".utf8)
      }
      #expect(encode(text, with: vocabulary) == reference.encode(text), "\(first)")
    }
  }

  @Test func idsAreAppendedAndCountedAlike() throws {
    let vocabulary = try TestVocabulary.load()
    var encoder = Encoder(vocabulary: vocabulary)
    var generator = SeededGenerator(seed: 5)
    let text = HostileText.text(&generator, partCount: 3000)
    var tokens: [UInt32] = [7, 8]
    encoder.encode(text.span, into: &tokens)
    #expect(tokens.starts(with: [7, 8]))
    #expect(encoder.countTokens(of: text.span) == tokens.count - 2)
    encoder.encode([UInt8]().span, into: &tokens)
    #expect(encoder.countTokens(of: [UInt8]().span) == 0)
    #expect(Array(tokens.dropFirst(2)) == encode(text, with: vocabulary))
  }

  @Test func byteOffsetsAreWhereTheTokensBegin() throws {
    let vocabulary = try TestVocabulary.load()
    let text = Array("Hello, 世界! \u{1F600}".utf8)
    let tokens = encode(text, with: vocabulary)
    let offsets = vocabulary.byteOffsets(of: tokens.span)
    for (token, offset) in zip(tokens, offsets) {
      let bytes = try vocabulary.bytes(of: token)
      #expect(Array(text[offset..<(offset + bytes.count)]) == bytes)
    }
    #expect(vocabulary.byteOffsets(of: [SpecialToken.beginOfText, 9906, 11].span) == [0, 0, 5])
  }

  @Test func idsDoNotDependOnWhatWasEncodedBefore() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 4)
    let texts = (0..<60).map { _ in HostileText.text(&generator) }
    var encoder = Encoder(vocabulary: vocabulary)
    var first: [UInt32] = []
    for text in texts { encoder.encode(text.span, into: &first) }
    var second: [UInt32] = []
    for text in texts { encoder.encode(text.span, into: &second) }
    #expect(first == second)
    #expect(first == texts.flatMap { encode($0, with: vocabulary) })
  }

  @Test func idsOfAPieceDoNotDependOnWhereTheTextEnds() throws {
    // The last bytes of a text are read another way than those before.
    let vocabulary = try TestVocabulary.load()
    for padding in 0..<80 {
      let tail = String(repeating: ".\n", count: padding)
      let tokens = encode("Hello, strange worlds\n\(tail)".utf8, with: vocabulary)
      #expect(tokens.starts(with: [9906, 11, 15234, 24800, 198]))
    }
  }

  @Test func cuttingATextAtABorderChangesNoID() throws {
    let vocabulary = try TestVocabulary.load()
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<300 {
      let text = HostileText.text(&generator, partCount: 40)
      let whole = encode(text, with: vocabulary)
      for border in [TextBorders.first(in: text.span), TextBorders.last(in: text.span)] {
        guard let border else { continue }
        let parts =
          encode(text[..<border], with: vocabulary) + encode(text[border...], with: vocabulary)
        #expect(parts == whole, "\(border) in \(text)")
      }
    }
  }
}
