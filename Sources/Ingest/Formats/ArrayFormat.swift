import Records

// SAFETY: bytes are read through the checked interface of collections, within the call.

extension InputFormat {
  /// One JSON array, whose elements are the records: objects, as told by the first one.
  ///
  /// A unit ends after the comma of an element, and after the bracket only white space may follow.
  package static let array = InputFormat(
    name: "array", recordName: "element", claims: ArrayScan.isBegun, bordersStandAlone: false,
    saysItsEnd: true, makeScan: { ArrayScan(fromStart: true) },
    joints: Joints(opening: [UInt8(ascii: "[")], closing: [UInt8(ascii: ",")]), read: readElement)

  /// Takes the element at `position`, and goes past its comma or to the segment's end.
  private static func readElement(
    at position: UInt64, of segment: SegmentBytes, _ parser: inout RecordParser,
    into batch: inout ConversationBatch
  ) -> UInt64 {
    let held = segment.held
    let isFirst = segment.isInputStart(position)
    var start = Int(position)
    // The input was claimed as an array: all before the bracket is mark and white space.
    if isFirst { start = (held[start...].firstIndex(of: UInt8(ascii: "[")) ?? start) + 1 }
    var scan = ArrayScan(fromStart: false)
    var end = start
    let border = scan.next(in: held, from: &end)
    let unheld = border == nil ? segment.unheldScan as? ArrayScan : nil
    let next = unheld.map { segment.range.upperBound - $0.rest.byteCount } ?? UInt64(end)

    // With its border and what stands before it: a unit that does not hold it whole knows no more.
    let spanStart = isFirst ? Int(position) : start
    let byteCount = next - UInt64(spanStart)
    if byteCount > UInt64(parser.options.maximumLineByteCount + UnitReader.spareByteCount) {
      parser.take(spanStart..<end, byteCount: byteCount, of: segment, into: &batch)
    } else {
      let text = JSONBytes.trimmed(start..<(border == nil ? end : end - 1), of: held)
      // An empty array has no element; a comma before the bracket promises one.
      let mayBeMissing = border == nil || border == .close && isFirst
      if !text.isEmpty {
        parser.take(text, byteCount: UInt64(text.count), of: segment, into: &batch)
      } else if !mayBeMissing {
        parser.reject(
          UInt64(text.lowerBound)..<UInt64(text.upperBound),
          "expected an element of the array, found \(border == .close ? "']'" : "','")",
          into: &batch)
      }
    }
    return goOn(
      behind: unheld == nil ? border : unheld?.lastBorder, at: next, of: segment, &parser, &batch)
  }

  /// Judges what stands at `position`, just after `border`.
  ///
  /// - Returns: Where the next element begins.
  private static func goOn(
    behind border: ArrayScan.Border?, at position: UInt64, of segment: SegmentBytes,
    _ parser: inout RecordParser, _ batch: inout ConversationBatch
  ) -> UInt64 {
    let end = segment.range.upperBound
    switch border {
    case .comma:
      if position == end, segment.isInputEnd {
        parser.reject(
          end..<end, "the array is not closed: expected an element, found the input's end",
          into: &batch)
      }
      return position
    case .close:
      if let stray = stray(from: position, of: segment) {
        let found = "byte 0x" + String(stray.byte, radix: 16)
        parser.reject(
          stray.offset..<end, "expected nothing more after the array, found \(found)", into: &batch)
      }
      return end
    case nil:
      // Records are missing, most likely: said even where the last one is whole.
      parser.reject(
        position..<position, "the array is not closed: expected ',' or ']', found the input's end",
        into: &batch)
      return position
    }
  }

  /// The first byte after the array, which ends at `position`, that is no white space.
  private static func stray(
    from position: UInt64, of segment: SegmentBytes
  ) -> (offset: UInt64, byte: UInt8)? {
    if let scan = segment.unheldScan as? ArrayScan {
      return scan.rest.stray.map { (position + $0.offset, $0.byte) }
    }
    let index = segment.held[Int(position)...].firstIndex { !JSONBytes.isSpace($0) }
    return index.map { (UInt64($0), segment.held[$0]) }
  }
}
