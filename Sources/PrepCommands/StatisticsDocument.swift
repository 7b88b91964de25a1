import ByteIO
import Pipeline
import Shards

/// The statistics of a data set as they lie in its directory: the report, whose hash the manifest
/// holds, and the run log beside it.
struct StatisticsDocument {
  let manifest: Manifest
  private let report: JSONReader
  /// What a report or a run log may hold at the most.
  private static let byteLimit = 1 << 26
  private let log: JSONReader?

  /// Reads and checks the statistics of the data set in `directory`.
  init(directory: String) throws {
    let output = OutputDirectory(directory)
    let manifest = try Self.manifest(in: output)
    (report, log) = try CommandError.wrap {
      let bytes = try FilePlace(output.report.path).read(limit: Self.byteLimit)
      guard let listed = manifest.files.first(where: { $0.name == DataSetName.report }),
        listed.hash == Hash128(of: bytes.span)
      else {
        throw CommandError(
          "\(output.report.path): its bytes are not those the manifest was written for; "
            + "see `prep verify \(directory)`", status: .failure)
      }
      return (try Self.parse(bytes, output.report.path), try? Self.log(output.runLog.path))
    }
    self.manifest = manifest
  }

  /// The manifest of the data set in a directory, or an error that says what is there instead.
  static func manifest(in output: OutputDirectory) throws -> Manifest {
    guard output.manifest.exists else {
      if output.identity.exists {
        throw CommandError(
          "\(output.path): its build was interrupted; run the same `prep build` again to finish it",
          status: .failure)
      }
      throw CommandError(
        "\(output.path): no data set here (there is no manifest.json)", status: .failure)
    }
    return try CommandError.wrap { try Manifest(readingFrom: output.manifest.path) }
  }

  private static func parse(_ bytes: borrowing ByteBuffer, _ path: String) throws -> JSONReader {
    do {
      return try JSONReader(parsing: bytes.span)
    } catch {
      throw CommandError("\(path): \(error)", status: .failure)
    }
  }

  private static func log(_ path: String) throws -> JSONReader {
    try parse(try FilePlace(path).read(limit: byteLimit), path)
  }

  /// One member of the report.
  subscript(_ key: String) -> JSONReader {
    get throws {
      do {
        return try report[key]
      } catch {
        throw CommandError("report.json: \(error)", status: .failure)
      }
    }
  }

  func integer(_ key: String) throws -> Int {
    try self[key].integer()
  }

  func number(_ key: String) throws -> Double {
    try self[key].number()
  }

  /// A member that counts by name, in its order.
  func counts(_ key: String) throws -> [(name: String, count: Int)] {
    try self[key].members().map { (name: $0.key, count: try $0.reader.integer()) }
  }

  func rejectedCount() throws -> Int {
    try counts("records_rejected").reduce(0) { $0 + $1.count }
  }

  /// A figure of the run log; nil where the log is not there.
  func logged(_ key: String) -> Double? {
    (try? log?.optional(key))?.flatMap { try? $0.number() }
  }

  /// The report with the run's time and memory, as `prep stats --json` prints it.
  func jsonText() throws -> String {
    guard case .object(let members) = report.value else { return "{}\n" }
    let memory = logged("peak_rss_bytes").map { JSONValue(Int($0)) } ?? .null
    return JSONWriter.pages(
      .object(
        members + [
          .init("seconds", logged("seconds").map { .number($0) } ?? .null),
          .init("peak_rss_bytes", memory),
        ]))
  }
}
