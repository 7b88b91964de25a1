import ByteIO

/// One opened input: its decompressed bytes, in order.
///
/// A plain regular file can be read at any offset too. Where its borders can be found so
/// (`hasBordersAtOffsets`), nothing is read through the stream functions, and `offset` is only where
/// the next unit begins.
struct InputSource: ~Copyable, Sendable {
  /// Bytes read at a time where a border is looked for, and of compressed data.
  static let chunkByteCount = 1 << 16

  let fileNumber: UInt32
  let input: InputFile
  let compression: InputCompression
  /// The length of a plain regular file; nil where the bytes come in order only.
  let seekableByteCount: UInt64?
  /// How records lie in the input.
  private(set) var format: InputFormat
  /// Finds the borders between the records, where the bytes come in order.
  var scan: any BorderScan
  /// Decompressed bytes handed out so far.
  var offset: UInt64 = 0

  private let file: File
  /// Bytes as they were read, from `rawStart` on not yet decompressed.
  private var raw: ByteBuffer
  private var rawStart = 0
  /// Where `raw` ends in the input.
  private var rawOffset: UInt64
  /// Bytes that were decompressed so far, handed out or not.
  private var decompressedByteCount: UInt64 = 0
  /// Decompressed bytes, from `windowStart` on not yet handed out.
  private(set) var window = ByteBuffer()
  private var windowStart = 0
  /// Whether a compressed stream may end after the bytes decompressed so far.
  private var isBetweenParts = true
  private var gzip: GzipStream?
  private var zstd: ZstdStream?

  /// Opens `input`, reads its first bytes, and tells how it is compressed and of which format it is.
  static func open(_ input: InputFile, fileNumber: UInt32) throws(Fault) -> InputSource {
    var source = try InputSource(input, fileNumber: fileNumber)
    source.format = try source.detectFormat()
    source.scan = source.format.makeScan()
    return source
  }

  private init(_ input: InputFile, fileNumber: UInt32) throws(Fault) {
    let isRegular = input.byteCount != nil
    let file = try Self.openFile(input)
    try input.checkUnchanged(file)
    var raw = ByteBuffer(capacity: isRegular ? InputCompression.magicByteCount : 0)
    // A pipe may give one byte at a time.
    while raw.count < InputCompression.magicByteCount {
      let count =
        isRegular
        ? try file.read(InputCompression.magicByteCount, at: 0, into: &raw)
        : try file.readSome(Self.chunkByteCount, into: &raw)
      if count == 0 || isRegular { break }
    }
    if let format = ForeignFormats.format(of: raw.span) {
      throw .foreignFormat(path: input.displayName, format)
    }
    let compression = InputCompression(magic: raw.span)
    let isSeekable = isRegular && compression == .plain
    if isRegular { raw.removeAll() }
    self.fileNumber = fileNumber
    self.input = input
    self.compression = compression
    seekableByteCount = isSeekable ? input.byteCount : nil
    rawOffset = UInt64(raw.count)
    self.file = file
    self.raw = raw
    gzip = compression == .gzip ? GzipStream() : nil
    zstd = compression == .zstd ? ZstdStream(windowLog: input.windowLog) : nil
    // Until the bytes, which take all of the above to be read, say otherwise.
    format = InputFormats.fallback
    scan = format.makeScan()
  }

  private static func openFile(_ input: InputFile) throws(Fault) -> File {
    if input.isStandardInput { return try File.standardInput() }
    return input.byteCount == nil ? try File.open(input.path) : try File.openRegular(input.path)
  }

  /// Bytes of the input as it is stored that were taken so far.
  var storedOffset: UInt64 { compression == .plain ? offset : rawOffset }

  /// Whether the borders between records are found without the bytes between them.
  var hasBordersAtOffsets: Bool { seekableByteCount != nil && format.bordersStandAlone }
}

// MARK: Bytes in order

