import Tokenizer

/// A tokenizer's file, as JSON and as a list of tokens: what is loaded encodes and decodes.
package struct VocabularyTarget: FuzzTarget {
  /// What the list must have: every byte and a few tokens more.
  private static let tokenCount = 260

  package init() {}

  package func run(_ bytes: [UInt8]) {
    // A whole tokenizer.json is larger than any input here: it is read up to what is missing.
    attempt { _ = try Vocabulary(tokenizerJSON: bytes.span) }
    attempt {
      let vocabulary = try Vocabulary(tiktokenModel: bytes, ordinaryTokenCount: Self.tokenCount)
      var encoder = Encoder(vocabulary: vocabulary)
      var tokens: [UInt32] = []
      encoder.encode(bytes.span, into: &tokens)
      let decoded = try tokens.flatMap { try vocabulary.bytes(of: $0) }
      precondition(decoded == bytes, "the ids are of other bytes")
    }
  }
}
