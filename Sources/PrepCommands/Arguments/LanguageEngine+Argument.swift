import ArgumentParser
import ByteIO
import Filters

/// What `--language-engine` names: `cld2`, or `fasttext:` and the path of a model.
enum EngineArgument: ExpressibleByArgument {
  case cld2
  case fastText(path: String)

  private static let fastTextPrefix = "fasttext:"
  /// Longer files are no models for languages: the largest of fastText's own has 131 MB.
  private static let modelByteLimit: UInt64 = 1 << 30

  init?(argument: String) {
    if argument == "cld2" {
      self = .cld2
    } else if argument.hasPrefix(Self.fastTextPrefix), argument != Self.fastTextPrefix {
      self = .fastText(path: String(argument.dropFirst(Self.fastTextPrefix.count)))
    } else {
      return nil
    }
  }

  /// The path of the model; nil where there is none.
  var path: String? {
    if case .fastText(let path) = self { path } else { nil }
  }

  /// The engine, with its model loaded.
  func load() throws -> LanguageEngine {
    guard case .fastText(let path) = self else { return .cld2 }
    let file = try File.openRegular(path)
    let byteCount = try file.byteCount()
    guard byteCount <= Self.modelByteLimit else {
      throw Fault.unusableModel(
        path: path, detail: "expected at most \(Self.modelByteLimit) bytes, found \(byteCount)")
    }
    var bytes = ByteBuffer()
    _ = try file.read(Int(byteCount), at: 0, into: &bytes)
    return .fastText(
      try FastTextModel(bytes.span, path: path, sha256: SHA256.hexDigest(of: bytes.span)))
  }
}
