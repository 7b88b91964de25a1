import TestSupport
import Testing

@testable import Tokenizer

/// Small, seeded shares of what `Tests/System/oracle/fuzz_tokenizer.py` does in full against
/// tiktoken and tokenizers; here the slow reference is what is compared with.
@Suite struct SweepTests {
  private func expectReference(_ text: [UInt8], _ encoder: inout Encoder) throws {
    var tokens: [UInt32] = []
    encoder.encode(text.span, into: &tokens)
    #expect(try tokens == TestVocabulary.loadReference().encode(text), "\(text)")
  }

  @Test func codePointsHaveTheIDsOfTheReferenceInSixContexts() throws {
    var encoder = try Encoder(vocabulary: TestVocabulary.load())
    // Eight neighbours in every 512: blocks of a script are larger than that.
    for first in stride(from: UInt32(0), to: 0x11_0000, by: 512) {
      let offset = first &* 0x9E37_79B1 >> 23
      let characters = (0..<8).compactMap { Unicode.Scalar(first + (offset + $0) % 512) }
      let text = characters.map {
        "a\($0)b \($0) 1\($0)2\n \($0)!\($0)\r\n\n\($0)\($0) '\($0)s\($0)"
      }
      try expectReference(Array(text.joined().utf8), &encoder)
    }
  }

  @Test func stringsOfRareTokensHaveTheIDsOfTheReference() throws {
    let vocabulary = try TestVocabulary.load()
    var encoder = Encoder(vocabulary: vocabulary)
    var generator = SeededGenerator(seed: 21)
    for round in 0..<3000 {
      var text = [UInt8](repeating: 0x2E, count: round % 64)
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let limit: UInt32 = Bool.random(using: &generator) ? 100_000 : 0
        let token = UInt32.random(
          in: limit..<UInt32(vocabulary.ordinaryTokenCount), using: &generator)
        let bytes = try vocabulary.bytes(of: token)
        let cut = Int.random(in: 0..<4, using: &generator) == 0 ? bytes.count / 2 : 0
        text += bytes[cut...]
      }
      try expectReference(text, &encoder)
    }
  }

  @Test(arguments: HostileText.parts) func partsHaveTheIDsOfTheReferenceAtEveryPlaceInABatch(
    _ part: String
  ) throws {
    let vocabulary = try TestVocabulary.load()
    var encoder = Encoder(
      vocabulary: vocabulary, cache: PieceCache(slotBits: 6), longCache: LongPieceCache(slotBits: 2)
    )
    for shift in 0..<64 {
      let dots = [UInt8](repeating: 0x2E, count: shift)
      try expectReference(dots + Array("\(part) \(part)\(part)x\n".utf8), &encoder)
      try expectReference(dots + Array(part.utf8), &encoder)
    }
  }
}
