import ByteIO

extension RowBlock {
  /// Makes room for any block of an open shard, so that reading one allocates nothing.
  package mutating func reserveCapacity(for reader: ShardReader) {
    var planes = 0
    var bytes = 0
    var segments = 0
    for block in reader.index.blocks {
      planes = max(planes, Int(block.tokens.decodedByteCount))
      bytes = max(bytes, Int(block.sidecar.decodedByteCount))
      segments = max(segments, Int(block.segmentCount))
    }
    self.planes.reserve(planes)
    sidecarBytes.reserve(bytes)
    sidecar.reserveCapacity(
      rowCount: reader.header.rowsPerBlock, segmentCount: segments, byteCount: bytes)
  }
}

extension BlockScratch {
  /// Makes room for any block of an open shard.
  package mutating func reserveCapacity(for reader: ShardReader) {
    compressed.reserve(
      reader.index.blocks.reduce(0) {
        max($0, Int($1.tokens.compressedByteCount) + Int($1.sidecar.compressedByteCount))
      })
  }
}
