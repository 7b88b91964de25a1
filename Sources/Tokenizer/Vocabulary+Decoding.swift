/// What decoding writes for a special token.
package enum SpecialTokenText: Sendable {
  /// Its name, such as `<|eot_id|>`.
  case names
  /// Nothing.
  case omitted
}

extension Vocabulary {
  /// Appends the bytes that `tokens` stand for.
  ///
  /// The inverse of encoding: for any bytes, decoding their ids gives the bytes again. What is
  /// appended need not be UTF-8, since ids may be cut within a character.
  ///
  /// - Parameters:
  ///   - tokens: Ids, each below `tokenCount`.
  ///   - bytes: Appended to; holds what came before an unknown id when one is met.
  ///   - specialTokens: What special tokens become.
  /// - Throws: `TokenizerError.unknownToken` for an id beyond the vocabulary.
  package func decode(
    _ tokens: some Sequence<UInt32>, into bytes: inout [UInt8],
    specialTokens: SpecialTokenText = .names
  ) throws(TokenizerError) {
    for (index, token) in tokens.enumerated() {
      if Int(token) < ordinaryTokenCount {
        let start = Int(tables.offsets[Int(token)])
        let count = Int(tables.offsets[Int(token) + 1]) - start
        // SAFETY: offsets ascend and end at the arena's length.
        bytes.append(contentsOf: UnsafeBufferPointer(start: tables.arena + start, count: count))
        continue
      }
      guard let name = SpecialToken.name(of: token) else {
        throw .unknownToken(id: token, index: index, limit: UInt32(tokenCount))
      }
      if specialTokens == .names { bytes.append(contentsOf: name.utf8) }
    }
  }
}
