import Records

// SAFETY: bytes are read through the checked interface of collections, within the call.

extension InputFormat {
  /// JSON Lines: a record a line, which ends with `\n`, `\r\n` or the input.
  ///
  /// A byte order mark before the first line is passed over. Blank lines are no records.
  package static let lines = InputFormat(
    name: "lines", recordName: "line", claims: { _ in true }, bordersStandAlone: true,
    saysItsEnd: false, makeScan: { LineScan() }, joints: Joints(closing: [LineScan.newline]),
    read: readLine)

  private static func readLine(
    at position: UInt64, of segment: SegmentBytes, _ parser: inout RecordParser,
    into batch: inout ConversationBatch
  ) -> UInt64 {
    let held = segment.held
    var start = Int(position)
    var end = held.count
    var next = segment.range.upperBound
    var byteCount: UInt64
    if let newline = LineScan.newline(in: UnsafeRawBufferPointer(rebasing: held[start...])) {
      end = start + newline
      next = UInt64(end) + 1
      if end > start, held[end - 1] == LineScan.carriageReturn { end -= 1 }
      byteCount = UInt64(end - start)
    } else {
      // The segment's last line: without a line end, or too long to be held whole.
      let scan = segment.unheldScan as? LineScan
      byteCount = next - position - UInt64(scan?.lineEndByteCount ?? 0)
    }
    if segment.isInputStart(position), held[start..<end].starts(with: JSONBytes.byteOrderMark) {
      start += JSONBytes.byteOrderMark.count
      byteCount -= UInt64(JSONBytes.byteOrderMark.count)
    }
    if byteCount <= UInt64(parser.options.maximumLineByteCount),
      JSONBytes.isBlank(UnsafeRawBufferPointer(rebasing: held[start..<end]))
    {
      parser.passOver()
    } else {
      parser.take(start..<end, byteCount: byteCount, of: segment, into: &batch)
    }
    return next
  }
}
