import ByteIO
import Pipeline
import Shards
import Tokenizer

/// What a data set asks of a model: its own manifest's word, or what a build makes now.
struct DataSetNeeds {
  /// SHA-256 of the tokenizer's file, and the hash of what it makes of a fixed list of texts.
  var tokenizerSHA256: String
  var behaviourHash: Hash128?
  var tokenCount: Int
  var padToken: UInt32
  /// The chat template, by name and by the first 16 digits of its text's SHA-256.
  var templateName: String
  var templateDigits: String
  /// The token that ends a turn; nil for a template without turns.
  var endOfTurn: UInt32?
  /// Tokens of a row; nil where no data set was given.
  var rowLength: Int?

  /// - Parameters:
  ///   - manifest: The data set's; nil for one that would be built with no options.
  ///   - tokenizer: The tokenizer of such a build.
  init(_ manifest: Manifest?, tokenizer: LoadedTokenizer?) {
    tokenizerSHA256 =
      manifest?.tokenizer.fileHash.description ?? tokenizer?.sha256 ?? LoadedTokenizer.llama3SHA256
    behaviourHash = manifest?.tokenizer.behaviourHash ?? tokenizer?.behaviourHash
    tokenCount = manifest?.tokenizer.tokenCount ?? Int(SpecialToken.first) + SpecialToken.count
    padToken = manifest?.padToken ?? SpecialToken.rightPad
    let standard = ChatTemplates.all[0]
    templateName = manifest?.template.name ?? standard.name
    templateDigits = Self.digits(manifest?.template.version ?? standard.version)
    endOfTurn = ChatTemplate(rawValue: templateName)?.turns?.endOfTurn
    rowLength = manifest?.rowLength
  }

  /// The digits of a template's version, which begins with the number of our own rendering of it.
  static func digits(_ version: String) -> String {
    version.split(separator: ":").last.map { String($0) } ?? ""
  }
}
