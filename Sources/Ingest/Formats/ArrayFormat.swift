// SAFETY: bytes are read through the checked interface of collections, within the call.

extension InputFormat {
  /// JSON arrays, one or several behind one another, whose elements are the records: objects, as told
  /// by the first one.
  package static let array = values(
    "array", recordName: "element", claims: isArray,
    joints: Joints(opening: [UInt8(ascii: "[")], closing: [UInt8(ascii: ",")]))

  /// Whether an input that begins with `bytes` is an array of objects, or an empty one: a bracket
  /// and after it a brace or the closing bracket, with white space of any kind.
  ///
  /// - Returns: Nil where more bytes are needed to tell.
  private static func isArray(_ bytes: Span<UInt8>) -> Bool? {
    var position = 0
    switch JSONBytes.skipMark(bytes, &position) {
    case nil: return nil
    case false?: return false
    case true?: break
    }
    var hasBracket = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if JSONBytes.isSpace(byte) { continue }
      if hasBracket { return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "]") }
      guard byte == UInt8(ascii: "[") else { return false }
      hasBracket = true
    }
    return nil
  }
}
