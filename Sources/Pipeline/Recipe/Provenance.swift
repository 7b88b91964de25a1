import ByteIO
import Filters
import Ingest
import Planner
import Shards
import Tokenizer

/// What a data set's manifest says of where its records came from: known once they are encoded.
struct Provenance {
  /// Everything the result's bytes depend on, but for the input's own bytes.
  let identity: BuildIdentity
  let toolVersion: String
  let tokenizer: Manifest.Tokenizer
  let vocabulary: Vocabulary
  let template: Manifest.Template
  let inputs: [Manifest.Input]
  /// Stands for the bytes of all inputs.
  let inputHash: Hash128
  /// Whether languages were looked at.
  let hasLanguages: Bool

  /// What rows are filled up with.
  static let padToken = SpecialToken.rightPad

  var inputPaths: [String] { inputs.map(\.path) }
}

extension Provenance {
  /// The provenance of what a build has encoded.
  init(
    identity: BuildIdentity, options: BuildOptions, tool: String, tokenizer: LoadedTokenizer,
    inputs: [InputFile], encoded: EncodeStage.Result
  ) {
    self.identity = identity
    toolVersion = tool
    self.tokenizer = Manifest.Tokenizer(
      fileHash: Fingerprint(tokenizer.sha256) ?? .none, behaviourHash: tokenizer.behaviourHash,
      tokenCount: tokenizer.vocabulary.tokenCount)
    vocabulary = tokenizer.vocabulary
    template = Manifest.Template(
      name: options.conversation.template.name,
      version: options.conversation.template.version, date: options.conversation.date)
    self.inputs = inputs.enumerated().map { number, input in
      Manifest.Input(
        path: input.path, compression: (encoded.compressions[number] ?? .plain).rawValue,
        byteCount: encoded.byteCounts[number])
    }
    inputHash = InputDigest.of(encoded.receipts)
    hasLanguages = options.filters[LanguageOptions.self].isOn
  }

  /// The provenance of a finished data set, for another layout of the same records.
  init(of manifest: Manifest, identity: BuildIdentity, vocabulary: Vocabulary) {
    self.identity = identity
    toolVersion = manifest.toolVersion
    tokenizer = manifest.tokenizer
    self.vocabulary = vocabulary
    template = manifest.template
    inputs = manifest.inputs
    inputHash = manifest.inputHash
    hasLanguages = manifest.options.first { $0.key == "language" }?.value != .string("off")
  }
}

extension Provenance {
  /// What all shards of the data set share.
  func assemblerOptions(_ layout: LayoutOptions) -> ShardAssembler.Options {
    ShardAssembler.Options(
      rowLength: layout.plan.sequenceLength, padToken: Self.padToken,
      level: layout.level, tokenizerHash: tokenizer.fileHash,
      configHash: Fingerprint(identity.configurationDigest) ?? .none)
  }
}
