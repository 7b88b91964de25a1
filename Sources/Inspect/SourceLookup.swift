package import ByteIO
import Shards

/// What became of lines of input.
///
/// The data set is opened once for all of them.
package struct SourceLookup: ~Copyable {
  /// A piece of a record, and where it stands.
  package struct Segment {
    package var split: String
    package var row: Int
    /// Its tokens in the row.
    package var range: Range<Int>
    /// What of the record it is, for a heading; empty where it is all of it.
    package var part: String
    /// Its first token, counted from the record's, as rows name it.
    package var tokenStart: UInt32
    package var tokens: [UInt32]
    /// What of it is trained, counted from its first token.
    package var trained: [Range<Int>]
  }

  package enum Fate {
    case kept([Segment])
    case rejected(RejectedRecord)
  }

  private let directory: DataSetDirectory
  private var rows: DataSetRows
  /// Opened with the first line that there is a file for.
  private var plan: PlanFile?

  package init(_ directory: DataSetDirectory) throws(Fault) {
    // What can fail comes first, as in `DataSetRows`.
    let rows = try DataSetRows(directory)
    self.directory = directory
    self.rows = rows
  }

  /// What became of the line that `source` names as `FILE:LINE`.
  ///
  /// - Parameter nearest: Finds the name that was meant among those there are.
  package mutating func fate(
    of source: String, nearest: (String, [String]) -> String?
  ) throws(Fault) -> Fate {
    let (file, line) = try Self.parse(source, rows.manifest.inputs.map(\.path), nearest)
    let plan = try openPlan()
    let found = try plan.record(file: UInt32(file), line: line)
    guard let found, case .kept = found.record.disposition else {
      return .rejected(try rejected(rows.manifest, file, line))
    }
    let placed = try plan.segments(ofRecord: found.number)
    return .kept(try rows.segments(placed, of: found.record, in: plan))
  }

  private mutating func openPlan() throws(Fault) -> PlanFile {
    if let plan { return plan }
    let opened = try rows.plan()
    plan = opened
    return opened
  }

  /// What of the record stands in segment `number`, where that is not all of it.
  static func part(
    _ number: Int, of segments: [PlacedSegment], _ record: PlanRecord
  ) -> String {
    let segment = segments[number]
    guard segments.count > 1 || segment.tokenCount < record.tokenCount else { return "" }
    // Subtracted first: the sum of all three may be more than 32 bits hold.
    let end = segment.tokenStart + (segment.tokenCount - segment.headTokenCount)
    return "; part \(number + 1) of \(segments.count): "
      + (segment.headTokenCount > 0 ? "its first \(segment.headTokenCount) tokens, then " : "")
      + "\(segment.tokenStart) to \(end - 1) of its \(record.tokenCount)"
  }

  /// The input's number and the line; a file may be named by the end of its path.
  static func parse(
    _ source: String, _ paths: [String], _ nearest: (String, [String]) -> String?
  ) throws(Fault) -> (file: Int, line: UInt64) {
    guard let colon = source.utf8.lastIndex(of: UInt8(ascii: ":")),
      let line = UInt64(source[source.index(after: colon)...]), line > 0
    else {
      throw .usage("--source expects FILE:LINE, such as data.jsonl:17")
    }
    let name = String(source[..<colon])
    // By their bytes: for `==` of strings, names that differ can be equal.
    if let exact = paths.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
      return (exact, line)
    }
    let ending = Array("/\(name)".utf8)
    let endings = paths.indices.filter { paths[$0].utf8.suffix(ending.count).elementsEqual(ending) }
    guard endings.count <= 1 else {
      throw .usage("several inputs are named '\(name)'; give more of the path")
    }
    guard let match = endings.first else {
      let hint = nearest(name, paths).map { "; did you mean '\($0)'?" }
      throw .usage(
        "'\(name)' is not among the \(paths.count) inputs of this data set\(hint ?? "")")
    }
    return (match, line)
  }

  private func rejected(
    _ manifest: Manifest, _ file: Int, _ line: UInt64
  ) throws(Fault) -> RejectedRecord {
    let path = manifest.inputs[file].path
    var records = RejectedRecords(directory, manifest)
    while let record = try records.next() {
      if try record.line == line, try record.file.utf8.elementsEqual(path.utf8) { return record }
    }
    throw .failed(
      "\(path):\(line): no record there: a blank line, or one behind the end of the file")
  }
}
