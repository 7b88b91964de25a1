package import Records
import ByteIO

/// Reads the records of a unit, one by one.
///
/// One a worker, used for unit after unit. Each segment's format cuts its records out and hands them
/// to `take`, which parses a record where it lies, finds its form, and copies the texts once into
/// the batch. No allocation for a record that is kept, once the buffers have grown.
package struct RecordParser: ~Copyable {
  let options: ReadingOptions
  private var json: JSONDocumentParser
  private var schema: RecordSchema
  private var sourceNames = SourceNames()
  private var unreadTable = UnreadFieldTable()

  private var unit: InputUnit.Identity?
  private var segment = 0
  /// The line in its segment, or what stands for lines in its format.
  private var line: UInt32 = 0
  /// Where the next record begins in the unit.
  private var position: UInt64 = 0

  /// The lines of each segment that were read so far, blank ones among them.
  package private(set) var lineCounts: [UInt64] = []
  /// The lines of the unit that were read so far and are not blank: records, kept or rejected.
  package private(set) var recordCount = 0
  /// The keys of the unit's records so far that nothing reads.
  package var unreadFields: [UnreadField] { unreadTable.fields }
  /// The paths of the map and of the condition that no record of the unit so far has.
  package var unmetPaths: [String] { schema.unmetPaths }

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
    // SAFETY: records are ranges of the held bytes, which are followed by the buffer's padding.
    unit.bytes.withUnsafeBytes { bytes in
      while segment < unit.segments.count {
        let format = unit.formats[segment]
        let held = SegmentBytes(segment, of: unit, bytes)
        while position < held.range.upperBound {
          let weight = 64 * (batch.records.count + batch.rejections.count)
          if position > start, batch.text.count + weight >= options.batchByteCount { return }
          position = format.read(position, held, &self, &batch)
        }
        segment += 1
        line = 0
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
    unreadTable = UnreadFieldTable()
    schema.beginUnit()
    lineCounts.removeAll(keepingCapacity: true)
    lineCounts.append(contentsOf: repeatElement(0, count: unit.segments.count))
  }
}

// MARK: What formats call

extension RecordParser {
  /// Takes the record of `byteCount` bytes that `text` is, or, where it is not held whole, its
  /// beginning.
  mutating func take(
    _ text: Range<Int>, byteCount: UInt64, of segment: SegmentBytes,
    into batch: inout ConversationBatch
  ) {
    recordCount += 1
    let origin = nextOrigin(UInt64(text.lowerBound), byteCount)
    if byteCount > UInt64(options.maximumLineByteCount) {
      let detail =
        "the \(segment.recordName) has \(byteCount) bytes, expected at most "
        + "\(options.maximumLineByteCount)"
      batch.rejections.append(Rejection(origin: origin, reason: .oversizedLine, detail: detail))
    } else {
      readRecord(UnsafeRawBufferPointer(rebasing: segment.held[text]), origin, into: &batch)
    }
  }

  /// Counts a line that is no record.
  mutating func passOver() {
    _ = nextOrigin(position, 0)
  }

  /// Rejects what stands in `range` of the unit where a record is expected.
  mutating func reject(
    _ range: Range<UInt64>, _ detail: String, into batch: inout ConversationBatch
  ) {
    recordCount += 1
    let origin = nextOrigin(range.lowerBound, UInt64(range.count))
    batch.rejections.append(Rejection(origin: origin, reason: .malformedJSON, detail: detail))
  }

  /// The place of the next line, which begins at `start` of the unit.
  private mutating func nextOrigin(_ start: UInt64, _ byteCount: UInt64) -> RecordOrigin {
    defer {
      line += 1
      lineCounts[segment] += 1
    }
    return RecordOrigin(
      segment: UInt32(segment), line: line, unitByteOffset: start, byteCount: byteCount)
  }

  private mutating func readRecord(
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
      schema.countUnread(in: &unreadTable)
      batch.records.append(record)
    } catch {
      batch.text.removeLast(batch.text.count - textCount)
      batch.messages.removeLast(batch.messages.count - messageCount)
      batch.rejections.append(
        Rejection(origin: origin, reason: error.reason, detail: error.detail, form: error.form))
    }
  }
}
