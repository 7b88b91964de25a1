import Testing

@testable import Tokenizer

/// The tokens that make Llama 3's vocabulary another than merging alone would give.
@Suite struct OddTokenTests {
  /// Tokens that no merging of their own bytes gives.
  private func unreachable(_ vocabulary: Vocabulary) throws -> [UInt32] {
    var heap = MergeHeap()
    return try (0..<UInt32(vocabulary.ordinaryTokenCount)).filter { token in
      let bytes = try vocabulary.bytes(of: token)
      var tokens: [UInt32] = []
      heap.merge(bytes, byteCount: bytes.count, tables: vocabulary.tables, into: &tokens)
      return tokens != [token]
    }
  }

  /// Encodes `bytes` alone and where it stands beside others, and compares with the reference.
  private func expectReference(
    _ bytes: [UInt8], _ encoder: inout Encoder, _ reference: ReferenceEncoder
  ) {
    let word = Array("слово".utf8)
    let han = Array("中文".utf8)
    for text in [
      bytes, bytes + word, word + bytes, bytes + han, han + bytes, bytes + bytes,
      Array("x ".utf8) + bytes + Array(" 1".utf8), han + han + bytes + han + han + word,
    ] {
      var tokens: [UInt32] = []
      encoder.encode(text.span, into: &tokens)
      #expect(tokens == reference.encode(text), "\(text)")
    }
  }

  @Test func tokensThatMergingDoesNotReachAreFoundWhole() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    let tokens = try unreachable(vocabulary)
    #expect(tokens.count == 588)
    // A cache without the tokens, which would hide that they are not looked up.
    var encoder = Encoder(
      vocabulary: vocabulary, cache: PieceCache(slotBits: 0), longCache: LongPieceCache(slotBits: 0)
    )
    for token in tokens {
      expectReference(try vocabulary.bytes(of: token), &encoder, reference)
    }
  }

  @Test func tokensWithAPartOfHigherRankAreMergedAsInTheReference() throws {
    let vocabulary = try TestVocabulary.load()
    let reference = try TestVocabulary.loadReference()
    let parts = try TokenParts(vocabulary)
    var encoder = Encoder(vocabulary: vocabulary)
    var count = 0
    for token in UInt32(100_000)..<UInt32(vocabulary.ordinaryTokenCount) {
      let bytes = try vocabulary.bytes(of: token)
      guard parts.isOfHigherRank(bytes, token) else { continue }
      count += 1
      expectReference(bytes, &encoder, reference)
    }
    #expect(count == 81)
  }
}

/// Merges a token's bytes down to the two parts that it is made of.
private struct TokenParts {
  private let ranks: [[UInt8]: UInt32]

  init(_ vocabulary: Vocabulary) throws {
    var ranks: [[UInt8]: UInt32] = [:]
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      ranks[try vocabulary.bytes(of: token)] = token
    }
    self.ranks = ranks
  }

  /// Whether merging `bytes` gives `token`, the last merge being of a token of higher rank.
  func isOfHigherRank(_ bytes: [UInt8], _ token: UInt32) -> Bool {
    var parts = bytes.map { [$0] }
    while parts.count > 2 {
      var best: (rank: UInt32, index: Int)?
      for index in parts.indices.dropLast() {
        guard let rank = ranks[parts[index] + parts[index + 1]] else { continue }
        if best.map({ rank < $0.rank }) ?? true { best = (rank, index) }
      }
      guard let best else { return false }
      parts[best.index] += parts.remove(at: best.index + 1)
    }
    return parts.contains { (ranks[$0] ?? 0) > token }
  }
}
