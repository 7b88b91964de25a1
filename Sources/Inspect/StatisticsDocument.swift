package import ByteIO
package import Shards

/// The statistics of a data set as they lie in its directory: the report, whose hash the manifest
/// holds, and the run log beside it.
package struct StatisticsDocument {
  package let manifest: Manifest
  private let report: JSONReader
  /// What a report or a run log may hold at the most.
  private static let byteLimit = 1 << 26
  /// Far above any figure of a data set, and low enough that a thousand of them can be added up.
  static let greatestCount = 1 << 50
  private let log: JSONReader?
  /// Why the run log, which is no part of the data set, could not be read; nil where it could, and
  /// where there is none.
  package let logFault: String?

  /// Reads and checks the statistics of the data set in `directory`.
  package init(directory path: String) throws(Fault) {
    let directory = DataSetDirectory(path)
    let manifest = try directory.manifest()
    let place = directory.file(DataSetName.report)
    let bytes = try Self.read(place)
    guard let listed = manifest.files.first(where: { $0.name == DataSetName.report }),
      listed.hash == Hash128(of: bytes.span)
    else {
      throw .failed(
        "\(place.path): its bytes are not those the manifest was written for; "
          + "see `prep verify \(path)`")
    }
    report = try Self.parse(bytes, place.path)
    self.manifest = manifest
    var log: JSONReader?
    var logFault: String?
    let logPlace = directory.file(DataSetName.runLog)
    do throws(Fault) {
      if logPlace.exists { log = try Self.log(logPlace) }
    } catch {
      logFault = error.message
    }
    (self.log, self.logFault) = (log, logFault)
  }

  private static func read(_ place: FilePlace) throws(Fault) -> ByteBuffer {
    try place.read(limit: byteLimit)
  }

  private static func parse(
    _ bytes: borrowing ByteBuffer, _ path: String
  ) throws(Fault) -> JSONReader {
    do { return try JSONReader(parsing: bytes.span) } catch { throw error.fault(in: path) }
  }

  private static func log(_ place: FilePlace) throws(Fault) -> JSONReader {
    let bytes = try read(place)
    let log = try parse(bytes, place.path)
    do { _ = try log.members() } catch { throw error.fault(in: place.path) }
    return log
  }

  /// One member of the report.
  package subscript(_ key: String) -> JSONReader {
    get throws(Fault) {
      do {
        return try report[key]
      } catch {
        throw error.fault(in: "report.json")
      }
    }
  }

  /// One member of the report, or nil where it has none.
  package func optional(_ key: String) throws(Fault) -> JSONReader? {
    do {
      return try report.optional(key)
    } catch {
      throw error.fault(in: "report.json")
    }
  }

  /// A count, within bounds that keep sums of a few from overflowing.
  package func integer(_ key: String) throws(Fault) -> Int {
    let reader = try self[key]
    return try count(reader)
  }

  /// A member of the report as a count, or an error that names the file.
  func count(_ reader: JSONReader) throws(Fault) -> Int {
    do {
      return try reader.integer(0...Self.greatestCount)
    } catch {
      throw error.fault(in: "report.json")
    }
  }

  /// A member that counts by name, in its order.
  package func counts(_ key: String) throws(Fault) -> [(name: String, count: Int)] {
    try members(of: try self[key]).map { (name, reader) throws(Fault) in
      (name: name, count: try count(reader))
    }
  }

  /// A member that is a list of texts.
  package func texts(_ key: String) throws(Fault) -> [String] {
    let reader = try self[key]
    do throws(JSONError) {
      var texts: [String] = []
      for element in try reader.elements() { texts.append(try element.string()) }
      return texts
    } catch {
      throw error.fault(in: "report.json")
    }
  }

  package func rejectedCount() throws(Fault) -> Int {
    var sum = 0
    for reason in try counts("records_rejected") {
      guard reason.count <= Self.greatestCount - sum else {
        throw .failed(
          "report.json: records_rejected: expected counts of at most \(Self.greatestCount) in all, "
            + "found more")
      }
      sum += reason.count
    }
    return sum
  }

  /// A figure of the run log, which no hash covers; nil where the log is not there.
  ///
  /// - Throws: `Fault.failed` for a figure that no run can have had.
  package func logged(_ key: String) throws(Fault) -> Double? {
    guard let reader = try? log?.optional(key) else { return nil }
    guard let figure = try? reader.number(), (0...Double(Self.greatestCount)).contains(figure)
    else {
      throw .failed(
        "run-log.json: \(key): expected a number from 0 to \(Self.greatestCount), found "
          + "\(JSONWriter.line(reader.value)); the file may be removed, nothing else needs it")
    }
    return figure
  }

  /// The report with the run's time and memory, as `prep stats --json` prints it, and `members` after
  /// them.
  package func jsonText(adding added: [JSONValue.Member] = []) throws(Fault) -> String {
    guard case .object(let members) = report.value else { return "{}\n" }
    let memory = try logged("peak_rss_bytes").map { JSONValue(Int($0)) } ?? .null
    return JSONWriter.pages(
      .object(
        members + [
          .init("seconds", try logged("seconds").map { JSONValue.number($0) } ?? .null),
          .init("peak_rss_bytes", memory),
        ] + added))
  }

  /// The members of an object of the report.
  func members(
    of reader: JSONReader
  ) throws(Fault) -> [(key: String, reader: JSONReader)] {
    do { return try reader.members() } catch { throw error.fault }
  }

  /// A member of an object of the report as a count.
  func count(_ key: String, of reader: JSONReader) throws(Fault) -> Int {
    let member: JSONReader
    do { member = try reader[key] } catch { throw error.fault }
    return try count(member)
  }
}
