import Records

/// Records that are the elements of one JSON array.
///
/// SAFETY: elements are ranges of the held bytes that the caller lends, which are followed by the
/// buffer's padding.
extension RecordParser {
  /// Takes the element at `position` and goes past it and its comma.
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
    let isHeld = border != nil || UInt64(heldEnd) == segmentEnd
    position = isHeld ? UInt64(end) : segmentEnd - unit.unheldEnd.rest.byteCount

    // With its border and what stands before it: a unit that does not hold it whole knows no more.
    let spanStart = isFirst ? segmentStart : UInt64(start)
    let byteCount = position - spanStart
    if byteCount > UInt64(options.maximumLineByteCount + UnitReader.spareByteCount) {
      recordCount += 1
      rejectOversized("element", nextOrigin(spanStart, byteCount), in: &batch)
    } else {
      let text = Self.trimmed(start..<(border == nil ? end : end - 1), of: held)
      switch border {
      case .comma:
        take(text, of: held, found: "','", into: &batch)
      case .close:
        // An empty array has no element; a comma before the bracket promises one.
        if !(isFirst && text.isEmpty) { take(text, of: held, found: "']'", into: &batch) }
      case nil:
        if !text.isEmpty { take(text, of: held, found: "", into: &batch) }
      }
    }
    switch isHeld ? border : unit.unheldEnd.border {
    case .comma:
      let isLast = segment == unit.segments.count - 1
      if position == segmentEnd, !isLast || unit.endsArray {
        reject(
          from: position, to: position,
          "the array is not closed: expected an element, found the input's end", into: &batch)
      }
    case .close: checkEnd(of: unit, held, segmentEnd, into: &batch)
    case nil:
      // Records are missing, most likely: said even where the last one is whole.
      reject(
        from: position, to: position,
        "the array is not closed: expected ',' or ']', found the input's end", into: &batch)
    }
  }

  /// Reads the element at `range`; an empty one is a fault, at which `found` stands.
  private mutating func take(
    _ range: Range<Int>, of held: UnsafeRawBufferPointer, found: String,
    into batch: inout ConversationBatch
  ) {
    guard !range.isEmpty else {
      return reject(
        from: UInt64(range.lowerBound), to: UInt64(range.upperBound),
        "expected an element of the array, found \(found)", into: &batch)
    }
    recordCount += 1
    let origin = nextOrigin(UInt64(range.lowerBound), UInt64(range.count))
    if range.count > options.maximumLineByteCount {
      rejectOversized("element", origin, in: &batch)
    } else {
      readRecord(UnsafeRawBufferPointer(rebasing: held[range]), origin, into: &batch)
    }
  }

  /// Makes sure that only white space stands between `position` and the segment's end.
  private mutating func checkEnd(
    of unit: borrowing InputUnit, _ held: UnsafeRawBufferPointer, _ segmentEnd: UInt64,
    into batch: inout ConversationBatch
  ) {
    var stray = unit.unheldEnd.rest.stray.map { ($0.offset + position, $0.byte) }
    if UInt64(held.count) == segmentEnd {
      let rest = held[Int(position)...]
      stray = rest.firstIndex { !ArrayScan.isSpace($0) }.map { (UInt64($0), held[$0]) }
    }
    if let (offset, byte) = stray {
      let found = "byte 0x" + String(byte, radix: 16)
      reject(
        from: offset, to: segmentEnd, "expected nothing more after the array, found \(found)",
        into: &batch)
    }
    position = segmentEnd
  }

  private mutating func reject(
    from start: UInt64, to end: UInt64, _ detail: String, into batch: inout ConversationBatch
  ) {
    recordCount += 1
    let origin = nextOrigin(start, end - start)
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
