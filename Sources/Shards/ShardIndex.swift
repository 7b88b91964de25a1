import ByteIO

/// Where the frames of a shard lie and what they must hash to, with the two frames at the file's
/// end that say so: the index, and the seek table that any reader of zstd's seekable format knows
/// (docs/FORMAT.md, "Index frame" and "Seek table").
struct ShardIndex: Sendable, Equatable {
  /// One zstd frame of the file.
  struct Frame: Sendable, Equatable {
    var offset: UInt64
    var compressedByteCount: UInt32
    var decodedByteCount: UInt32
    var compressedHash: UInt64
    var decodedHash: UInt64

    var end: UInt64 { offset + UInt64(compressedByteCount) }
  }

  /// One block: its tokens, its sidecar, and what they amount to.
  struct Block: Sendable, Equatable {
    static let byteCount = 80

    var tokens: Frame
    var sidecar: Frame
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
      for frame in [block.tokens, block.sidecar] {
        fields.append(frame.offset)
        fields.append(frame.compressedByteCount)
        fields.append(frame.decodedByteCount)
        fields.append(frame.compressedHash)
        fields.append(frame.decodedHash)
      }
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
  ) throws(ShardError) {
    var cursor = FieldCursor(bytes, path, .index)
    let frameMagic: UInt32 = try cursor.integer()
    let byteCount: UInt32 = try cursor.integer()
    let magic = try cursor.text(8)
    let blockCount: UInt32 = try cursor.integer()
    let unused: UInt32 = try cursor.integer()
    guard frameMagic == ShardLayout.indexFrameMagic, magic == ShardLayout.indexMagic,
      Int(byteCount) == bytes.count - ShardLayout.frameHeaderByteCount,
      Int(blockCount) == header.blockCount, unused == 0
    else {
      throw ShardError(
        .malformed, path, .index, expected: "the index of \(header.blockCount) blocks",
        found: "other bytes: the file is damaged or not whole")
    }
    var blocks: [Block] = []
    blocks.reserveCapacity(header.blockCount)
    for _ in 0..<blockCount { blocks.append(try Self.block(&cursor)) }
    decodedHash = try cursor.hash()
    try cursor.verifyHash(from: ShardLayout.frameHeaderByteCount)
    try cursor.end()
    self.blocks = blocks
    try validate(header: header, offset: offset, path)
  }

  private static func block(_ cursor: inout FieldCursor) throws(ShardError) -> Block {
    let tokens = try frame(&cursor)
    let sidecar = try frame(&cursor)
    let block = Block(
      tokens: tokens, sidecar: sidecar, contentTokenCount: try cursor.integer(),
      trainedTokenCount: try cursor.integer(), segmentCount: try cursor.integer())
    let _: UInt32 = try cursor.integer()
    return block
  }

  private static func frame(_ cursor: inout FieldCursor) throws(ShardError) -> Frame {
    Frame(
      offset: try cursor.integer(), compressedByteCount: try cursor.integer(),
      decodedByteCount: try cursor.integer(), compressedHash: try cursor.integer(),
      decodedHash: try cursor.integer())
  }

  private func validate(
    header: ShardHeader, offset: UInt64, _ path: String
  ) throws(ShardError) {
    var end = UInt64(ShardHeader.frameByteCount)
    for (number, block) in blocks.enumerated() {
      let rowCount = header.rows(ofBlock: number).count
      let tokenCount = rowCount * header.rowLength
      try Self.check(
        block.tokens, at: &end, decoded: TokenPlanes.byteCount(tokenCount: tokenCount)...,
        upTo: TokenPlanes.byteCount(tokenCount: tokenCount), .block(number), path)
      try Self.check(
        block.sidecar, at: &end, decoded: Sidecar.leastByteCount(rowCount: rowCount)...,
        upTo: Sidecar.greatestByteCount(rowCount: rowCount, tokenCount: tokenCount),
        .sidecar(number), path)
      guard block.contentTokenCount <= tokenCount,
        block.trainedTokenCount <= block.contentTokenCount,
        block.segmentCount <= block.contentTokenCount
      else {
        throw ShardError(
          .malformed, path, .index, expected: "counts of at most \(tokenCount) tokens",
          found: "\(block.contentTokenCount), \(block.trainedTokenCount) of them trained")
      }
    }
    guard end == offset else {
      throw ShardError(
        .mismatch, path, .index, expected: "blocks up to byte \(offset)", found: "\(end)")
    }
  }

  private static func check(
    _ frame: Frame, at end: inout UInt64, decoded least: PartialRangeFrom<Int>,
    upTo greatest: Int, _ place: ShardError.Place, _ path: String
  ) throws(ShardError) {
    // Both are below 2^63 by then: `end` grows by 32-bit lengths from the header's.
    guard frame.offset == end, frame.compressedByteCount > 0,
      least.contains(Int(frame.decodedByteCount)), Int(frame.decodedByteCount) <= greatest
    else {
      throw ShardError(
        .malformed, path, place,
        expected: "a frame at byte \(end) of \(least.lowerBound) to \(greatest) bytes",
        found: "\(frame.decodedByteCount) bytes at byte \(frame.offset)")
    }
    end = frame.end
  }
}
