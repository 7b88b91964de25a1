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

  package init(path: String) throws(PipelineError) {
    let buffer: ByteBuffer
    do {
      buffer = try FilePlace(path).read()
    } catch {
      throw .file(error)
    }
    do {
      // A tokenizer.json is an object; no line of a tokenizer.model begins so.
      if buffer.span.count > 0, buffer.span[0] == UInt8(ascii: "{") {
        vocabulary = try Vocabulary(tokenizerJSON: buffer.span)
      } else {
        // SAFETY: the bytes are copied within the call.
        vocabulary = try Vocabulary(tiktokenModel: buffer.withUnsafeBytes { Array($0) })
      }
    } catch {
      throw .tokenizer(path: path, error)
    }
    sha256 = SHA256.hexDigest(of: buffer.span)
    var probe: [UInt8] = []
    for token in vocabulary.behaviourProbe() {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        probe.append(UInt8(truncatingIfNeeded: token >> shift))
      }
    }
    behaviourHash = Hash128(of: probe.span)
  }
}
