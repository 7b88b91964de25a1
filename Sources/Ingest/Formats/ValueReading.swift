import Records

// SAFETY: bytes are read through the checked interface of collections, within the call.

extension InputFormat {
  /// A format of JSON values that stand behind one another: each object is a record, and of an array
  /// each element.
  ///
  /// A unit ends after the comma of an element, or after an array or object.
  static func values(
    _ name: String, recordName: String, claims: @escaping Claim, joints: Joints
  ) -> InputFormat {
    InputFormat(
      name: name, recordName: recordName, claims: claims, bordersStandAlone: false,
      saysItsEnd: true, makeScan: { ValueScan.fromStart }, joints: joints, read: readValue)
  }

  /// Takes the record at `position`, and goes past its border or to the segment's end.
  private static func readValue(
    at position: UInt64, of segment: SegmentBytes, _ parser: inout RecordParser,
    into batch: inout ConversationBatch
  ) -> UInt64 {
    let held = segment.held
    var scan = scan(at: position, of: segment)
    var start = Int(position)
    if segment.isInputStart(position), held[start...].starts(with: JSONBytes.byteOrderMark) {
      start += JSONBytes.byteOrderMark.count
    }
    var isFirst = false
    if scan.state == .between {
      while start < held.count, JSONBytes.isSpace(held[start]) { start += 1 }
      if start < held.count, held[start] == UInt8(ascii: "[") {
        (isFirst, scan) = (true, ValueScan(.list))
        start += 1
      }
    }
    let isElement = scan.state == .list
    var end = start
    let found = scan.next(in: held, from: &end)
    let unheld = found == nil ? segment.unheldScan as? ValueScan : nil
    let next = unheld == nil ? UInt64(end) : segment.range.upperBound
    // What is not held ends the segment, and has been gone over.
    let (border, state) = unheld.map { ($0.lastBorder, $0.state) } ?? (found, scan.state)
    if border == nil, state == .between { return segment.range.upperBound }

    // With its border and what stands before it: a unit that does not hold it whole knows no more.
    let byteCount = next - position
    if byteCount > UInt64(parser.options.maximumLineByteCount + UnitReader.spareByteCount) {
      parser.take(Int(position)..<end, byteCount: byteCount, of: segment, into: &batch)
    } else {
      let textEnd = isElement && border != nil ? end - 1 : end
      take(
        JSONBytes.trimmed(start..<textEnd, of: held), endedBy: border, isElement: isElement,
        isFirst: isFirst, of: segment, &parser, &batch)
    }
    if isElement { rejectOpenList(endedBy: border, at: next, of: segment, &parser, &batch) }
    return next
  }

  /// What goes over the bytes from `position`, which is a border or the segment's start.
  private static func scan(at position: UInt64, of segment: SegmentBytes) -> ValueScan {
    if position == segment.range.lowerBound {
      return segment.startScan as? ValueScan ?? ValueScan(.between)
    }
    // Of all borders only the one between elements stands after a comma.
    let isInList = segment.held[Int(position) - 1] == UInt8(ascii: ",")
    return ValueScan(isInList ? .list : .between)
  }

  private static func take(
    _ text: Range<Int>, endedBy border: ValueScan.Border?, isElement: Bool, isFirst: Bool,
    of segment: SegmentBytes, _ parser: inout RecordParser, _ batch: inout ConversationBatch
  ) {
    guard text.isEmpty else {
      return parser.take(text, byteCount: UInt64(text.count), of: segment, into: &batch)
    }
    // An empty array has no element; a comma before the bracket promises one.
    let mayBeMissing = border == nil || border == .listEnd && isFirst
    guard isElement, !mayBeMissing else { return }
    parser.reject(
      UInt64(text.lowerBound)..<UInt64(text.upperBound),
      "expected an element of the array, found \(border == .comma ? "','" : "']'")", into: &batch)
  }

  /// Says that an array is not closed where its input ends at `position`.
  ///
  /// Records are missing then, most likely: said even where the last one is whole.
  private static func rejectOpenList(
    endedBy border: ValueScan.Border?, at position: UInt64, of segment: SegmentBytes,
    _ parser: inout RecordParser, _ batch: inout ConversationBatch
  ) {
    let isAtEnd = position == segment.range.upperBound && segment.isInputEnd
    let expected: String
    switch border {
    case nil: expected = "',' or ']'"
    case .comma? where isAtEnd: expected = "an element"
    default: return
    }
    parser.reject(
      position..<position, "the array is not closed: expected \(expected), found the input's end",
      into: &batch)
  }
}
