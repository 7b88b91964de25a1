// SAFETY: bytes are read through the checked interface of collections, within the call.

extension InputFormat {
  /// JSON objects that are no lines: several behind one another on a line, or one over several lines,
  /// as `jq` and `json.dumps(…, indent=2)` print them.
  package static let objects = values(
    "objects", recordName: "object", claims: isOfObjects,
    joints: Joints(closing: [LineScan.newline]))

  /// Whether the first object of an input that begins with `bytes` goes on in a second line, or is
  /// followed by another value on the same.
  ///
  /// Of a line that is broken, and goes on in the next as nothing does that is printed over several
  /// lines, it says no: the rest are lines.
  /// - Returns: Nil where more bytes are needed to tell.
  private static func isOfObjects(_ bytes: Span<UInt8>) -> Bool? {
    var position = 0
    switch JSONBytes.skipMark(bytes, &position) {
    case nil: return nil
    case false?: return false
    case true?: break
    }
    while position < bytes.count, JSONBytes.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return nil }
    guard bytes[position] == UInt8(ascii: "{") else { return false }
    return bytes.withUnsafeBytes { bytes in
      var scan = ValueScan(.between)
      var end = position
      let firstLineEnd = bytes[position...].firstIndex(of: LineScan.newline)
      let line = UnsafeRawBufferPointer(rebasing: bytes[..<(firstLineEnd ?? bytes.count)])
      if scan.next(in: line, from: &end) == .valueEnd {
        // A carriage return is the line's end too.
        while end < line.count, JSONBytes.isSpace(line[end]) { end += 1 }
        if end < line.count {
          return line[end] == UInt8(ascii: "{") || line[end] == UInt8(ascii: "[")
        }
        return firstLineEnd == nil ? nil : false
      }
      guard let firstLineEnd else { return nil }
      guard !scan.isInString else { return false }
      return goesOn(after: firstLineEnd, in: bytes)
    }
  }

  /// Whether the line after `newline` is the second of an object: it begins with a key or a brace.
  private static func goesOn(after newline: Int, in bytes: UnsafeRawBufferPointer) -> Bool? {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let sign = bytes[(newline + 1)...].first(where: { !isSpace($0) }) else { return nil }
    return sign == UInt8(ascii: "\"") || sign == UInt8(ascii: "}")
  }
}
