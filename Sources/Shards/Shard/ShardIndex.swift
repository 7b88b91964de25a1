import ByteIO

/// Where the frames of a shard lie and what they must hash to, with the two frames at the file's
/// end that say so: the index, and the seek table that any reader of zstd's seekable format knows
/// (docs/FORMAT.md, "Index frame" and "Seek table").
struct ShardIndex: Sendable, Equatable {
  /// One block: its tokens, its sidecar, and what they amount to.
  struct Block: Sendable, Equatable {
    static let byteCount = 80

    var tokens: StoredFrame
    var sidecar: StoredFrame
    /// Tokens of records, padding left out.
    var contentTokenCount: UInt32
    var trainedTokenCount: UInt32
    var segmentCount: UInt32
  }

  var blocks: [Block]
  /// XXH3-128 over the decoded tokens and sidecar of each block, in order.
  var decodedHash: Hash128

  /// The index frame's length for so many blocks.
  static func frameByteCount(blockCount: Int) -> Int {
    ShardLayout.frameHeaderByteCount + 16 + Block.byteCount * blockCount + 16 + 8
  }

  /// The seek table's length for so many blocks: two frames a block, the header and the index.
  static func seekTableByteCount(blockCount: Int) -> Int {
    ShardLayout.frameHeaderByteCount + 8 * (2 * blockCount + 2) + 9
  }

  /// The index frame's bytes.
  func encoded() -> [UInt8] {
    var fields = ByteFields()
    fields.append(ShardLayout.indexFrameMagic)
    fields.append(
      UInt32(Self.frameByteCount(blockCount: blocks.count) - ShardLayout.frameHeaderByteCount))
    fields.append(utf8: ShardLayout.indexMagic)
    fields.append(UInt32(blocks.count))
    fields.append(UInt32(0))
    for block in blocks {
      fields.append(block.tokens)
      fields.append(block.sidecar)
      fields.append(block.contentTokenCount)
      fields.append(block.trainedTokenCount)
      fields.append(block.segmentCount)
      fields.append(UInt32(0))
    }
    fields.append(decodedHash)
    fields.appendHash(from: ShardLayout.frameHeaderByteCount)
    return fields.bytes
  }

  /// The seek table's bytes: fully determined by the header's and the index's.
  func encodedSeekTable() -> [UInt8] {
    var fields = ByteFields()
    fields.append(ShardLayout.seekTableFrameMagic)
    fields.append(
      UInt32(
        Self.seekTableByteCount(blockCount: blocks.count) - ShardLayout.frameHeaderByteCount))
    fields.append(UInt32(ShardHeader.frameByteCount))
    fields.append(UInt32(0))
    for block in blocks {
      for frame in [block.tokens, block.sidecar] {
        fields.append(frame.compressedByteCount)
        fields.append(frame.decodedByteCount)
      }
    }
    fields.append(UInt32(Self.frameByteCount(blockCount: blocks.count)))
    fields.append(UInt32(0))
    fields.append(UInt32(2 * blocks.count + 2))
    fields.append(UInt8(0))
    fields.append(ShardLayout.seekTableFooterMagic)
    return fields.bytes
  }

  init(blocks: [Block], decodedHash: Hash128) {
    self.blocks = blocks
    self.decodedHash = decodedHash
  }

  /// Reads the index frame of a shard with `header`, whose blocks must fill the file without gap
  /// up to `offset`, where the index starts.
  init(
    _ bytes: Span<UInt8>, header: ShardHeader, offset: UInt64, _ path: String
  ) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .index)
    let frameMagic: UInt32 = try cursor.integer()
    let byteCount: UInt32 = try cursor.integer()
    let isIndex = try cursor.isNext(ShardLayout.indexMagic)
    let blockCount: UInt32 = try cursor.integer()
    let unused: UInt32 = try cursor.integer()
    guard frameMagic == ShardLayout.indexFrameMagic, isIndex,
      Int(byteCount) == bytes.count - ShardLayout.frameHeaderByteCount,
      Int(blockCount) == header.blockCount, unused == 0
    else {
      throw Fault(
        .malformed, path, .index, expected: "the index of \(header.blockCount) blocks",
        found: "other bytes: the file is damaged or not whole")
    }
    var blocks: [Block] = []
    blocks.reserveCapacity(header.blockCount)
    var reserved: UInt32 = 0
    for _ in 0..<blockCount {
      blocks.append(
        Block(
          tokens: try cursor.frame(), sidecar: try cursor.frame(),
          contentTokenCount: try cursor.integer(), trainedTokenCount: try cursor.integer(),
          segmentCount: try cursor.integer()))
      reserved |= try cursor.integer()
    }
    decodedHash = try cursor.hash()
    // The hash before the values: a flipped bit is damage, not a strange value.
    try cursor.verifyHash(from: ShardLayout.frameHeaderByteCount)
    try cursor.end()
    guard reserved == 0 else {
      throw Fault(
        .malformed, path, .index, expected: "unused bytes of zero", found: "others")
    }
    self.blocks = blocks
    try validate(header: header, offset: offset, path)
  }

  private func validate(
    header: ShardHeader, offset: UInt64, _ path: String
  ) throws(Fault) {
    var end = UInt64(ShardHeader.frameByteCount)
    for (number, block) in blocks.enumerated() {
      let rowCount = header.rows(ofBlock: number).count
      let tokenCount = rowCount * header.rowLength
      let planeByteCount = TokenPlanes.byteCount(tokenCount: tokenCount)
      try block.tokens.check(
        at: end, decodedByteCounts: planeByteCount...planeByteCount, path, .block(number))
      try block.sidecar.check(
        at: block.tokens.end,
        decodedByteCounts: Sidecar.byteCounts(rowCount: rowCount, tokenCount: tokenCount),
        path, .sidecar(number))
      end = block.sidecar.end
      guard block.contentTokenCount <= tokenCount,
        block.trainedTokenCount <= block.contentTokenCount,
        block.segmentCount <= block.contentTokenCount
      else {
        throw Fault(
          .malformed, path, .index, expected: "counts of at most \(tokenCount) tokens",
          found: "\(block.contentTokenCount), \(block.trainedTokenCount) of them trained, in "
            + "\(block.segmentCount) segments")
      }
    }
    guard end == offset else {
      throw Fault(
        .mismatch, path, .index, expected: "blocks up to byte \(offset)", found: "\(end)")
    }
  }
}
