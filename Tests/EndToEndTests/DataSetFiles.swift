import ByteIO
import Foundation
import TestSupport

/// The files of a data set as a user finds them in its directory.
struct DataSetFiles {
  let directory: String

  /// The folder of a build under way (docs/FORMAT.md).
  var work: String { directory + "/work" }

  /// A line of `rejected/`.
  struct Rejected: Decodable {
    struct Place: Decodable, Equatable {
      var file: String
      var line: Int
      var byteOffset: Int
    }
    var file: String
    var line: Int
    var byteOffset: Int
    var byteCount: Int
    var reason: String
    var detail: String
    var raw: String?
    var rawBase64: String?
    var rawIsCut: Bool?
    var contentHash: String?
    var winner: Place?
  }

  /// The figures of one source.
  struct Source: Decodable {
    var records: Int
    var tokens: Int
    var trainedTokens: Int
  }

  /// The fields of `stats --json` that tests look at.
  struct Statistics: Decodable {
    var recordsIn: Int
    var recordsKept: Int
    var recordsRejected: [String: Int]
    var bytesIn: Int
    var tokens: Int
    var trainedTokens: Int
    var promptTokens: Int
    var templateTokens: Int
    var paddingTokens: Int
    var truncatedTokens: Int
    var truncatedRecords: Int
    var splitRecords: Int
    var splitParts: Int
    var repeatedTokens: Int
    var omittedTexts: Int
    var untrainedTurns: Int
    var thoughts: Int
    var emptyThoughts: Int
    var unreadFields: [String: Int]
    var unmetPaths: [String]
    var rejectedBytes: [String: Int]
    var rows: Int
    var rowLength: Int
    var utilisation: Double
    var lengthPercentiles: [String: Int]
    var languages: [String: [String: Int]]
    var sources: [String: Source]
    var forms: [String: Int]
    var rejectedForms: [String: Int]
    var seconds: Double
    var peakRssBytes: Int
  }

  /// A kept record, as `export --unpacked` prints it.
  struct Record: Decodable {
    var inputIds: [Int]
    var labels: [Int]
    var file: String
    var line: Int
    var part: Int?
    var parts: Int?
  }

  /// A row, as `export` prints it.
  struct Row: Decodable {
    var inputIds: [Int]
    var labels: [Int]
    var segmentLengths: [Int]
    var split: String
  }

  /// All rejected records, in the order of their files.
  func rejected() throws -> [Rejected] {
    guard FileSystem.exists(directory + "/rejected") else { return [] }
    return try FileSystem.names(in: directory + "/rejected").sorted().flatMap { name in
      try Self.lines(try FileSystem.bytes(of: directory + "/rejected/" + name), of: Rejected.self)
    }
  }

  func statistics() throws -> Statistics {
    try Self.decoder.decode(
      Statistics.self, from: Data(try Self.output(of: ["stats", directory, "--json"])))
  }

  func records() throws -> [Record] {
    let arguments = ["export", directory, "--format", "jsonl", "--unpacked"]
    return try Self.lines(try Self.output(of: arguments), of: Record.self)
  }

  func rows() throws -> [Row] {
    try Self.lines(try Self.output(of: ["export", directory, "--format", "jsonl"]), of: Row.self)
  }

  /// A command that failed.
  struct Failure: Error {
    var arguments: [String]
    var status: Int
    var errors: String
  }

  /// What a command prints that must end well.
  private static func output(of arguments: [String]) throws -> [UInt8] {
    let outcome = try Prep.run(arguments)
    guard outcome.status == 0 else {
      throw Failure(arguments: arguments, status: outcome.status, errors: outcome.errors)
    }
    return outcome.output
  }

  /// Every file that must be equal for equal input, by name: all but the run log.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    let enumerator = FileManager.default.enumerator(atPath: directory)
    while let name = enumerator?.nextObject() as? String {
      var isDirectory: ObjCBool = false
      let path = directory + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
        !isDirectory.boolValue, name != "run-log.json"
      else { continue }
      contents[name] = try FileSystem.bytes(of: path)
    }
    return contents
  }

  /// The names in the directory and below it that no finished data set has.
  func leftovers() throws -> [String] {
    try contents().keys.filter { $0.hasSuffix(".tmp") || $0.hasPrefix("work") }.sorted()
  }

  static let decoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }()

  static func lines<Value: Decodable>(_ bytes: [UInt8], of type: Value.Type) throws -> [Value] {
    try bytes.split(separator: 0x0A).map { try decoder.decode(type, from: Data($0)) }
  }
}
