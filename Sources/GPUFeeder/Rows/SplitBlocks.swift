import ByteIO
import Shards

/// The blocks of a split on disk.
///
/// At most `openLimit` shards are open at a time, so files and memory are bounded for any size of
/// data set; the one that was not used for longest is closed first.
final class SplitBlocks: BlockSource {
  static let openLimit = 64

  let id: Hash128
  let layout: BlockLayout
  private let dataset: Dataset
  private let split: Int
  private let state = Monitor(State())

  private struct State {
    var open: [(shard: Int, reader: ShardReader, lastUse: UInt64)] = []
    var useCount: UInt64 = 0
  }

  /// - Throws: `dataSet` where it cannot be opened, `options` where there is no such split.
  init(directory: String, split name: String) throws(FeederError) {
    let dataset: Dataset
    do {
      dataset = try Dataset(directory)
    } catch {
      throw .dataSet(error)
    }
    let manifest = dataset.manifest
    guard let split = dataset.split(named: name) else {
      let names = manifest.splits.map(\.name).joined(separator: ", ")
      throw .options("\(directory) has no split '\(name)'; it has: \(names)")
    }
    guard manifest.splits[split].rowCount > 0 else {
      throw .options("the split '\(name)' of \(directory) has no rows")
    }
    self.dataset = dataset
    self.split = split
    id = manifest.dataSetID
    layout = BlockLayout(
      rowCount: manifest.splits[split].rowCount, rowsPerBlock: manifest.rowsPerBlock,
      rowsPerShard: manifest.rowsPerShard)
  }

  var rowLength: Int { dataset.manifest.rowLength }
  var padToken: UInt32 { dataset.manifest.padToken }

  var decodedByteCount: Int {
    let name = dataset.manifest.splits[split].name
    let segments = dataset.manifest.shards(ofSplit: name).reduce(0) { $0 + Int($1.segmentCount) }
    // Two planes, 17 bits a token; a segment and its trained run, encoded and decoded.
    return layout.rowCount * rowLength * 17 / 8 + 72 * segments + 64 * layout.rowCount
  }

  private func place(ofBlock block: Int) -> Dataset.RowPlace {
    dataset.place(ofRow: layout.rows(ofBlock: block).lowerBound, split: split)
  }

  func shardName(ofBlock block: Int) -> String {
    dataset.manifest.shards[place(ofBlock: block).shard].name
  }

  func read(
    _ block: Int, into target: DecodedBlock, _ scratch: inout BlockScratch
  ) throws(ShardError) {
    let place = place(ofBlock: block)
    let reader = try reader(ofShard: place.shard)
    target.number = -1
    target.rows.reserveCapacity(for: reader)
    scratch.reserveCapacity(for: reader)
    try reader.readBlock(place.block, into: &target.rows, scratch: &scratch)
    target.number = block
  }

  private func reader(ofShard shard: Int) throws(ShardError) -> ShardReader {
    let found = state.withLock { state -> ShardReader? in
      state.useCount += 1
      guard let index = state.open.firstIndex(where: { $0.shard == shard }) else { return nil }
      state.open[index].lastUse = state.useCount
      return state.open[index].reader
    }
    if let found { return found }
    let reader = try dataset.openShard(shard)
    state.withLock { state in
      let entry = (shard: shard, reader: reader, lastUse: state.useCount)
      if state.open.count < Self.openLimit {
        state.open.append(entry)
      } else if let oldest = state.open.indices.min(by: {
        state.open[$0].lastUse < state.open[$1].lastUse
      }) {
        state.open[oldest] = entry
      }
    }
    return reader
  }
}
