import Inspect

/// What became of one line of input, as a person reads it.
struct SourceListing {
  let directory: String
  let rendering: RowRendering

  /// Prints the record of `FILE:LINE`, or why it is not in the data set.
  func show(_ source: String) throws {
    var lookup = try SourceLookup(DataSetDirectory(directory))
    switch try lookup.fate(of: source, nearest: Suggestion.nearest) {
    case .kept(let segments):
      var text = rendering.legend + "\n"
      for segment in segments {
        let heading: TerminalText = """
          \(source): \(segment.split) row \(segment.row), \
          tokens \(segment.range.lowerBound) to \(segment.range.upperBound - 1)\(segment.part)
          """
        text += "\n\(rendering.style.heading(heading))\n"
        text += try rendering.segment(segment.tokens[...], spans: segment.trained)
      }
      try StandardOutput.write(text)
    case .rejected(let record):
      try StandardOutput.write(RejectedListing.describe(record, style: rendering.style))
    }
  }
}
