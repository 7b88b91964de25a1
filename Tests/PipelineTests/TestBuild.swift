import ByteIO
import Filters
import Ingest
import Pipeline
import Planner
import TestSupport
import Testing
import Tokenizer

/// A build in a temporary directory, run within the test's own process.
final class TestBuild {
  let directory: TemporaryDirectory
  var options: BuildOptions
  let tokenizer: LoadedTokenizer

  private static let loaded = Result { try LoadedTokenizer(path: Fixtures.tokenizerPath) }

  var output: String { options.output }

  /// A build of records of many languages, forms and faults, judged by language and quality.
  static func ofManyLanguages(threadCount: Int) throws -> TestBuild {
    let build = try TestBuild(Corpus.bytes(count: 300, seed: 7))
    build.options.filters[LanguageOptions.self] = try LanguageOptions(
      wanted: ["en", "ja", "ru", "de", "ar"], policy: .translation)
    build.options.filters[QualityOptions.self] = try QualityOptions(
      maximumRepeatedLines: 0.3, maximumRepeatedWords: 0.2)
    build.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    build.options.reading.maximumLineByteCount = 16 << 10
    build.options.threadCount = threadCount
    return build
  }

  /// A build of `text` in small units and shards.
  convenience init(_ text: String) throws {
    try self.init(Array(text.utf8))
  }

  /// A build of `bytes` in small units and shards.
  init(_ bytes: [UInt8]) throws {
    directory = try TemporaryDirectory()
    tokenizer = try Self.loaded.get()
    options = BuildOptions(
      inputs: [try directory.write(bytes, to: "data.jsonl")], output: directory.file("out"),
      tokenizerPath: Fixtures.tokenizerPath)
    options.reading.unitByteCount = 1024
    options.layout.rowsPerShard = 2
    options.layout.plan.sequenceLength = 256
    options.threadCount = 2
  }

  /// Runs the build to its end, or until `stop` is set.
  @discardableResult
  func run(
    progress: Progress = Progress(), stop: StopFlag = StopFlag()
  ) throws -> Build.Outcome {
    try Build(options, tool: "test", tokenizer: tokenizer).run(progress: progress, stop: stop)
  }

  /// All files of the data set but its run log, by name.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in ["manifest.json", "plan", "report.json"] {
      contents[name] = try FileSystem.bytes(of: output + "/" + name)
    }
    for folder in ["shards", "rejected"] where FileSystem.exists(output + "/" + folder) {
      for name in try FileSystem.names(in: output + "/" + folder) {
        contents[folder + "/" + name] = try FileSystem.bytes(of: output + "/\(folder)/\(name)")
      }
    }
    return contents
  }

  /// The bytes of all parts, by name.
  func parts() throws -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    for name in try FileSystem.names(in: output + "/work/parts") where name.hasSuffix(".part") {
      parts[name] = try FileSystem.bytes(of: output + "/work/parts/" + name)
    }
    return parts
  }

  /// `count` records of different lengths, with a broken line and a duplicate now and then.
  static func records(_ count: Int, from first: Int = 0) -> String {
    (first..<(first + count)).map { number in
      switch number % 23 {
      case 7: "{\"instruction\":"
      case 9: #"{"instruction":"Again?","response":"Again."}"#
      default:
        #"{"instruction":"What is \#(number) \#(String(repeating: "and more ", count: number % 17))?""#
          + #","response":"It is \#(number).","source_dataset":"s\#(number % 3)"}"#
      }
    }.joined(separator: "\n") + "\n"
  }
}
