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
      "A tokenizer.model of Llama 3, a tokenizer.json of its family, or the directory of a model.",
      default: "what prep setup fetched", valueName: "path"), completion: .file())
  var tokenizer: String?

  /// Where the directories of models have their tokenizer, as Hugging Face and Meta give them out.
  private static let placesInModel = [
    "tokenizer.json", "tokenizer.model", "original/tokenizer.model",
  ]

  /// The file given, that of the model's directory given, or that of the fetched one.
  var path: String {
    guard let tokenizer else { return Self.fetchedPath }
    guard FileSystem.kind(of: tokenizer) == .directory else { return tokenizer }
    return Self.placesInModel.map { tokenizer + "/" + $0 }.first { FileSystem.exists($0) }
      ?? tokenizer
  }

  /// Where `prep setup` puts the file, and `make setup`.
  static var fetchedPath: String {
    let cache =
      Terminal.variable("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 }
      ?? (Terminal.variable("HOME") ?? "") + "/.cache"
    return cache + "/prep/tokenizer.model"
  }

  /// Reads the vocabulary.
  func load() throws -> LoadedTokenizer {
    guard tokenizer != nil || FileSystem.exists(path) else {
      throw Fault.failed(
        "no tokenizer at \(path): run `prep setup` to fetch it (`make setup` in a clone of the "
          + "repository), or give --tokenizer PATH, a tokenizer.json or tokenizer.model of Llama 3 "
          + "or the directory of a model that has one")
    }
    guard FileSystem.kind(of: path) != .directory else {
      throw Fault.usage(
        "\(path): expected a tokenizer, or a directory with one of "
          + "\(Self.placesInModel.joined(separator: ", ")); found none of them")
    }
    let loaded = try LoadedTokenizer(path: path)
    guard !loaded.isLlama3 else { return loaded }
    guard tokenizer != nil else {
      throw Fault.failed(
        "\(path): expected the tokenizer of Llama 3, sha256 \(LoadedTokenizer.llama3SHA256), found "
          + "\(loaded.sha256): run `prep setup` to fetch it again (`make setup` in a clone of "
          + "the repository), or name it with --tokenizer PATH where you mean this one")
    }
    Log.warning("\(path) holds other tokens than Llama 3's (sha256 \(loaded.sha256))")
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
