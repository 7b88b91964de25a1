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
  /// Far above any figure of a data set, and low enough that a thousand of them can be added up.
  private static let greatestCount = 1 << 50
  private let log: JSONReader?
  /// Why the run log, which is no part of the data set, could not be read; nil where it could, and
  /// where there is none.
  let logFault: String?

  /// Reads and checks the statistics of the data set in `directory`.
  init(directory: String) throws {
    let output = OutputDirectory(directory)
    let manifest = try Self.manifest(in: output)
    report = try CommandError.wrap {
      let bytes = try FilePlace(output.report.path).read(limit: Self.byteLimit)
      guard let listed = manifest.files.first(where: { $0.name == DataSetName.report }),
        listed.hash == Hash128(of: bytes.span)
      else {
        throw CommandError(
          "\(output.report.path): its bytes are not those the manifest was written for; "
            + "see `prep verify \(directory)`", status: .failure)
      }
      return try Self.parse(bytes, output.report.path)
    }
    self.manifest = manifest
    var log: JSONReader?
    var logFault: String?
    do {
      if output.runLog.exists { log = try Self.log(output.runLog.path) }
    } catch {
      logFault = (error as? CommandError)?.message ?? "\(output.runLog.path): \(error)"
    }
    (self.log, self.logFault) = (log, logFault)
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
    try CommandError.wrap {
      let log = try parse(try FilePlace(path).read(limit: byteLimit), path)
      _ = try log.members()
      return log
    }
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

  /// One member of the report, or nil where it has none.
  func optional(_ key: String) throws -> JSONReader? {
    do {
      return try report.optional(key)
    } catch {
      throw CommandError("report.json: \(error)", status: .failure)
    }
  }

  /// A count, within bounds that keep sums of a few from overflowing.
  func integer(_ key: String) throws -> Int {
    let reader = try self[key]
    return try count(reader)
  }

  /// A member of the report as a count, or an error that names the file.
  func count(_ reader: JSONReader) throws -> Int {
    do {
      return try reader.integer(0...Self.greatestCount)
    } catch {
      throw CommandError("report.json: \(error)", status: .failure)
    }
  }

  func number(_ key: String) throws -> Double {
    try self[key].number()
  }

  /// A member that counts by name, in its order.
  func counts(_ key: String) throws -> [(name: String, count: Int)] {
    try self[key].members().map { (name: $0.key, count: try count($0.reader)) }
  }

  func rejectedCount() throws -> Int {
    try counts("records_rejected").reduce(0) { sum, reason in
      guard reason.count <= Self.greatestCount - sum else {
        throw CommandError(
          "report.json: records_rejected: expected counts of at most \(Self.greatestCount) in all, "
            + "found more", status: .failure)
      }
      return sum + reason.count
    }
  }

  /// A figure of the run log, which no hash covers; nil where the log is not there.
  ///
  /// - Throws: `CommandError` for a figure that no run can have had.
  func logged(_ key: String) throws -> Double? {
    guard let reader = try? log?.optional(key) else { return nil }
    guard let figure = try? reader.number(), (0...Double(Self.greatestCount)).contains(figure)
    else {
      throw CommandError(
        "run-log.json: \(key): expected a number from 0 to \(Self.greatestCount), found "
          + "\(JSONWriter.line(reader.value)); the file may be removed, nothing else needs it",
        status: .failure)
    }
    return figure
  }

  /// The report with the run's time and memory, as `prep stats --json` prints it.
  func jsonText() throws -> String {
    guard case .object(let members) = report.value else { return "{}\n" }
    let memory = try logged("peak_rss_bytes").map { JSONValue(Int($0)) } ?? .null
    return JSONWriter.pages(
      .object(
        members + [
          .init("seconds", try logged("seconds").map { .number($0) } ?? .null),
          .init("peak_rss_bytes", memory),
        ]))
  }
}
