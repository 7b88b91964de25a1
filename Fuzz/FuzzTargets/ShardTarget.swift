import ByteIO
import Shards
import TestSupport

/// A shard: header, index, seek table, planes and sidecars, as it comes and with its hashes made
/// right.
package struct ShardTarget: FuzzTarget {
  private let input: InputPath

  package init() throws {
    input = try InputPath()
  }

  package func run(_ bytes: [UInt8]) { attempt(bytes, sealedBy: Seal.shard, read) }

  private func read(_ bytes: [UInt8]) throws {
    let reader = try ShardReader(path: try input.write(bytes))
    var block = RowBlock()
    var scratch = BlockScratch()
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    for number in 0..<reader.blockCount {
      try reader.readBlock(number, into: &block, scratch: &scratch)
      for row in 0..<block.rowCount {
        block.tokens(ofRow: row, into: &tokens)
        block.labels(ofRow: row, into: &labels)
        precondition(tokens.count == labels.count && tokens.allSatisfy { $0 < 131_072 })
        let lengths = block.segments(ofRow: row).map(\.tokenCount)
        precondition(lengths.reduce(0, +) == block.contentTokenCount(ofRow: row))
        precondition(block.contentTokenCount(ofRow: row) <= block.rowLength)
      }
    }
  }
}
