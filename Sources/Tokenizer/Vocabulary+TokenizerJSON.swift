package import ByteIO

extension Vocabulary {
  /// Reads a Hugging Face `tokenizer.json` of the Llama 3 family.
  ///
  /// Gives the same ids as the `tokenizer.model` it was made from, and the special tokens' names as
  /// the file has them. Whatever would make other ids is an error, not ignored: another kind of
  /// model or pattern, a normalizer, merges before the lookup of whole pieces, another number of
  /// merges than the ranks imply.
  ///
  /// - Throws: `Fault`, mostly `.tokenizerFile` with the place and what was expected.
  /// - Complexity: O(bytes).
  package convenience init(tokenizerJSON bytes: Span<UInt8>) throws(Fault) {
    let file = try TokenizerFile(bytes)
    try self.init(source: file.source, specialTokenNames: file.specialTokenNames)
    guard file.mergeCount == tables.pairCount else {
      throw .tokenizerFile(
        "model.merges: expected \(tables.pairCount), as the ranks imply, found \(file.mergeCount)")
    }
  }
}
