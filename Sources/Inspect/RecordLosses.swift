package import ByteIO

/// What a run noted of its records' losses, by record: a file that a trainer wrote with
/// `record_losses`.
///
/// The file is read in pieces; in memory is one entry a record.
package struct RecordLosses {
  /// A record, or the part of one that a row holds.
  package struct Place: Hashable, Sendable {
    /// The data set's directory, as the run named it.
    package var dataSet: String
    package var file: String
    package var line: UInt64
    /// The part's first token, counted from the record's.
    package var tokenStart: UInt32
  }

  /// A record's losses in the order of the run, infinite where one was no number.
  package struct History: Sendable, Equatable {
    package var first: Double
    package var last: Double
    /// How often it was trained on.
    package var count: Int
    /// The update that trained on it last.
    package var lastStep: UInt64
  }

  package private(set) var histories: [Place: History] = [:]

  private static let format = "prep record losses"
  private static let lineByteLimit = 1 << 20
  private static let chunkByteCount = 1 << 20

  /// Reads the file at `path`; half a line at its end, as a run that was killed leaves it, is left
  /// out.
  ///
  /// - Throws: What keeps it from being read, with the line.
  package init(readingFrom path: String) throws(Fault) {
    let file = try File.open(path)
    var buffer = ByteBuffer()
    var line: [UInt8] = []
    var number = 0
    while true {
      buffer.removeAll()
      guard try file.readSome(Self.chunkByteCount, into: &buffer) > 0 else { break }
      // SAFETY: the bytes are copied within the call.
      let bytes = buffer.withUnsafeBytes { Array($0) }
      for byte in bytes {
        guard byte == UInt8(ascii: "\n") else {
          line.append(byte)
          continue
        }
        number += 1
        try add(line, number, path)
        line.removeAll(keepingCapacity: true)
      }
      guard line.count <= Self.lineByteLimit else {
        throw .failed(
          "\(path):\(number + 1): expected a line of at most \(Self.lineByteLimit) bytes")
      }
    }
    guard number > 0 else { throw .failed("\(path): no file of record losses: it has no lines") }
  }

  private mutating func add(_ line: [UInt8], _ number: Int, _ path: String) throws(Fault) {
    do throws(JSONError) {
      let reader = try JSONReader(parsing: line.span)
      guard number == 1 else { return try add(reader) }
      if try reader["format"].string() == Self.format, try reader["version"].integer() == 1 {
        return
      }
    } catch {
      throw error.fault(in: "\(path):\(number)")
    }
    throw .failed(
      "\(path): no file of record losses: expected the format '\(Self.format)', version 1")
  }

  private mutating func add(_ reader: JSONReader) throws(JSONError) {
    let place = Place(
      dataSet: try reader["data_set"].string(), file: try reader["file"].string(),
      line: try reader["line"].integer(), tokenStart: try reader["token_start"].integer())
    let loss = try reader.optional("loss")?.number() ?? .infinity
    let step: UInt64 = try reader["step"].integer()
    var history = histories[place] ?? History(first: loss, last: loss, count: 0, lastStep: step)
    history.last = loss
    history.count += 1
    history.lastStep = step
    histories[place] = history
  }

  /// The records of the data set in `directory`; where the file is of one data set alone, all.
  package func records(of directory: String) -> [(place: Place, history: History)] {
    let names = Set(histories.keys.map(\.dataSet))
    let real = FileSystem.realPath(directory)
    let own = names.count <= 1 ? names : names.filter { FileSystem.realPath($0) == real }
    return histories.filter { own.contains($0.key.dataSet) }.map { ($0.key, $0.value) }
  }
}
