import ByteIO

/// The order of one data set's rows, epoch after epoch (docs/FEEDER.md, "Order").
///
/// `row(at:)` is a pure function of the key, the layout, the mode and the position. What the value
/// keeps is a cache of the epoch and window asked for last, so walking forwards costs O(1) a row;
/// a jump costs O(blocks), with `Shuffle.full` O(rows). Nothing is allocated after the first epoch.
struct SourceOrder {
  let key: OrderKey
  let layout: BlockLayout
  let shuffle: Shuffle
  /// Blocks in a window.
  let windowBlockCount: Int

  private var epoch: UInt64?
  /// The epoch's blocks in order (`window`), or its rows (`full`).
  private var permutation: [UInt32] = []
  /// The position of each window's first row, and the number of rows after the last.
  private var windowStarts: [Int] = []
  private var window: Int?
  private var windowRows: [WindowRow] = []

  private struct WindowRow {
    var place: UInt32
    var row: UInt32
  }

  init(key: OrderKey, layout: BlockLayout, shuffle: Shuffle, windowBlockCount: Int) {
    precondition(layout.rowCount > 0 && windowBlockCount > 0)
    self.key = key
    self.layout = layout
    self.shuffle = shuffle
    self.windowBlockCount = windowBlockCount
  }

  /// The blocks that must be kept decoded so that none is decoded twice in an epoch.
  var keptBlockCount: Int {
    switch shuffle {
    case .window: min(windowBlockCount, layout.blockCount)
    case .full: layout.blockCount
    case .off: 1
    }
  }

  /// Row number `position` of the endless sequence of epochs.
  mutating func row(at position: UInt64) -> SourceRow {
    let rowCount = UInt64(layout.rowCount)
    let inEpoch = Int(position % rowCount)
    switch shuffle {
    case .off:
      return stored(inEpoch) { _ in 0 }
    case .full:
      enter(position / rowCount)
      return stored(Int(permutation[inEpoch])) { $0 }
    case .window:
      enter(position / rowCount)
      enterWindow(of: inEpoch)
      let start = windowStarts[window ?? 0]
      let row = windowRows[inEpoch - start]
      return SourceRow(
        block: Int(permutation[(window ?? 0) * windowBlockCount + Int(row.place)]),
        row: Int(row.row), place: Int(row.place))
    }
  }

  private func stored(_ row: Int, place: (Int) -> Int) -> SourceRow {
    let block = layout.block(ofRow: row)
    return SourceRow(
      block: block, row: row - layout.rows(ofBlock: block).lowerBound, place: place(block))
  }

  /// Makes the permutation of `epoch`, unless it is there.
  private mutating func enter(_ epoch: UInt64) {
    guard self.epoch != epoch else { return }
    self.epoch = epoch
    window = nil
    let count = shuffle == .full ? layout.rowCount : layout.blockCount
    permutation.removeAll(keepingCapacity: true)
    permutation.append(contentsOf: 0..<UInt32(count))
    var generator = SplitMix64(
      key, epoch: epoch, shuffle == .full ? .allRows : .blocks)
    generator.shuffle(&permutation)
    guard shuffle == .window else { return }
    windowStarts.removeAll(keepingCapacity: true)
    var start = 0
    for (index, block) in permutation.enumerated() {
      if index % windowBlockCount == 0 { windowStarts.append(start) }
      start += layout.rows(ofBlock: Int(block)).count
    }
    windowStarts.append(start)
  }

  /// Makes the order of the rows of the window that holds `position`, unless it is there.
  private mutating func enterWindow(of position: Int) {
    if let window, position >= windowStarts[window], position < windowStarts[window + 1] { return }
    let number = lastWindow(startingAtOrBefore: position)
    window = number
    let first = number * windowBlockCount
    windowRows.removeAll(keepingCapacity: true)
    for index in first..<min(first + windowBlockCount, permutation.count) {
      let place = UInt32(index - first)
      for row in 0..<UInt32(layout.rows(ofBlock: Int(permutation[index])).count) {
        windowRows.append(WindowRow(place: place, row: row))
      }
    }
    var generator = SplitMix64(
      key, epoch: epoch ?? 0, .windowRows, index: UInt64(number))
    generator.shuffle(&windowRows)
  }

  private func lastWindow(startingAtOrBefore position: Int) -> Int {
    windowStarts.indices.dropLast().partitionPoint { windowStarts[$0] > position } - 1
  }
}
