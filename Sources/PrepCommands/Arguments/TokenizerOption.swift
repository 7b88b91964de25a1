import ArgumentParser
import ByteIO
import Inspect
import Pipeline
import Shards
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
      throw Fault.failed(
        "no tokenizer at \(path): run `make setup` to fetch it, or give --tokenizer PATH")
    }
    let loaded = try LoadedTokenizer(path: path)
    guard !loaded.isLlama3 else { return loaded }
    guard tokenizer != nil else {
      throw Fault.failed(
        "\(path): expected the tokenizer of Llama 3, sha256 \(LoadedTokenizer.llama3SHA256), found "
          + "\(loaded.sha256): run `make setup` to fetch it again, or name it with --tokenizer PATH "
          + "where you mean this one")
    }
    Terminal.writeError(
      "note: \(path) holds other tokens than Llama 3's (sha256 \(loaded.sha256))\n")
    return loaded
  }

  /// Reads the vocabulary that the data set in `directory` was made with.
  ///
  /// Another one would show other text than the data set's, and nobody would see it.
  func load(for directory: String) throws -> LoadedTokenizer {
    let manifest = try DataSetDirectory(directory).manifest()
    let loaded = try load()
    let stated = manifest.tokenizer.fileHash.description
    guard loaded.isTokenizer(ofFileWithSHA256: stated) else {
      throw Fault.usage(
        "\(directory) was made with another tokenizer: its file has the sha256 \(stated), and "
          + "\(path) \(loaded.sha256); give --tokenizer PATH")
    }
    return loaded
  }
}
