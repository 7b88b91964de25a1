import Glibc

@testable import Tokenizer

/// Why a file that tests need could not be read.
struct MissingFile: Error, CustomStringConvertible {
  var path: String

  var description: String { "\(path) is not there or cannot be read; `make test` sets it up" }
}

/// Llama 3's vocabulary and its reference encoder, read once for all tests.
enum TestVocabulary {
  /// Where `make test` puts the tokenizer's model.
  static var path: String {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let cache = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? ""
    return (cache.isEmpty ? home + "/.cache" : cache) + "/prep/tokenizer.model"
  }

  private static let loaded = Result { try Vocabulary(tiktokenModel: readFile(path)) }
  private static let reference = Result { try ReferenceEncoder(vocabulary: loaded.get()) }

  static func load() throws -> Vocabulary { try loaded.get() }
  static func loadReference() throws -> ReferenceEncoder { try reference.get() }
}

/// All bytes of the file at `path`.
func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw MissingFile(path: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// The ids of `text` from a new encoder, with caches small enough to be made for each text.
func encode(_ text: some Sequence<UInt8>, with vocabulary: Vocabulary) -> [UInt32] {
  var encoder = Encoder(
    vocabulary: vocabulary, cache: PieceCache(slotBits: 8), longCache: LongPieceCache(slotBits: 4))
  var tokens: [UInt32] = []
  encoder.encode(Array(text).span, into: &tokens)
  return tokens
}
