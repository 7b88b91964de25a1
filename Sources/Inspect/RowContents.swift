package import ByteIO
import Shards

/// A row, with where each of its segments came from.
package struct RowContents {
  package struct Segment {
    /// The input file's path; `input` where the manifest names none of that number.
    package var path: String
    /// The line in that file, from 1.
    package var line: UInt64
    /// The segment's first token, counted from the record's first.
    package var tokenStart: UInt32
    /// Its tokens in the row.
    package var range: Range<Int>
    /// What of it is trained, counted from its first token.
    package var trained: [Range<Int>]

    package var trainedTokenCount: Int { trained.reduce(0) { $0 + $1.count } }
  }

  package var split: String
  /// The row's number in the split, from 0.
  package var number: Int
  /// All its ids, padding included.
  package var tokens: [UInt32]
  package var segments: [Segment]

  /// The tokens of its segments.
  package var contentTokenCount: Int { segments.last?.range.upperBound ?? 0 }
  package var paddingTokenCount: Int { tokens.count - contentTokenCount }
}

extension DataSetRows {
  /// Row `number` of the split `split`.
  package mutating func row(
    _ number: Int, ofSplit split: String
  ) throws(Fault) -> RowContents {
    let paths = manifest.inputs.map(\.path)
    return try withRow(number, ofSplit: split) { (block, index) throws(Fault) in
      var row = RowContents(split: split, number: number, tokens: [], segments: [])
      block.tokens(ofRow: index, into: &row.tokens)
      let trained = TrainedRanges(block.trainedSpans(ofRow: index))
      for segment in block.segments(ofRow: index) {
        let start = row.contentTokenCount
        let range = start..<(start + segment.tokenCount)
        let file = Int(segment.source.file)
        row.segments.append(
          RowContents.Segment(
            path: paths.indices.contains(file) ? paths[file] : "input", line: segment.source.line,
            tokenStart: segment.source.tokenStart, range: range, trained: trained.within(range)))
      }
      return row
    }
  }

  /// `count` rows of all splits, chosen by `seed`, in their order; all where there are no more.
  package mutating func sampledRows(
    _ count: Int, seed: UInt64
  ) throws(Fault) -> [RowContents] {
    let splits = manifest.splits
    let total = splits.reduce(0) { $0 + $1.rowCount }
    var rows: [RowContents] = []
    for number in SeededChoice.numbers(count, below: total, seed: seed) {
      var (split, row) = (0, number)
      while row >= splits[split].rowCount {
        row -= splits[split].rowCount
        split += 1
      }
      rows.append(try self.row(row, ofSplit: splits[split].name))
    }
    return rows
  }
}
