extension String {
  /// The UTF-8 text `bytes` of a record in single quotes, on one line, for a message: cut after 40
  /// characters, control characters as `?`.
  package init(quoting bytes: some Collection<UInt8>) {
    let limit = 40
    var shown = String.UnicodeScalarView()
    // Four bytes a character at most: a long key is not decoded to its end.
    let start = String(decoding: bytes.prefix(4 * (limit + 1)), as: UTF8.self)
    for scalar in start.unicodeScalars {
      guard shown.count < limit else {
        self = "'\(String(shown))…'"
        return
      }
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      shown.append(isControl ? "?" : scalar)
    }
    self = "'\(String(shown))'"
  }
}
