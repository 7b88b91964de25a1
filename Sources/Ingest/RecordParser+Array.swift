import Records

/// Records that are the elements of one JSON array.
///
/// SAFETY: elements are ranges of the held bytes that the caller lends, which are followed by the
/// buffer's padding.
extension RecordParser {
  /// Takes the element at `position` and goes behind it and its comma.
  ///
  /// Behind the array's closing bracket only white space may follow, to the end of the segment.
  mutating func readElement(
    of unit: borrowing InputUnit, _ bytes: UnsafeRawBufferPointer, segmentEnd: UInt64,
    into batch: inout ConversationBatch
  ) {
    let segmentStart = unit.segments[segment].unitByteOffset
    let heldEnd = Int(min(segmentEnd, UInt64(bytes.count)))
    let held = UnsafeRawBufferPointer(rebasing: bytes[..<heldEnd])
    var start = Int(position)
    let isFirst = position == segmentStart && unit.segments[segment].fileByteOffset == 0
    // The reader has seen that this is an array: all before the bracket is mark and white space.
    if isFirst { start = (held[start...].firstIndex(of: UInt8(ascii: "[")) ?? start) + 1 }
    var scan = ArrayScan(fromStart: false)
    var end = start
    let border = scan.next(in: held, from: &end)
    let text = Self.trimmed(start..<(border == nil ? end : end - 1), of: held)
    position = UInt64(end)

    if border == nil, UInt64(heldEnd) < segmentEnd {
      // Too long to be held whole.
      recordCount += 1
      rejectOversized(
        "element", nextOrigin(UInt64(text.lowerBound), segmentEnd - UInt64(text.lowerBound)),
        in: &batch)
      position = segmentEnd
      return
    }
    switch border {
    case .comma:
      take(text, of: held, found: "','", into: &batch)
    case .close:
      // An empty array has no element; a comma before the bracket promises one.
      if !(isFirst && text.isEmpty) { take(text, of: held, found: "']'", into: &batch) }
      checkEnd(from: end, of: held, segmentEnd, into: &batch)
    case nil:
      if !text.isEmpty { take(text, of: held, found: "", into: &batch) }
      // Records are missing, most likely: said even where the last one is whole.
      reject(
        heldEnd..<heldEnd, "the array is not closed: expected ',' or ']', found the input's end",
        into: &batch)
    }
  }

  /// Reads the element at `range`; an empty one is a fault, at which `found` stands.
  private mutating func take(
    _ range: Range<Int>, of held: UnsafeRawBufferPointer, found: String,
    into batch: inout ConversationBatch
  ) {
    guard !range.isEmpty else {
      return reject(range, "expected an element of the array, found \(found)", into: &batch)
    }
    recordCount += 1
    let origin = nextOrigin(UInt64(range.lowerBound), UInt64(range.count))
    if range.count > options.maximumLineByteCount {
      rejectOversized("element", origin, in: &batch)
    } else {
      readRecord(UnsafeRawBufferPointer(rebasing: held[range]), origin, into: &batch)
    }
  }

  private mutating func checkEnd(
    from end: Int, of held: UnsafeRawBufferPointer, _ segmentEnd: UInt64,
    into batch: inout ConversationBatch
  ) {
    let rest = Self.trimmed(end..<held.count, of: held)
    // What is not held was too much to be white space that anybody wants.
    if !rest.isEmpty || UInt64(held.count) < segmentEnd {
      let found =
        rest.isEmpty
        ? "white space without end"
        : "byte 0x"
          + String(held[rest.lowerBound], radix: 16)
      reject(rest, "expected nothing more after the array, found \(found)", into: &batch)
    }
    position = segmentEnd
  }

  private mutating func reject(
    _ range: Range<Int>, _ detail: String, into batch: inout ConversationBatch
  ) {
    recordCount += 1
    let origin = nextOrigin(UInt64(range.lowerBound), UInt64(range.count))
    batch.rejections.append(Rejection(origin: origin, reason: .malformedJSON, detail: detail))
  }

  /// `range` without white space at both ends.
  private static func trimmed(
    _ range: Range<Int>, of bytes: UnsafeRawBufferPointer
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, ArrayScan.isSpace(bytes[start]) { start += 1 }
    while start < end, ArrayScan.isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