extension InputSource {
  /// Makes sure that the file is still what it was when it was listed.
  func checkUnchanged() throws(Fault) { try input.checkUnchanged(file) }

  /// Appends up to `limit` decompressed bytes to `buffer`; returns how many, 0 only at the end.
  mutating func read(_ limit: Int, into buffer: inout ByteBuffer) throws(Fault) -> Int {
    // Small wishes go through the window, so that tiny units do not decompress bytes singly.
    if windowStart == window.count, limit < Self.chunkByteCount { try fillWindow() }
    let available = window.count - windowStart
    guard available == 0 else {
      let count = min(limit, available)
      buffer.append(window.span.extracting(windowStart..<(windowStart + count)))
      windowStart += count
      offset += UInt64(count)
      return count
    }
    let count = try decompress(limit, into: &buffer)
    offset += UInt64(count)
    return count
  }

  /// Hands `body` the bytes up to the next border, or those before it that are at hand.
  ///
  /// - Returns: Whether there were none, and whether the border is behind them.
  mutating func readPiece(
    _ body: (Span<UInt8>) -> Void
  ) throws(Fault) -> (isAtEnd: Bool, isBorder: Bool) {
    if windowStart == window.count { try fillWindow() }
    guard windowStart < window.count else { return (true, false) }
    // Out of `self` while the window, which is in it too, is read.
    var scan = scan
    let (byteCount, isBorder) = scan.piece(of: window.span.extracting(windowStart...))
    self.scan = scan
    body(window.span.extracting(windowStart..<(windowStart + byteCount)))
    windowStart += byteCount
    offset += UInt64(byteCount)
    return (false, isBorder)
  }

  /// Whether no more bytes come; decompresses some where none are at hand.
  mutating func isAtEnd() throws(Fault) -> Bool {
    if windowStart == window.count { try fillWindow() }
    return windowStart == window.count
  }

  /// Decompresses some more bytes into the window; false at the end.
  mutating func extendWindow() throws(Fault) -> Bool {
    var window = ByteBuffer()
    swap(&window, &self.window)
    defer { swap(&window, &self.window) }
    return try decompress(Self.chunkByteCount, into: &window) > 0
  }

  private mutating func fillWindow() throws(Fault) {
    var fresh = ByteBuffer()
    swap(&fresh, &window)
    fresh.removeAll()
    windowStart = 0
    defer { swap(&fresh, &window) }
    _ = try decompress(Self.chunkByteCount, into: &fresh)
  }

  /// Appends up to `limit` bytes straight from the decompressor; returns 0 only at the end.
  private mutating func decompress(
    _ limit: Int, into buffer: inout ByteBuffer
  ) throws(Fault) -> Int {
    let before = buffer.count
    while buffer.count == before {
      if rawStart == raw.count, compression != .plain, try !fillRaw() {
        // What the decompressor still holds comes out without input.
        if isBetweenParts { return 0 }
        try decompressRaw(limit, into: &buffer)
        guard buffer.count > before else {
          try checkUnchanged()
          throw .truncated(
            path: input.displayName, compression: compression,
            compressedByteOffset: rawOffset, decompressedByteOffset: decompressedByteCount)
        }
        break
      }
      if compression == .plain, rawStart == raw.count {
        return try file.readSome(limit, into: &buffer)
      }
      try decompressRaw(limit, into: &buffer)
    }
    decompressedByteCount += UInt64(buffer.count - before)
    return buffer.count - before
  }

  private mutating func fillRaw() throws(Fault) -> Bool {
    raw.removeAll()
    rawStart = 0
    let count = try file.readSome(Self.chunkByteCount, into: &raw)
    rawOffset += UInt64(count)
    return count > 0
  }

