import ByteIO

/// Writes one shard, block by block, given the decoded bytes of each.
struct ShardWriter: ~Copyable {
  private let path: String
  private let header: ShardHeader
  private var file: AtomicFile
  private var compressor: ZstdCompressor
  private var compressed = ByteBuffer()
  private var decoded = StreamingHash()
  private var blocks: [ShardIndex.Block] = []

  /// Starts a shard that is to appear as `path`.
  init(path: String, header: ShardHeader, level: Int) throws(ShardError) {
    try header.validate(path)
    var file = try mapFileErrors { () throws(FileError) in try AtomicFile(path) }
    try mapFileErrors { () throws(FileError) in try file.append(header.encoded().span) }
    self.path = path
    self.header = header
    self.file = file
    compressor = ZstdCompressor(level: level)
  }

  /// Appends a block: its token planes and its encoded sidecar, of which `sidecar` is the value.
  mutating func append(
    planes: Span<UInt8>, sidecarBytes: Span<UInt8>, _ sidecar: borrowing Sidecar
  ) throws(ShardError) {
    let number = blocks.count
    let tokens = try append(planes, .block(number))
    let beside = try append(sidecarBytes, .sidecar(number))
    blocks.append(
      ShardIndex.Block(
        tokens: tokens, sidecar: beside,
        contentTokenCount: UInt32(sidecar.contentTokenCount),
        trainedTokenCount: UInt32(sidecar.trainedTokenCount),
        segmentCount: UInt32(sidecar.tokenCounts.count)))
  }

  private mutating func append(
    _ bytes: Span<UInt8>, _ place: ShardError.Place
  ) throws(ShardError) -> ShardIndex.Frame {
    decoded.update(bytes)
    compressed.removeAll()
    let offset = file.byteCount
    do {
      _ = try compressor.compress(bytes, into: &compressed)
    } catch {
      throw ShardError(
        .malformed, path, place, expected: "bytes that zstd compresses",
        found: error.description)
    }
    let hash = Hash64.of(compressed.span)
    let byteCount = compressed.count
    try Self.append(compressed, to: &file)
    return ShardIndex.Frame(
      offset: offset, compressedByteCount: UInt32(byteCount),
      decodedByteCount: UInt32(bytes.count), compressedHash: hash,
      decodedHash: Hash64.of(bytes))
  }

  private static func append(
    _ bytes: borrowing ByteBuffer, to file: inout AtomicFile
  ) throws(ShardError) {
    do {
      try file.append(bytes.span)
    } catch {
      throw ShardError(error)
    }
  }

  /// Writes index and seek table and makes the shard appear under its name, durably.
  consuming func finish(name: String) throws(ShardError) -> ShardSummary {
    guard blocks.count == header.blockCount else {
      throw ShardError(
        .mismatch, path, .file, expected: "\(header.blockCount) blocks",
        found: "\(blocks.count)")
    }
    let index = ShardIndex(blocks: blocks, decodedHash: decoded.digest())
    let tail = index.encoded() + index.encodedSeekTable()
    let committed: AtomicFile.Summary
    do {
      try file.append(tail.span)
      committed = try file.commit()
    } catch {
      throw ShardError(error)
    }
    return ShardSummary(
      header: header, index: index, name: name, byteCount: committed.byteCount,
      fileHash: committed.hash)
  }
}

extension ShardSummary {
  /// The figures of a shard with this header and index.
  init(
    header: ShardHeader, index: ShardIndex, name: String, byteCount: UInt64, fileHash: Hash128
  ) {
    let tokenCount = index.blocks.reduce(UInt64(0)) { $0 + UInt64($1.contentTokenCount) }
    self.init(
      name: name, split: header.split, firstRow: header.firstRow, rowCount: header.rowCount,
      byteCount: byteCount, fileHash: fileHash, decodedHash: index.decodedHash,
      tokenCount: tokenCount,
      trainedTokenCount: index.blocks.reduce(0) { $0 + UInt64($1.trainedTokenCount) },
      paddingTokenCount: UInt64(header.rowCount) * UInt64(header.rowLength) - tokenCount,
      segmentCount: index.blocks.reduce(0) { $0 + UInt64($1.segmentCount) })
  }
}
