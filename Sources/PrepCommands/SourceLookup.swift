import ByteIO
import Pipeline
import Records
import Shards

/// What became of one line of input.
struct SourceLookup {
  let directory: String
  let rendering: RowRendering

  /// Prints the record of `FILE:LINE`, or why it is not in the data set.
  func show(_ source: String) throws {
    var rows = try DataSetRows(directory: directory)
    let (file, line) = try parse(source, rows.manifest)
    let plan = try CommandError.wrap { try Dataset(directory).plan() }
    let found = try CommandError.wrap { try plan.record(file: UInt32(file), line: line) }
    guard let found, case .kept = found.record.disposition else {
      try showRejected(rows.manifest.inputs[file].path, line)
      return
    }
    let segments = try CommandError.wrap { try plan.segments(ofRecord: found.number) }
    var text = rendering.legend + "\n"
    for (number, segment) in segments.enumerated() {
      let placed = segment.first
      let split = plan.splitNames[placed.split]
      let end = placed.position + Int(segment.tokenCount)
      let heading: TerminalText = """
        \(source): \(split) row \(placed.row), \
        tokens \(placed.position) to \(end - 1)\(Self.part(number, of: segments, found.record))
        """
      text += "\n\(rendering.style.heading(heading))\n"
      text += try rows.withRow(placed.row, ofSplit: split) { block, index in
        var tokens: [UInt32] = []
        block.tokens(ofRow: index, into: &tokens)
        let range = placed.position..<end
        let trained = TrainedRanges(block.trainedSpans(ofRow: index))
        return try rendering.segment(tokens[range], spans: trained.within(range))
      }
    }
    try StandardOutput.write(text)
  }

  /// What of the record stands in segment `number`, where that is not all of it.
  private static func part(
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
  private func parse(_ source: String, _ manifest: Manifest) throws -> (Int, UInt64) {
    guard let colon = source.utf8.lastIndex(of: UInt8(ascii: ":")),
      let line = UInt64(source[source.index(after: colon)...]), line > 0
    else {
      throw CommandError.usage("--source expects FILE:LINE, such as data.jsonl:17")
    }
    let name = String(source[..<colon])
    let paths = manifest.inputs.map(\.path)
    // By their bytes: for `==` of strings, names that differ can be equal.
    if let exact = paths.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
      return (exact, line)
    }
    let ending = Array("/\(name)".utf8)
    let endings = paths.indices.filter { paths[$0].utf8.suffix(ending.count).elementsEqual(ending) }
    guard endings.count <= 1 else {
      throw CommandError.usage("several inputs are named '\(name)'; give more of the path")
    }
    guard let match = endings.first else {
      let hint = Suggestion.nearest(to: name, among: paths).map { "; did you mean '\($0)'?" }
      throw CommandError.usage(
        "'\(name)' is not among the \(paths.count) inputs of this data set\(hint ?? "")")
    }
    return (match, line)
  }

  private func showRejected(_ path: String, _ line: UInt64) throws {
    let listing = RejectedListing(directory: directory, style: rendering.style)
    var text: TerminalText?
    try listing.forEach { record in
      guard text == nil, try record["line"].integer() == line,
        try record["file"].string().utf8.elementsEqual(path.utf8)
      else { return }
      text = try listing.describe(record)
    }
    guard let text else {
      throw CommandError(
        "\(path):\(line): no record there: a blank line, or one behind the end of the file",
        status: .failure)
    }
    try StandardOutput.write(text)
  }
}
