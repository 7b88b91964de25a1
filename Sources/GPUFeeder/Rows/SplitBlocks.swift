import ByteIO
import Shards

/// The blocks of a split on disk.
///
/// At most `openLimit` shards with at most `openBlockLimit` blocks are open at a time, so files and
/// memory are bounded for any size of data set; what was not used for longest is closed first.
final class SplitBlocks: BlockSource {
  static let openLimit = 64
  /// An open shard holds about 100 bytes a block.
  static let openBlockLimit = 1 << 16

  let id: Hash128
  let layout: BlockLayout
  private let dataset: Dataset
  private let split: Int
  private let state = Monitor(State())

  private struct OpenShard {
    var number: Int
    var reader: ShardReader
    var capacity: BlockCapacity
    var lastUse: UInt64
  }

  private struct State {
    var open: [OpenShard] = []
    var useCount: UInt64 = 0

    mutating func find(_ number: Int) -> OpenShard? {
      useCount += 1
      guard let index = open.firstIndex(where: { $0.number == number }) else { return nil }
      open[index].lastUse = useCount
      return open[index]
    }

    /// Adds a shard, and closes others until the limits hold.
    mutating func insert(_ shard: OpenShard) {
      var blockCount = shard.reader.blockCount + open.reduce(0) { $0 + $1.reader.blockCount }
      while open.count >= openLimit || (blockCount > openBlockLimit && !open.isEmpty) {
        let oldest = open.indices.min { open[$0].lastUse < open[$1].lastUse } ?? 0
        blockCount -= open[oldest].reader.blockCount
        open.remove(at: oldest)
      }
      open.append(shard)
    }
  }

  /// - Throws: What keeps it from being opened; `usage` where there is no such split.
  init(directory: String, split name: String) throws(Fault) {
    let dataset = try Dataset(directory)
    let manifest = dataset.manifest
    guard let split = dataset.split(named: name) else {
      let names = manifest.splits.map(\.name).joined(separator: ", ")
      throw .usage("\(directory) has no split '\(name)'; it has: \(names)")
    }
    guard manifest.splits[split].rowCount > 0 else {
      throw .usage("the split '\(name)' of \(directory) has no rows")
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
  ) throws(Fault) {
    let place = place(ofBlock: block)
    let shard = try shard(place.shard)
    target.number = -1
    target.rows.reserveCapacity(shard.capacity)
    scratch.reserveCapacity(shard.capacity)
    try shard.reader.readBlock(place.block, into: &target.rows, scratch: &scratch)
    target.number = block
  }

  private func shard(_ number: Int) throws(Fault) -> OpenShard {
    if let found = state.withLock({ $0.find(number) }) { return found }
    let reader = try dataset.openShard(number)
    let shard = OpenShard(
      number: number, reader: reader, capacity: BlockCapacity(of: reader), lastUse: .max)
    return state.withLock { state in
      var shard = shard
      shard.lastUse = state.useCount
      state.insert(shard)
      return shard
    }
  }
}
