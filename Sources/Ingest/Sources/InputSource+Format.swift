import ByteIO

extension InputSource {
  /// Tells the format by the first bytes; to be called before any are handed out.
  ///
  /// As many are looked at however the input is stored.
  mutating func detectFormat() throws(Fault) -> InputFormat {
    if let byteCount = seekableByteCount {
      return try formatOfFile(byteCount: Int(clamping: byteCount))
    }
    var hasMore = true
    while hasMore, window.count < ForeignFormat.beginningByteCount {
      hasMore = try extendWindow()
    }
    try checkContents()
    while true {
      if let format = formatOfWindow(isAll: !hasMore) { return format }
      hasMore = try extendWindow()
    }
  }

  /// Refuses a compressed input that holds a format which is not read; a plain one was looked at when
  /// it was opened.
  private func checkContents() throws(Fault) {
    guard compression != .plain else { return }
    let byteCount = min(window.count, ForeignFormat.beginningByteCount)
    if let format = ForeignFormats.format(of: window.span.extracting(..<byteCount)) {
      throw .foreignFormat(path: input.displayName, format)
    }
  }

  private func formatOfWindow(isAll: Bool) -> InputFormat? {
    let byteCount = min(window.count, InputFormats.longestBeginning)
    return InputFormats.format(
      of: window.span.extracting(..<byteCount),
      isAll: isAll || byteCount == InputFormats.longestBeginning)
  }

  private func formatOfFile(byteCount: Int) throws(Fault) -> InputFormat {
    var beginning = ByteBuffer()
    // A few bytes tell most.
    for limit in [InputCompression.magicByteCount, InputFormats.longestBeginning] {
      beginning.removeAll()
      _ = try read(min(limit, byteCount), at: 0, into: &beginning)
      if let format = InputFormats.format(of: beginning.span, isAll: false) { return format }
    }
    return InputFormats.format(of: beginning.span, isAll: true) ?? InputFormats.fallback
  }
}
