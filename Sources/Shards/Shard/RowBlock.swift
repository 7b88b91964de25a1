import ByteIO

/// The rows of one block, decoded: tokens as planes that are unpacked on demand, and the sidecar.
///
/// A value is filled by `ShardReader.readBlock` and filled again; it allocates only to grow. Row
/// numbers count from the block's first row.
package struct RowBlock: ~Copyable {
  /// Where a segment's tokens came from.
  package struct Source: Sendable, Equatable {
    /// The input file's number, in the order of the manifest.
    package var file: UInt32
    /// The line in that file, from 1.
    package var line: UInt64
    /// The segment's first token, counted from the record's first.
    package var tokenStart: UInt32
  }

  /// A run of one record's tokens in a row.
  package struct Segment: Sendable, Equatable {
    package var tokenCount: Int
    package var source: Source
  }

  /// What labels hold where nothing is trained, padding included.
  package static let ignoredLabel: Int32 = -100

  package internal(set) var rowCount = 0
  package internal(set) var rowLength = 0
  /// Planes of `rowCount * rowLength` tokens, with readable bytes after them.
  var planes = ByteBuffer()
  var sidecarBytes = ByteBuffer()
  var sidecar = Sidecar()

  package init() {}

  /// Replaces `tokens` by the row's ids from `first` on, padding included.
  package func tokens(ofRow row: Int, from first: Int = 0, into tokens: inout [UInt32]) {
    Self.resize(&tokens, to: rowLength - first)
    tokens.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      // SAFETY: the array was given room for the rest of the row.
      copyTokens(ofRow: row, from: first, count: target.count, to: start)
    }
  }

  /// Replaces `labels` by the row's tokens where they are trained and -100 everywhere else.
  package func labels(ofRow row: Int, into labels: inout [Int32]) {
    Self.resize(&labels, to: rowLength)
    labels.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      copyLabels(ofRow: row, to: start)
    }
  }

  private static func resize<Value: FixedWidthInteger>(_ values: inout [Value], to count: Int) {
    guard values.count != count else { return }
    values = [Value](repeating: 0, count: count)
  }

  /// Writes `count` of the row's ids from `first` on to `target`.
  ///
  /// SAFETY: the caller makes sure of room for `count` values; the row's end is checked here.
  package func copyTokens(
    ofRow row: Int, from first: Int, count: Int, to target: UnsafeMutablePointer<UInt32>
  ) {
    precondition((0..<rowCount).contains(row) && first >= 0 && count >= 0)
    precondition(count <= rowLength && first <= rowLength - count)
    let token = row * rowLength + first
    planes.withUnsafeBytes { planes in
      guard let low = planes.baseAddress else { return }
      // SAFETY: `readBlock` filled `planes` with the planes of `rowCount * rowLength` tokens, and
      // a `ByteBuffer` may be read beyond its end.
      TokenPlanes.unpack(
        low: low + 2 * token, bits: low + 2 * rowCount * rowLength, bitOffset: token,
        count: count, into: target)
    }
  }

  /// Writes the row's `rowLength` labels to `target`.
  ///
  /// SAFETY: the caller makes sure of room for `rowLength` values.
  package func copyLabels(ofRow row: Int, to target: UnsafeMutablePointer<Int32>) {
    target.update(repeating: Self.ignoredLabel, count: rowLength)
    forEachTrainedSpan(ofRow: row) { span in
      // Ids are below 2^17, so the same bits stand for the same number.
      (target + span.lowerBound).withMemoryRebound(to: UInt32.self, capacity: span.count) {
        copyTokens(ofRow: row, from: span.lowerBound, count: span.count, to: $0)
      }
    }
  }

  /// Calls `body` with each range of the row's tokens that is trained on, ascending.
  package func forEachTrainedSpan(ofRow row: Int, _ body: (Range<Int>) -> Void) {
    precondition((0..<rowCount).contains(row))
    var end = 0
    for index in sidecar.spanStarts[row]..<sidecar.spanStarts[row + 1] {
      let start = end + Int(sidecar.gaps[index])
      end = start + Int(sidecar.runs[index])
      body(start..<end)
    }
  }

  /// The ranges of the row's tokens that are trained on, ascending and disjoint.
  package func trainedSpans(ofRow row: Int) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    forEachTrainedSpan(ofRow: row) { spans.append($0) }
    return spans
  }

  /// How many segments the row has.
  package func segmentCount(ofRow row: Int) -> Int {
    sidecar.segmentStarts[row + 1] - sidecar.segmentStarts[row]
  }

  /// Segment `index` of the row, from its first.
  package func segment(_ index: Int, ofRow row: Int) -> Segment {
    precondition((0..<segmentCount(ofRow: row)).contains(index))
    let place = sidecar.segmentStarts[row] + index
    return Segment(
      tokenCount: Int(sidecar.tokenCounts[place]),
      source: Source(
        file: sidecar.files[place], line: sidecar.lines[place],
        tokenStart: sidecar.tokenStarts[place]))
  }

  /// The row's segments, in order; what is behind the last is padding.
  package func segments(ofRow row: Int) -> [Segment] {
    (0..<segmentCount(ofRow: row)).map { segment($0, ofRow: row) }
  }

  /// The row's tokens without padding.
  package func contentTokenCount(ofRow row: Int) -> Int {
    precondition((0..<rowCount).contains(row))
    return sidecar.tokenCounts[sidecar.segmentStarts[row]..<sidecar.segmentStarts[row + 1]]
      .reduce(0) { $0 + Int($1) }
  }
}
