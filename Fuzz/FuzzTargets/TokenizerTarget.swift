import ByteIO
import Glibc
import TestSupport
import Tokenizer

/// A text: the fast encoder's ids are the slow one's, and decode to the text.
///
/// Bytes that are no text have ids too, which decode to them.
package struct TokenizerTarget: FuzzTarget {
  /// An encoder that is used again, with its caches as earlier inputs left them.
  private struct Reused: ~Copyable {
    var encoder: Encoder
    var useCount = 0
  }

  private let vocabulary: Vocabulary
  private let reference: ReferenceEncoder
  private let reused: Monitor<Reused>

  /// How often a new encoder takes the place of the one in use: making one, whose caches are filled
  /// with common tokens, takes a hundred times as long as an input.
  private static let usesOfAnEncoder = 1000

  package init() throws {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let cache = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? home + "/.cache"
    let bytes = try FileSystem.bytes(of: cache + "/prep/tokenizer.model")
    vocabulary = try Vocabulary(tiktokenModel: bytes)
    reference = try ReferenceEncoder(vocabulary: vocabulary)
    reused = Monitor(Reused(encoder: Encoder(vocabulary: vocabulary)))
  }

  package func run(_ bytes: [UInt8]) {
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let ids = tokens(of: text)
    // Ingest lets no such bytes through; the tokenizer must be safe all the same.
    if bytes != text { _ = tokens(of: bytes) }
    // The slow encoder is quadratic, and would take a hundred times as long as all else: one input
    // in 64 is compared at length, told by its first byte, so that a finding is found again; of the
    // others the beginning.
    let start = Array(text.prefix((bytes.first ?? 0) & 63 == 0 ? 1000 : 48))
    precondition((start == text ? ids : tokens(of: start)) == reference.encode(start), "ids differ")
  }

  /// The fast encoder's ids, which must decode to what they were made of.
  private func tokens(of bytes: [UInt8]) -> [UInt32] {
    let tokens = reused.withLock { reused in
      reused.useCount += 1
      if reused.useCount % Self.usesOfAnEncoder == 0 {
        reused.encoder = Encoder(vocabulary: vocabulary)
      }
      var tokens: [UInt32] = []
      reused.encoder.encode(bytes.span, into: &tokens)
      return tokens
    }
    attempt {
      let decoded = try tokens.flatMap { try vocabulary.bytes(of: $0) }
      precondition(decoded == bytes, "the ids are of other bytes")
    }
    return tokens
  }
}
