package import ByteIO

/// The tokens of Llama 3: 128,000 ordinary ones with their ranks, and 256 special ones.
///
/// Immutable once made and shared by all workers. A token's id is also its rank in merging.
/// Memory: about 7 MB, in flat tables.
///
/// SAFETY: the raw memory is allocated and filled in `init`, only read after it, and freed in
/// `deinit`; that is what makes the class Sendable.
package final class Vocabulary: @unchecked Sendable {
  /// The number of ordinary tokens.
  package let ordinaryTokenCount: Int
  /// The special tokens' names as they are spelled in text, from `SpecialToken.first` on.
  package let specialTokenNames: [String]
  let tables: VocabularyTables
  private let storage: [HugePages]

  /// All ids are below this: ordinary tokens, then `SpecialToken.count` special ones.
  package var tokenCount: Int { ordinaryTokenCount + SpecialToken.count }

  /// The longest ordinary token, in bytes.
  package var longestTokenByteCount: Int { tables.longestToken }

  /// Reads the text of a `tokenizer.model`: on each line a token in base64, a space, its rank.
  ///
  /// Ranks must count up from 0, tokens must be distinct, and every byte must be a token.
  ///
  /// - Parameters:
  ///   - tiktokenModel: The file's bytes.
  ///   - ordinaryTokenCount: How many tokens it must have; other than Llama 3's for tests only.
  /// - Throws: `Fault`, with the line, what was expected and what was found.
  /// - Complexity: O(bytes of all tokens); well under 0.1 s in a release build.
  package convenience init(
    tiktokenModel: [UInt8], ordinaryTokenCount: Int = Int(SpecialToken.first)
  ) throws(Fault) {
    var source = VocabularySource()
    try source.read(tiktokenModel, expectedTokenCount: ordinaryTokenCount)
    try self.init(source: source, specialTokenNames: SpecialToken.namesOfRelease31)
  }

  init(source: VocabularySource, specialTokenNames: [String]) throws(Fault) {
    let slots = try source.makeTokenSlots()
    let byteTokens = try source.makeByteTokens()
    let tables = try VocabularyTables.allocate(
      source: source, tokenSlots: slots, byteTokens: byteTokens)
    ordinaryTokenCount = source.tokenCount
    self.specialTokenNames = specialTokenNames
    self.tables = tables.view
    storage = tables.storage
  }

  deinit {
    for memory in storage { memory.deallocate() }
  }

  /// The name of special token `token`, or nil where it is no special token.
  package func specialTokenName(of token: UInt32) -> String? {
    guard token >= SpecialToken.first else { return nil }
    let index = Int(token - SpecialToken.first)
    return index < specialTokenNames.count ? specialTokenNames[index] : nil
  }

  /// The number of bytes of ordinary token `token`; 0 for special tokens, which have none.
  package func byteCount(of token: UInt32) -> Int {
    guard Int(token) < ordinaryTokenCount else { return 0 }
    return tables.byteCount(of: token)
  }

  /// The bytes of `token`: an ordinary token's own, a special token's name.
  ///
  /// A token need not be whole UTF-8: it can hold a part of a character.
  ///
  /// - Throws: `Fault.unknownToken` for an id beyond the vocabulary.
  package func bytes(of token: UInt32) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try decode([token], into: &bytes)
    return bytes
  }

  /// The id of the token that is exactly `bytes`, or nil.
  package func token(_ bytes: [UInt8]) -> UInt32? {
    guard !bytes.isEmpty else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let token = tables.token(base, byteCount: bytes.count)
      return token == VocabularyTables.none ? nil : token
    }
  }
}
