import ArgumentParser
import ByteIO
import Filters

extension QualityOptions.PatternFields: ExpressibleByArgument {}

/// The quality rules, all off unless asked for.
struct QualityArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Drop records in which a pattern of a file is found: a phrase or a /regular expression/ a "
        + "line.", valueName: "file"), completion: .file())
  var rejectPatterns: String?

  @Option(
    help: ArgumentHelp(
      "Where patterns are looked for.", default: "response", valueName: "fields"))
  var patternFields: QualityOptions.PatternFields?

  @Option(
    help: ArgumentHelp(
      "Drop records with more than this share of an answer in lines that stand before in it.",
      valueName: "P%"))
  var maxRepeatedLines: Share?

  @Option(
    help: ArgumentHelp(
      "Drop records with more than this share of an answer in groups of ten words that stand "
        + "before in it.", valueName: "P%"))
  var maxRepeatedWords: Share?

  @Option(help: ArgumentHelp("Drop records with an answer of more lines.", valueName: "n"))
  var maxLines: Int?

  func validate() throws {
    guard rejectPatterns != nil || patternFields == nil else {
      throw ValidationError("--pattern-fields needs --reject-patterns")
    }
  }

  /// Sets what was given; patterns are read.
  func apply(to filters: inout FilterOptions) throws {
    filters[QualityOptions.self] = try QualityOptions(
      patterns: try rejectPatterns.map { try patterns($0) },
      patternFields: patternFields ?? .response, maximumRepeatedLines: maxRepeatedLines?.value,
      maximumRepeatedWords: maxRepeatedWords?.value)
    filters[LineCountOptions.self].maximum = maxLines
  }

  private func patterns(_ path: String) throws -> PatternList {
    let file = try File.openRegular(path)
    let byteCount = try file.byteCount()
    guard byteCount <= PatternList.byteLimit else {
      throw Fault.unusablePattern(
        path: path, line: 0,
        detail: "expected at most \(PatternList.byteLimit) bytes of patterns, found \(byteCount)")
    }
    var buffer = ByteBuffer()
    _ = try file.read(Int(byteCount), at: 0, into: &buffer)
    // SAFETY: the bytes are copied within the call.
    let bytes = buffer.withUnsafeBytes { Array($0) }
    return try PatternList(bytes, path: path, sha256: SHA256.hexDigest(of: buffer.span))
  }
}
