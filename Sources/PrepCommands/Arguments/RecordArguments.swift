import ArgumentParser
import ByteIO
import Ingest

/// Where records have their fields, and which records are wanted: for every command that reads input.
struct RecordArguments: ParsableArguments {
  private static let defaults = ReadingOptions()

  @Option(
    help: ArgumentHelp(
      "Where a field is found, such as response=answer.text; may be given several times.",
      valueName: "field=path"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp("The system prompt of conversations that have none.", valueName: "text"))
  var system: String?

  @Option(
    help: ArgumentHelp(
      "Keep records that meet a condition, such as 'quality_score >= 7 and source != \"x\"'.",
      valueName: "condition"))
  var `where`: String?

  @Option(
    help: ArgumentHelp(
      "The longest line that is read; longer ones are rejected.", valueName: "bytes"))
  var maxLine = ByteSize(defaults.maximumLineByteCount)

  @Option(
    help: ArgumentHelp(
      "Memory that a zstd file may ask for, at most 2GiB; --long=31 asks for that.",
      valueName: "bytes"))
  var maxWindow = ByteSize(1 << defaults.zstdWindowLog)

  @Option(
    help: ArgumentHelp(
      "How deep objects and arrays may nest, 1 to 4096; deeper records are rejected.",
      valueName: "n"))
  var maxDepth = defaults.maximumDepth

  /// The memory that a zstd file may be given, in bytes.
  static let windowRange = 1024...1 << ZstdStream.greatestWindowLog

  func validate() throws {
    var options = ReadingOptions()
    setNumbers(of: &options)
    try options.checkArguments()
    guard Self.windowRange.contains(maxWindow.byteCount) else {
      throw ValidationError("--max-window expects 1KiB to 2GiB, found \(maxWindow)")
    }
    guard system?.allSatisfy(\.isWhitespace) != true else {
      throw ValidationError("--system expects a text")
    }
  }

  /// Sets what was given.
  ///
  /// - Throws: `Fault` for a field or a condition that is not understood.
  func apply(to options: inout ReadingOptions) throws {
    setNumbers(of: &options)
    let map = try map.map { try PlainText.read("--map", $0) }
    do { options.map = try FieldMap(map) } catch { throw error.at("--map") }
    options.system = try system.map { try PlainText.read("--system", $0) }
    guard let condition = try `where`.map({ try PlainText.read("--where", $0) }) else { return }
    do {
      options.condition = try RecordCondition(condition)
    } catch {
      throw error.at("--where")
    }
  }

  /// What differs from the defaults, as a command line has it.
  var given: [String] {
    var given = map.flatMap { ["--map", $0] }
    if let system { given += ["--system", system] }
    if let condition = `where` { given += ["--where", condition] }
    for (name, value, usual) in [
      ("--max-line", maxLine.byteCount, Self.defaults.maximumLineByteCount),
      ("--max-window", maxWindow.byteCount, 1 << Self.defaults.zstdWindowLog),
      ("--max-depth", maxDepth, Self.defaults.maximumDepth),
    ] where value != usual {
      given += [name, String(value)]
    }
    return given
  }

  private func setNumbers(of options: inout ReadingOptions) {
    options.maximumLineByteCount = maxLine.byteCount
    options.maximumDepth = maxDepth
    // The greatest power of two that is no more.
    options.zstdWindowLog = Int.bitWidth - 1 - maxWindow.byteCount.leadingZeroBitCount
  }
}
