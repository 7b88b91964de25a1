package import ByteIO

/// What a thread needs to decode blocks: kept and used again, by one thread at a time.
package struct BlockScratch: ~Copyable {
  var compressed = ByteBuffer()
  var decompressor = ZstdDecompressor()

  package init() {}
}

/// An open shard.
///
/// Header, index and seek table are verified when it is opened, each block when it is read; threads
/// may read at once, each with scratch memory of its own.
package final class ShardReader: Sendable {
  package let path: String
  package let header: ShardHeader
  package let byteCount: UInt64
  private let file: File
  let index: ShardIndex

  /// Opens a shard.
  ///
  /// What is allocated is bounded by the file's own length: the header says how many blocks there
  /// are, and the file must have exactly the index and seek table that so many take.
  package init(path: String) throws(Fault) {
    file = try File.openRegular(FilePlace(path))
    byteCount = try file.byteCount()
    guard byteCount >= UInt64(ShardHeader.frameByteCount) else {
      throw Fault(
        .truncated, path, .file, expected: "at least \(ShardHeader.frameByteCount) bytes",
        found: "\(byteCount)")
    }
    var buffer = ByteBuffer()
    try file.readExactly(ShardHeader.frameByteCount, at: 0, into: &buffer)
    header = try ShardHeader(buffer.span, path)
    let indexByteCount = ShardIndex.frameByteCount(blockCount: header.blockCount)
    let tailByteCount =
      indexByteCount + ShardIndex.seekTableByteCount(blockCount: header.blockCount)
    guard byteCount >= UInt64(ShardHeader.frameByteCount + tailByteCount) else {
      throw Fault(
        .truncated, path, .file,
        expected: "at least \(ShardHeader.frameByteCount + tailByteCount) bytes for "
          + "\(header.blockCount) blocks", found: "\(byteCount)")
    }
    let indexOffset = byteCount - UInt64(tailByteCount)
    try file.readExactly(tailByteCount, at: indexOffset, into: &buffer)
    index = try ShardIndex(
      buffer.span.extracting(..<indexByteCount), header: header, offset: indexOffset, path)
    let table = index.encodedSeekTable()
    let found = buffer.span.extracting(indexByteCount...)
    guard table.indices.allSatisfy({ table[$0] == found[$0] }) else {
      throw Fault(
        .mismatch, path, .seekTable, expected: "the lengths that the index holds",
        found: "others")
    }
    self.path = path
  }

  package var blockCount: Int { header.blockCount }
  package var rowCount: Int { header.rowCount }
  /// XXH3-128 of all decoded bytes, as the index states it.
  package var decodedHash: Hash128 { index.decodedHash }

  /// The figures of this shard, for a file of this name and hash.
  package func summary(name: String, fileHash: Hash128) -> ShardSummary {
    ShardSummary(
      header: header, index: index, name: name, byteCount: byteCount, fileHash: fileHash)
  }

  /// Replaces what `buffer` holds by the bytes before the first block.
  func readHead(into buffer: inout ByteBuffer) throws(Fault) {
    try file.readExactly(ShardHeader.frameByteCount, at: 0, into: &buffer)
  }

  /// Replaces what `buffer` holds by the bytes after the last block: index and seek table.
  func readTail(into buffer: inout ByteBuffer) throws(Fault) {
    let end = index.blocks.last?.sidecar.end ?? UInt64(ShardHeader.frameByteCount)
    try file.readExactly(Int(byteCount - end), at: end, into: &buffer)
  }

  /// Reads block `number` into `block`: one `pread`, and nothing is used whose hash does not hold.
  ///
  /// `scratch.compressed` holds the block's bytes as they are in the file, unless reading failed.
  ///
  /// - Throws: `checksum` where a byte has changed; `malformed` where the bytes are as they were
  ///   written, but by someone who does not keep to the format. `block` is empty then.
  package func readBlock(
    _ number: Int, into block: inout RowBlock, scratch: inout BlockScratch
  ) throws(Fault) {
    precondition((0..<blockCount).contains(number), "block out of range")
    let entry = index.blocks[number]
    block.rowCount = 0
    try file.readExactly(
      Int(entry.tokens.compressedByteCount) + Int(entry.sidecar.compressedByteCount),
      at: entry.tokens.offset, into: &scratch.compressed)
    let split = Int(entry.tokens.compressedByteCount)
    try entry.tokens.decode(
      scratch.compressed, 0..<split, into: &block.planes, &scratch.decompressor, path,
      .block(number))
    try entry.sidecar.decode(
      scratch.compressed, split..<scratch.compressed.count, into: &block.sidecarBytes,
      &scratch.decompressor, path, .sidecar(number))
    let rowCount = header.rows(ofBlock: number).count
    var sidecar = Sidecar()
    swap(&sidecar, &block.sidecar)
    try sidecar.read(block.sidecarBytes.span, block: number, header: header, path)
    guard sidecar.contentTokenCount == entry.contentTokenCount,
      sidecar.trainedTokenCount == entry.trainedTokenCount,
      sidecar.tokenCounts.count == entry.segmentCount
    else {
      throw Fault(
        .mismatch, path, .sidecar(number),
        expected: "\(entry.contentTokenCount) tokens, \(entry.trainedTokenCount) trained, in "
          + "\(entry.segmentCount) segments",
        found: "\(sidecar.contentTokenCount), \(sidecar.trainedTokenCount), in "
          + "\(sidecar.tokenCounts.count)")
    }
    swap(&sidecar, &block.sidecar)
    block.rowLength = header.rowLength
    block.rowCount = rowCount
  }
}
