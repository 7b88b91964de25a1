package import ByteIO
package import Tokenizer

/// A vocabulary with what a manifest says of it.
package struct LoadedTokenizer: Sendable {
  package let vocabulary: Vocabulary
  /// SHA-256 of the file, as `sha256sum` prints it.
  package let sha256: String
  /// The hash of what the vocabulary makes of a fixed list of texts: two tools with the same
  /// file and the same hash cut and merge alike.
  package let behaviourHash: Hash128
  /// Whether the tokens are those of Meta's tokenizer of Llama 3, each with its id.
  package let isLlama3: Bool

  /// SHA-256 of the `tokenizer.model` that Meta gives out with Llama 3.
  package static let llama3SHA256 =
    "82e9d31979e92ab929cd544440f129d9ecd797b69e327f80f17e1c50d5551b55"
  /// What a tokenizer's file may hold at the most; that of Llama 3 has 2.2 MB as tokens and 9 MB as
  /// JSON with merges.
  private static let byteLimit = 64 << 20

  package init(path: String) throws(Fault) {
    let buffer = try FilePlace(path).read(limit: Self.byteLimit)
    do {
      // A tokenizer.json is an object; no line of a tokenizer.model begins so.
      if buffer.span.count > 0, buffer.span[0] == UInt8(ascii: "{") {
        vocabulary = try Vocabulary(tokenizerJSON: buffer.span)
      } else {
        // SAFETY: the bytes are copied within the call.
        vocabulary = try Vocabulary(tiktokenModel: buffer.withUnsafeBytes { Array($0) })
      }
    } catch {
      throw error.at(path)
    }
    sha256 = SHA256.hexDigest(of: buffer.span)
    isLlama3 =
      sha256 == Self.llama3SHA256
      || SHA256.hexDigest(of: Self.model(of: vocabulary).span) == Self.llama3SHA256
    var probe: [UInt8] = []
    for token in vocabulary.behaviourProbe() {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        probe.append(UInt8(truncatingIfNeeded: token >> shift))
      }
    }
    behaviourHash = Hash128(of: probe.span)
  }

  /// The vocabulary as a `tokenizer.model`, whatever kind of file it came from.
  private static func model(of vocabulary: Vocabulary) -> [UInt8] {
    var lines: [UInt8] = []
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      let bytes = (try? vocabulary.bytes(of: token)) ?? []
      lines += "\(Base64.encode(bytes)) \(token)\n".utf8
    }
    return lines
  }

  /// Whether this is what a data set was made with: the same file, or the tokens of Llama 3 in another.
  package func isTokenizer(ofFileWithSHA256 other: String) -> Bool {
    sha256 == other || (isLlama3 && other == Self.llama3SHA256)
  }
}
