import ByteIO
import Glibc
import Shards
import Synchronization

@testable import GPUFeeder

/// A data set whose blocks can be slow, or broken.
final class FaultySource: BlockSource {
  let base: SplitBlocks
  /// Microseconds that each block takes.
  let delay: UInt32
  /// The block that cannot be read.
  let brokenBlock: Int?
  let readCount = Atomic<Int>(0)
  /// Set, blocks do not come.
  let isStuck = Atomic<Bool>(false)

  init(_ path: String, delay: UInt32 = 0, brokenBlock: Int? = nil) throws {
    base = try SplitBlocks(directory: path, split: "train")
    self.delay = delay
    self.brokenBlock = brokenBlock
  }

  var id: Hash128 { base.id }
  var layout: BlockLayout { base.layout }
  var rowLength: Int { base.rowLength }
  var padToken: UInt32 { base.padToken }
  var decodedByteCount: Int { base.decodedByteCount }

  func read(
    _ block: Int, into target: DecodedBlock, _ scratch: inout BlockScratch
  ) throws(Fault) {
    readCount.wrappingAdd(1, ordering: .relaxed)
    while isStuck.load(ordering: .relaxed) { usleep(1000) }
    if delay > 0 { usleep(delay) }
    if block == brokenBlock {
      throw Fault(.checksum, "x.shard", .block(block), expected: "a", found: "b")
    }
    try base.read(block, into: target, &scratch)
  }

  func shardName(ofBlock block: Int) -> String { base.shardName(ofBlock: block) }
}
