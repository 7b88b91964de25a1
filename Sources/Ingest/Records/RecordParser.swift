package import Records
import ByteIO

/// Reads the records of a unit, line by line.
///
/// One a worker, used for unit after unit. What it does to a line: cut it, parse it where it lies,
/// find the form, copy the texts once into the batch. No allocation for a record that is kept,
/// once the buffers have grown.
package struct RecordParser: ~Copyable {
  let options: ReadingOptions
  private var json: JSONDocumentParser
  private var schema: RecordSchema
  private var sourceNames = SourceNames()

  private var unit: InputUnit.Identity?
  private(set) var segment = 0
  /// The line in its segment; in an array the element.
  private var line: UInt32 = 0
  /// Where the next line begins in the unit.
  var position: UInt64 = 0

  /// The lines of each segment that were read so far, blank ones among them.
  package private(set) var lineCounts: [UInt64] = []
  /// The lines of the unit that were read so far and are not blank: records, kept or rejected.
  package internal(set) var recordCount = 0

  /// Makes a parser.
  ///
  /// - Parameter tools: How tools are spelled in the batch: by the chat template that renders it.
  package init(options: ReadingOptions, tools: any ToolSpelling = PlainTools()) {
    precondition(
      (1...ReadingOptions.largestMaximumLineByteCount).contains(options.maximumLineByteCount))
    self.options = options
    json = JSONDocumentParser(maximumDepth: options.maximumDepth)
    schema = RecordSchema(options: options, tools: tools)
  }

  /// Appends records and rejections to `batch` until it holds about `batchByteCount`, or the unit
  /// ends; goes on where the last call stopped, and begins anew at another unit.
  ///
  /// - Returns: False where the unit had no more lines, and `batch` is as it was.
  package mutating func parse(
    _ unit: borrowing InputUnit, into batch: inout ConversationBatch
  ) -> Bool {
    begin(unit, batch)
    let start = position
    // SAFETY: lines are ranges of the held bytes, which are followed by the buffer's padding.
    unit.bytes.withUnsafeBytes { bytes in
      while segment < unit.segments.count {
        let range = unit.segments[segment]
        let end = range.unitByteOffset + range.byteCount
        guard position < end else {
          segment += 1
          line = 0
          continue
        }
        let weight = 64 * (batch.records.count + batch.rejections.count)
        if position > start, batch.text.count + weight >= options.batchByteCount { return }
        if unit.areElements[segment] {
          readElement(of: unit, bytes, segmentEnd: end, into: &batch)
        } else {
          readLine(of: unit, bytes, segmentEnd: end, into: &batch)
        }
      }
    }
    return position > start
  }

  private mutating func begin(_ unit: borrowing InputUnit, _ batch: ConversationBatch) {
    let isNew = self.unit !== unit.identity
    sourceNames.adopt(batch.sourceNames, isNewUnit: isNew)
    guard isNew else { return }
    self.unit = unit.identity
    segment = 0
    line = 0
    position = 0
    recordCount = 0
    lineCounts.removeAll(keepingCapacity: true)
    lineCounts.append(contentsOf: repeatElement(0, count: unit.segments.count))
  }

  /// Takes the line at `position` and goes past it.
  private mutating func readLine(
    of unit: borrowing InputUnit, _ bytes: UnsafeRawBufferPointer, segmentEnd: UInt64,
    into batch: inout ConversationBatch
  ) {
    let isFileStart =
      position == unit.segments[segment].unitByteOffset
      && unit.segments[segment].fileByteOffset == 0
    var start = Int(position)
    let heldEnd = Int(min(segmentEnd, UInt64(bytes.count)))
    var end = heldEnd
    var byteCount: UInt64
    if let newline = LineScan.newline(
      in: UnsafeRawBufferPointer(rebasing: bytes[start..<heldEnd]))
    {
      end = start + newline
      position = UInt64(end) + 1
      if end > start, bytes[end - 1] == LineScan.carriageReturn { end -= 1 }
      byteCount = UInt64(end - start)
    } else {
      // The segment's last line: without a line end, or too long to be held whole.
      let lineEnd = UInt64(heldEnd) < segmentEnd ? unit.unheldLineEndByteCount : 0
      byteCount = segmentEnd - UInt64(start) - UInt64(lineEnd)
      position = segmentEnd
    }
    if isFileStart, bytes[start..<end].starts(with: LineScan.byteOrderMark) {
      start += LineScan.byteOrderMark.count
      byteCount -= UInt64(LineScan.byteOrderMark.count)
    }
    let origin = nextOrigin(UInt64(start), byteCount)
    let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    let isOversized = byteCount > UInt64(options.maximumLineByteCount)
    guard isOversized || !LineScan.isBlank(text) else { return }
    recordCount += 1
    if isOversized {
      rejectOversized("line", origin, in: &batch)
    } else {
      readRecord(text, origin, into: &batch)
    }
  }

  /// The place of the next line or element, which begins at `start` of the unit.
  mutating func nextOrigin(_ start: UInt64, _ byteCount: UInt64) -> RecordOrigin {
    defer {
      line += 1
      lineCounts[segment] += 1
    }
    return RecordOrigin(
      segment: UInt32(segment), line: line, unitByteOffset: start, byteCount: byteCount)
  }

  func rejectOversized(
    _ name: String, _ origin: RecordOrigin, in batch: inout ConversationBatch
  ) {
    let detail =
      "the \(name) has \(origin.byteCount) bytes, expected at most "
      + "\(options.maximumLineByteCount)"
    batch.rejections.append(Rejection(origin: origin, reason: .oversizedLine, detail: detail))
  }

  mutating func readRecord(
    _ text: UnsafeRawBufferPointer, _ origin: RecordOrigin, into batch: inout ConversationBatch
  ) {
    let textCount = batch.text.count
    let messageCount = batch.messages.count
    do throws(RecordFault) {
      let tape = try json.parse(text)
      var record = try schema.map(tape, origin, into: &batch)
      if let name = schema.sourceName(tape) {
        record.source = sourceNames.index(of: name, in: &batch.sourceNames)
      }
      batch.records.append(record)
    } catch {
      batch.text.removeLast(batch.text.count - textCount)
      batch.messages.removeLast(batch.messages.count - messageCount)
      batch.rejections.append(
        Rejection(origin: origin, reason: error.reason, detail: error.detail, form: error.form))
    }
  }
}
