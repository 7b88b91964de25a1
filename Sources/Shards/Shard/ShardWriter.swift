import ByteIO

/// Writes one shard, block by block, given the decoded bytes of each.
struct ShardWriter: ~Copyable {
  private let path: String
  private let header: ShardHeader
  private var output: FrameWriter
  private var decoded = StreamingHash()
  private var blocks: [ShardIndex.Block] = []

  /// Starts a shard that is to appear at `place`.
  init(_ place: FilePlace, header: ShardHeader, level: Int) throws(Fault) {
    let path = place.path
    try header.validate(path)
    // All that can fail comes first: a value that may not be copied is made whole or not at all.
    let output = try FrameWriter(place, header: header.encoded(), level: level)
    self.path = path
    self.header = header
    self.output = output
  }

  /// Appends a block: its token planes and its encoded sidecar, of which `sidecar` is the value.
  mutating func append(
    planes: Span<UInt8>, sidecarBytes: Span<UInt8>, _ sidecar: borrowing Sidecar
  ) throws(Fault) {
    decoded.update(planes)
    decoded.update(sidecarBytes)
    blocks.append(
      ShardIndex.Block(
        tokens: try output.append(planes, .block(blocks.count)),
        sidecar: try output.append(sidecarBytes, .sidecar(blocks.count)),
        contentTokenCount: UInt32(sidecar.contentTokenCount),
        trainedTokenCount: UInt32(sidecar.trainedTokenCount),
        segmentCount: UInt32(sidecar.tokenCounts.count)))
  }

  /// Writes index and seek table and makes the shard appear under its name, durably.
  consuming func finish(name: String) throws(Fault) -> ShardSummary {
    guard blocks.count == header.blockCount else {
      throw Fault(
        .mismatch, path, .file, expected: "\(header.blockCount) blocks",
        found: "\(blocks.count)")
    }
    let index = ShardIndex(blocks: blocks, decodedHash: decoded.digest())
    let header = header
    let committed = try output.finish(tail: index.encoded() + index.encodedSeekTable())
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
