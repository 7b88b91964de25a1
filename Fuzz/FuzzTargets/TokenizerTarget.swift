import ByteIO
import Glibc
import TestSupport
import Tokenizer

/// A text: the fast encoder's ids are the slow one's, and decode to the text.
package struct TokenizerTarget: FuzzTarget {
  private let vocabulary: Vocabulary
  private let reference: ReferenceEncoder

  package init() throws {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let cache = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? home + "/.cache"
    let bytes = try FileSystem.bytes(of: cache + "/prep/tokenizer.model")
    vocabulary = try Vocabulary(tiktokenModel: bytes)
    reference = try ReferenceEncoder(vocabulary: vocabulary)
  }

  package func run(_ bytes: [UInt8]) {
    // The encoder is given valid UTF-8 only; the slow one is quadratic.
    let text = Array(String(decoding: bytes.prefix(1000), as: UTF8.self).utf8)
    var encoder = Encoder(vocabulary: vocabulary)
    var tokens: [UInt32] = []
    encoder.encode(text.span, into: &tokens)
    precondition(tokens == reference.encode(text), "ids differ")
    attempt {
      let decoded = try tokens.flatMap { try vocabulary.bytes(of: $0) }
      precondition(decoded == text, "the ids are of another text")
    }
  }
}
