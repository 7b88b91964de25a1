import ByteIO
import Records

/// The rows of one block in the making: planes are filled piece by piece, without unpacking.
struct BlockBuilder {
  private let rowLength: Int
  private let padToken: UInt32
  /// Planes of the block, and slack after them for writes of eight bytes.
  private var planes: [UInt8] = []
  private var tokenLimit = 0
  private var planeByteCount = 0
  /// The block's next token.
  private var position = 0
  /// Where the row's last trained run ended.
  private var trainedEnd = 0
  private var rowStart = 0
  private(set) var sidecar = Sidecar()

  init(rowLength: Int, padToken: UInt32) {
    self.rowLength = rowLength
    self.padToken = padToken
  }

  /// Starts a block of `rowCount` empty rows.
  mutating func start(rowCount: Int) {
    tokenLimit = rowCount * rowLength
    planeByteCount = TokenPlanes.byteCount(tokenCount: tokenLimit)
    let needed = planeByteCount + TokenPlanes.slackByteCount
    if planes.count == needed {
      _ = planes.withUnsafeMutableBytes { $0.initializeMemory(as: UInt8.self, repeating: 0) }
    } else {
      planes = [UInt8](repeating: 0, count: needed)
    }
    position = 0
    sidecar.removeAll()
  }

  mutating func startRow() {
    rowStart = position
    trainedEnd = position
    sidecar.rowSegmentCounts.append(0)
    sidecar.rowSpanCounts.append(0)
  }

  /// Tokens that the row may still take.
  var roomInRow: Int { rowStart + rowLength - position }

  /// Appends tokens `start ..< start + count` of `record` as a segment of the row, or after the
  /// segment before them where they go on in it: then `start` is the segment's token start.
  ///
  /// The caller has made sure that they exist and that the row has room for them.
  mutating func append(
    _ record: borrowing RecordTokens, start: Int, count: Int, file: UInt32, line: UInt64,
    goesOn: Bool = false
  ) {
    precondition(count <= roomInRow && start >= 0 && start <= record.tokenCount - count)
    let position = position
    let bitPlane = 2 * tokenLimit
    let recordBitPlane = 2 * record.tokenCount
    planes.withUnsafeMutableBytes { target in
      record.bytes.withUnsafeBytes { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        // SAFETY: the preconditions bound both runs; `planes` has slack after it, and a
        // `ByteBuffer` may be read beyond its end.
        (to + 2 * position).copyMemory(from: from + 2 * start, byteCount: 2 * count)
        TokenPlanes.copyBits(
          count, from: from + recordBitPlane, at: start, to: to + bitPlane, at: position)
      }
    }
    appendSpans(record.spans, start: start, count: count, goesOn: goesOn)
    if goesOn {
      sidecar.tokenCounts[sidecar.tokenCounts.count - 1] += UInt32(count)
      sidecar.tokenStarts[sidecar.tokenStarts.count - 1] = UInt32(start)
    } else {
      sidecar.rowSegmentCounts[sidecar.rowSegmentCounts.count - 1] += 1
      sidecar.tokenCounts.append(UInt32(count))
      sidecar.files.append(file)
      sidecar.lines.append(line)
      sidecar.tokenStarts.append(UInt32(start))
    }
    self.position += count
  }

  /// Cuts the record's trained spans to the piece and moves them to the row; looks at those of the
  /// piece alone, since a long record has as many pieces as spans.
  private mutating func appendSpans(_ spans: [TrainedSpan], start: Int, count: Int, goesOn: Bool) {
    // The token before a record's continuation is not in its segment, so nothing can predict the
    // first token: it is not trained on. Behind a head, the head's last token predicts it.
    let first = start == 0 || goesOn ? start : start + 1
    let end = start + count
    for span in spans[spans.firstIndex(endingBehind: first)...] {
      let lower = max(Int(span.start), first)
      let upper = min(Int(span.start) + Int(span.count), end)
      guard lower < upper else { break }
      let place = position + lower - start
      // A run through head and turns is one run.
      if goesOn, lower == start, place == trainedEnd, let last = sidecar.runs.indices.last,
        sidecar.rowSpanCounts[sidecar.rowSpanCounts.count - 1] > 0
      {
        sidecar.runs[last] += UInt32(upper - lower)
        trainedEnd = place + upper - lower
        continue
      }
      sidecar.gaps.append(UInt32(place - trainedEnd))
      sidecar.runs.append(UInt32(upper - lower))
      sidecar.rowSpanCounts[sidecar.rowSpanCounts.count - 1] += 1
      trainedEnd = place + upper - lower
    }
  }

  /// Fills what is left of the row with the pad token.
  mutating func finishRow() {
    let end = rowStart + rowLength
    let bitPlane = 2 * tokenLimit
    let (position, count) = (position, end - position)
    let low = UInt16(truncatingIfNeeded: padToken).littleEndian
    let padToken = padToken
    planes.withUnsafeMutableBytes { target in
      guard let to = target.baseAddress else { return }
      // SAFETY: `end` is at most the block's `tokenLimit`, and `planes` has slack after it.
      for index in position..<end {
        to.storeBytes(of: low, toByteOffset: 2 * index, as: UInt16.self)
      }
      if padToken >> 16 == 1 {
        TokenPlanes.setBits(count, in: to + bitPlane, at: position)
      }
    }
    self.position = end
  }

  /// Calls `body` with the block's planes once all rows are finished.
  func withPlanes(_ body: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    try body(planes.span.extracting(..<planeByteCount))
  }
}
