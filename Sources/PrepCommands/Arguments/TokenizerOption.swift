import ArgumentParser
import ByteIO
import Pipeline
import Tokenizer

/// Where the vocabulary is.
struct TokenizerOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The tokenizer.model of Llama 3, or a tokenizer.json of the same family.",
      discussion: "Found in ${XDG_CACHE_HOME:-~/.cache}/prep where `make setup` put it.",
      valueName: "path"))
  var tokenizer: String?

  /// The path given, or that of the fetched file.
  var path: String {
    if let tokenizer { return tokenizer }
    let cache =
      Terminal.variable("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 }
      ?? (Terminal.variable("HOME") ?? "") + "/.cache"
    return cache + "/prep/tokenizer.model"
  }

  /// Reads the vocabulary.
  func load() throws -> LoadedTokenizer {
    guard tokenizer != nil || FileSystem.exists(path) else {
      throw CommandError(
        "no tokenizer at \(path): run `make setup` to fetch it, or give --tokenizer PATH",
        status: .failure)
    }
    return try CommandError.wrap { try LoadedTokenizer(path: path) }
  }
}
