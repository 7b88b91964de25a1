import ByteIO

/// What the blocks of a shard take at the most, so that reading one need not allocate.
package struct BlockCapacity: Sendable, Equatable {
  var planeByteCount = 0
  var sidecarByteCount = 0
  var segmentCount = 0
  var compressedByteCount = 0
  var rowCount = 0

  /// The greatest of the shard's blocks.
  ///
  /// - Complexity: O(blocks).
  package init(of reader: ShardReader) {
    rowCount = reader.header.rowsPerBlock
    for block in reader.index.blocks {
      planeByteCount = max(planeByteCount, Int(block.tokens.decodedByteCount))
      sidecarByteCount = max(sidecarByteCount, Int(block.sidecar.decodedByteCount))
      segmentCount = max(segmentCount, Int(block.segmentCount))
      compressedByteCount = max(
        compressedByteCount,
        Int(block.tokens.compressedByteCount) + Int(block.sidecar.compressedByteCount))
    }
  }
}

extension RowBlock {
  /// Makes room for any block of a shard.
  package mutating func reserveCapacity(_ capacity: BlockCapacity) {
    planes.reserve(capacity.planeByteCount)
    sidecarBytes.reserve(capacity.sidecarByteCount)
    sidecar.reserveCapacity(
      rowCount: capacity.rowCount, segmentCount: capacity.segmentCount,
      byteCount: capacity.sidecarByteCount)
  }
}

extension BlockScratch {
  /// Makes room for any block of a shard.
  package mutating func reserveCapacity(_ capacity: BlockCapacity) {
    compressed.reserve(capacity.compressedByteCount)
  }
}
