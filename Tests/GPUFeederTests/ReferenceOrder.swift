import ByteIO

@testable import GPUFeeder

/// The slow, obvious twin of the order: whole epochs as lists, by the words of docs/FEEDER.md.
struct ReferenceOrder {
  /// A row as (data set, row of the split).
  struct Row: Hashable {
    var source: Int
    var row: Int
  }

  struct Source {
    var id: Hash128
    /// The rows of each block, in the order of the shards.
    var blocks: [[Int]]
    var weight: Int
  }

  var sources: [Source]
  var seed: UInt64
  var shuffle: Shuffle
  var windowBlockCount: Int

  /// Blocks of `rowsPerBlock` rows, cut anew at each shard.
  static func blocks(rowCount: Int, rowsPerBlock: Int, rowsPerShard: Int) -> [[Int]] {
    var blocks: [[Int]] = []
    for row in 0..<rowCount {
      if row % rowsPerShard % rowsPerBlock == 0 { blocks.append([]) }
      blocks[blocks.count - 1].append(row)
    }
    return blocks
  }

  /// Fisher and Yates with the generator of the documentation.
  private func shuffled<Element>(
    _ list: [Element], id: Hash128, epoch: UInt64, stream: UInt64, index: UInt64
  ) -> [Element] {
    func mix(_ value: UInt64) -> UInt64 {
      var z = value &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    var state = [id.low, id.high, seed, epoch, stream, index].reduce(0) { mix($0 ^ $1) }
    func draw(below bound: UInt64) -> UInt64 {
      while true {
        let word = mix(state)
        state = state &+ 0x9E37_79B9_7F4A_7C15
        let product = word.multipliedFullWidth(by: bound)
        if product.low >= (0 &- bound) % bound { return product.high }
      }
    }
    var list = list
    for last in list.indices.dropFirst().reversed() {
      list.swapAt(last, Int(draw(below: UInt64(last + 1))))
    }
    return list
  }

  /// All rows of a data set in the order of one of its epochs.
  func epoch(_ epoch: UInt64, of source: Source) -> [Int] {
    switch shuffle {
    case .off: return source.blocks.flatMap { $0 }
    case .full:
      return shuffled(
        source.blocks.flatMap { $0 }, id: source.id, epoch: epoch, stream: 3, index: 0)
    case .window:
      let blocks = shuffled(source.blocks, id: source.id, epoch: epoch, stream: 1, index: 0)
      return stride(from: 0, to: blocks.count, by: windowBlockCount).enumerated().flatMap {
        number, start in
        let rows = blocks[start..<min(start + windowBlockCount, blocks.count)].flatMap { $0 }
        return shuffled(
          rows, id: source.id, epoch: epoch, stream: 2, index: UInt64(number))
      }
    }
  }

  /// The first `count` rows of the endless sequence.
  func rows(_ count: Int) -> [Row] {
    let id = Mixture.identity(of: sources.map(\.id), weights: sources.map(\.weight))
    let divisor = sources.map(\.weight).reduce(0, Mixture.greatestCommonDivisor)
    let cycle = sources.indices.flatMap { index in
      [Int](repeating: index, count: sources[index].weight / divisor)
    }
    var streams = sources.map { _ in [Int]() }
    var taken = sources.map { _ in 0 }
    var epochs = sources.map { _ in UInt64(0) }
    var rows: [Row] = []
    for number in 0... {
      for source in shuffled(cycle, id: id, epoch: 0, stream: 4, index: UInt64(number)) {
        if taken[source] == streams[source].count {
          streams[source] += epoch(epochs[source], of: sources[source])
          epochs[source] += 1
        }
        rows.append(Row(source: source, row: streams[source][taken[source]]))
        taken[source] += 1
        if rows.count == count { return rows }
      }
    }
    return rows
  }

  /// The rows of step `step` over all ranks; nil for padding.
  static func step(
    _ step: Int, of sequence: [Row], rowsPerEpoch: Int, globalBatchSize: Int, tail: TailRule
  ) -> [Row?] {
    let stepsPerEpoch =
      tail == .drop
      ? rowsPerEpoch / globalBatchSize
      : (rowsPerEpoch + globalBatchSize - 1) / globalBatchSize
    let epochStart = step / stepsPerEpoch * rowsPerEpoch
    let epoch = Array(sequence[epochStart..<(epochStart + rowsPerEpoch)])
    let start = step % stepsPerEpoch * globalBatchSize
    let left = epoch.dropFirst(start).prefix(globalBatchSize)
    if left.count == globalBatchSize { return Array(left) }
    switch tail {
    case .drop: return []
    case .wrap:
      return (0..<globalBatchSize).map { epoch[(start + $0) % rowsPerEpoch] }
    case .pad:
      var rows = [Row?](repeating: nil, count: globalBatchSize)
      for (number, row) in left.enumerated() { rows[number * globalBatchSize / left.count] = row }
      return rows
    }
  }
}
