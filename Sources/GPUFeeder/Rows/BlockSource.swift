import ByteIO
import Shards

/// A split of a data set, block by block.
///
/// The feeder's only way to data: tests put slow and broken ones in its place.
protocol BlockSource: Sendable {
  var id: Hash128 { get }
  var layout: BlockLayout { get }
  var rowLength: Int { get }
  var padToken: UInt32 { get }
  /// Bytes that all blocks take when decoded, about.
  var decodedByteCount: Int { get }

  /// Reads and verifies a block, numbered through the split.
  func read(
    _ block: Int, into target: DecodedBlock, _ scratch: inout BlockScratch
  ) throws(Fault)

  /// The shard of a block, for messages.
  func shardName(ofBlock block: Int) -> String
}

/// A block's rows, kept and used again.
final class DecodedBlock {
  var rows = RowBlock()
  /// The block that `rows` holds, numbered through the split; -1 for none.
  var number = -1
}
