import ByteIO

/// Tells an earlier export to JSON Lines, which a new one may replace, from any other file.
///
/// By the first line as far as its third key: other tools write `input_ids` and `labels` too, but
/// neither `segment_lengths` nor `file` behind them, in this order and without a space.
struct EarlierExport: ~Copyable {
  /// What a line has between its lists of numbers; what stands behind the second is one of `ends`.
  private static let starts = ["{\"input_ids\":[", "],\"labels\":["]
  private static let ends = ["],\"segment_lengths\":[", "],\"file\":\""]
  private static let chunkByteCount = 1 << 16

  private let file: File
  private var chunk = ByteBuffer()
  private var position = 0
  private var offset: UInt64 = 0

  /// Whether an export may be put at `place`: nothing is there, an earlier export, or an empty file,
  /// which the export of no rows is.
  ///
  /// A directory or a device is left to the attempt to write, whose error says what it is.
  static func mayBeReplaced(at place: FilePlace) -> Bool {
    guard place.kind == .file else { return true }
    guard let file = try? File.openRegular(place) else { return false }
    var export = EarlierExport(file)
    return (try? export.isEmpty() || export.isExport()) ?? false
  }

  private init(_ file: consuming File) { self.file = file }

  private mutating func isEmpty() throws(FileError) -> Bool { try peek() == nil }

  private mutating func isExport() throws(FileError) -> Bool {
    for start in Self.starts {
      guard try skip(start.utf8) else { return false }
      try skipNumbers()
    }
    // They differ from the third character on.
    guard try skip("],\"".utf8) else { return false }
    let end = try peek() == UInt8(ascii: "s") ? Self.ends[0] : Self.ends[1]
    return try skip(end.utf8.dropFirst(3))
  }

  /// Goes over `bytes`, or as many of them as come next; whether that were all.
  private mutating func skip(_ bytes: some Sequence<UInt8>) throws(FileError) -> Bool {
    for byte in bytes {
      guard try peek() == byte else { return false }
      position += 1
    }
    return true
  }

  private mutating func skipNumbers() throws(FileError) {
    while let byte = try peek(), "0123456789,-".utf8.contains(byte) { position += 1 }
  }

  /// The next byte; nil at the file's end.
  private mutating func peek() throws(FileError) -> UInt8? {
    if position == chunk.count {
      chunk.removeAll()
      position = 0
      offset += UInt64(try file.read(Self.chunkByteCount, at: offset, into: &chunk))
    }
    return position < chunk.count ? chunk.span[position] : nil
  }
}