  /// One step of the decompressor over what `raw` holds.
  private mutating func decompressRaw(
    _ limit: Int, into buffer: inout ByteBuffer
  ) throws(Fault) {
    var consumed = 0
    // Out of `self` while the decompressor, which is in it too, works on them.
    var raw = ByteBuffer()
    swap(&raw, &self.raw)
    defer { swap(&raw, &self.raw) }
    do {
      try buffer.append(upTo: limit) { (room) throws -> Int in
        var produced = 0
        let bytes = raw.span.extracting(rawStart...)
        switch compression {
        case .plain:
          consumed = min(bytes.count, room.count)
          produced = consumed
          // SAFETY: `room` has space for `consumed` bytes, and is no part of `raw`.
          bytes.extracting(..<consumed).withUnsafeBytes { room.copyMemory(from: $0) }
        case .gzip:
          if let used = try gzip?.decompress(bytes, into: room) { (consumed, produced) = used }
          isBetweenParts = gzip?.isBetweenMembers ?? true
        case .zstd:
          if let used = try zstd?.decompress(bytes, into: room) { (consumed, produced) = used }
          isBetweenParts = zstd?.isBetweenFrames ?? true
        }
        return produced
      }
    } catch {
      // Pieces of two contents make no sense together, and neither is to blame.
      try checkUnchanged()
      if (error as? ZstdError)?.needsMoreMemory == true {
        throw .largeWindow(path: input.displayName)
      }
      let detail = (error as? GzipStream.Flaw)?.detail ?? "\(error)"
      throw .corrupt(
        path: input.displayName, compression: compression,
        compressedByteOffset: rawOffset - UInt64(raw.count - rawStart),
        decompressedByteOffset: decompressedByteCount, detail: detail)
    }
    rawStart += consumed
  }
}

// MARK: Bytes at an offset

extension InputSource {
  /// Appends up to `byteCount` bytes from `offset` of a plain regular file; fewer at its end.
  func read(
    _ byteCount: Int, at offset: UInt64, into buffer: inout ByteBuffer
  ) throws(Fault) -> Int {
    try file.read(byteCount, at: offset, into: &buffer)
  }

  /// Where the first border after byte `offset` is, of an input that has borders at offsets; `end`
  /// where there is none before.
  func border(
    from offset: UInt64, upTo end: UInt64, scratch: inout ByteBuffer
  ) throws(Fault) -> UInt64 {
    var scan = format.makeScan()
    var position = offset
    while position < end {
      scratch.removeAll()
      let wanted = Int(min(end - position, UInt64(Self.chunkByteCount)))
      let count = try read(wanted, at: position, into: &scratch)
      let (byteCount, isBorder) = scan.piece(of: scratch.span)
      position += UInt64(byteCount)
      if isBorder { return position }
      guard count == wanted else {
        throw .changed(
          path: input.displayName, expectedByteCount: seekableByteCount ?? 0,
          foundByteCount: position)
      }
    }
    return end
  }

  /// Goes to the first record that begins in `range`, before any bytes are handed out.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: `Fault.changed` where the input has no borders at offsets, as it had when the range was
  ///   made.
  mutating func seek(
    to range: InputTask.Range, scratch: inout ByteBuffer
  ) throws(Fault) -> Bool {
    guard hasBordersAtOffsets, let length = seekableByteCount else {
      throw .changed(
        path: input.displayName, change: "expected plain JSON Lines, found another format")
    }
    let end = min(range.end ?? length, length)
    guard range.start < end else { return false }
    if range.start > 0 {
      offset = try border(from: range.start - 1, upTo: end, scratch: &scratch)
    }
    return offset < end
  }

  /// What has gone over the bytes before `end`, of an input that has borders at offsets: as many as
  /// it takes to tell a border.
  func scan(
    before end: UInt64, scratch: inout ByteBuffer
  ) throws(Fault) -> any BorderScan {
    let start = end - min(end, UInt64(UnitReader.spareByteCount))
    try file.readExactly(Int(end - start), at: start, into: &scratch)
    var scan = format.makeScan()
    _ = scan.skip(scratch.span)
    return scan
  }
}
