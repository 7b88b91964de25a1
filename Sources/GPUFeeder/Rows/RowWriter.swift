import Shards

/// Writes rows of decoded blocks into the columns of a slot.
///
/// Each element is written once, but for trained labels, which are written over the -100 of their
/// row while it is in the cache. The slow twin is in Tests/GPUFeederTests/ReferenceBatch.swift.
struct RowWriter: ~Copyable {
  let layout: BatchLayout
  let padToken: UInt32
  /// The segments of the rows written since `begin`.
  private(set) var segments = BatchSegments()
  /// A row's ids on the way to 64 bits: 4 bytes a token, which stay in the cache.
  private var ids: [UInt32]

  init(layout: BatchLayout, padToken: UInt32) {
    self.layout = layout
    self.padToken = padToken
    ids = [UInt32](repeating: 0, count: layout.elementType == .int64 ? layout.rowLength : 0)
  }

  /// Begins another batch.
  mutating func begin() {
    segments = BatchSegments()
  }

  /// Writes row `row` of `block` as row `index` of the batch in `slot`; rows come in order.
  ///
  /// SAFETY: `slot` has `layout.byteCount` bytes that no one else touches now.
  mutating func write(
    _ block: borrowing RowBlock, row: Int, to index: Int,
    of slot: UnsafeMutableRawBufferPointer
  ) {
    precondition(block.rowLength == layout.rowLength)
    switch layout.elementType {
    case .int32: unsafe writeNarrow(block, row, index, slot)
    case .int64: unsafe writeWide(block, row, index, slot)
    }
    let target = unsafe target(index, slot)
    var start = 0
    for segment in 0..<block.segmentCount(ofRow: row) {
      let count = block.segment(segment, ofRow: row).tokenCount
      target.write(start, count, number: segments.count)
      segments.add(tokenCount: count)
      start += count
    }
    let left = layout.rowLength - start
    guard left > 0 else { return }
    target.write(start, left, number: segments.count, isPadding: true)
    segments.add(tokenCount: left)
  }

  /// Writes a row of padding as row `index` of the batch.
  ///
  /// SAFETY: as for `write`.
  mutating func writePadding(to index: Int, of slot: UnsafeMutableRawBufferPointer) {
    for (column, value) in [
      (BatchColumns.inputIDs, Int64(padToken)), (.labels, Int64(RowBlock.ignoredLabel)),
    ] {
      guard let first = unsafe start(of: column, index, slot) else { continue }
      unsafe layout.elementType.fill(first, value, layout.rowLength)
    }
    let target = unsafe target(index, slot)
    target.write(0, layout.rowLength, number: segments.count, isPadding: true)
    if let mask = unsafe target.mask { unsafe layout.elementType.fill(mask, 1, 1) }
    segments.add(tokenCount: layout.rowLength)
  }

  /// Writes what stands after the last segment's start, once all rows are there.
  ///
  /// SAFETY: as for `write`.
  func finish(_ slot: UnsafeMutableRawBufferPointer) {
    guard let starts = unsafe starts(slot) else { return }
    // SAFETY: there are at most as many segments as tokens, and room for one number more.
    unsafe starts[segments.count] = Int32(layout.tokenCount)
  }

  /// Where the segments of row `index` are to be written.
  private func target(
    _ index: Int, _ slot: UnsafeMutableRawBufferPointer
  ) -> SegmentTarget {
    unsafe SegmentTarget(
      elementType: layout.elementType, rowStart: index * layout.rowLength,
      labels: start(of: .labels, index, slot), positions: start(of: .positionIDs, index, slot),
      mask: start(of: .attentionMask, index, slot),
      numbers: start(of: .segmentNumbers, index, slot)?.assumingMemoryBound(to: Int32.self),
      starts: starts(slot))
  }

  /// The segments' starts, all of which lie within `slot`.
  private func starts(_ slot: UnsafeMutableRawBufferPointer) -> UnsafeMutablePointer<Int32>? {
    guard let offset = layout.byteOffset(of: .segmentStarts), let base = slot.baseAddress else {
      return nil
    }
    precondition(slot.count >= layout.byteCount)
    return unsafe (base + offset).assumingMemoryBound(to: Int32.self)
  }

  /// The first byte of row `index` of a column, all of which lies within `slot`.
  private func start(
    of column: BatchColumns, _ index: Int, _ slot: UnsafeMutableRawBufferPointer
  ) -> UnsafeMutableRawPointer? {
    guard let offset = layout.byteOffset(of: column), let base = slot.baseAddress else {
      return nil
    }
    precondition((0..<layout.rowCount).contains(index) && slot.count >= layout.byteCount)
    let stride = layout.byteCount(of: column) / layout.rowCount
    return unsafe base + offset + index * stride
  }

  private func writeNarrow(
    _ block: borrowing RowBlock, _ row: Int, _ index: Int, _ slot: UnsafeMutableRawBufferPointer
  ) {
    // SAFETY: `start` made sure of room for a row; ids are below 2^17, so Int32 and UInt32 are
    // the same bits.
    if let ids = unsafe start(of: .inputIDs, index, slot) {
      unsafe block.copyTokens(
        ofRow: row, from: 0, count: layout.rowLength, to: ids.assumingMemoryBound(to: UInt32.self))
    }
    if let labels = unsafe start(of: .labels, index, slot) {
      unsafe block.copyLabels(ofRow: row, to: labels.assumingMemoryBound(to: Int32.self))
    }
  }

  private mutating func writeWide(
    _ block: borrowing RowBlock, _ row: Int, _ index: Int, _ slot: UnsafeMutableRawBufferPointer
  ) {
    let rowLength = layout.rowLength
    let wideIDs = unsafe start(of: .inputIDs, index, slot)?.assumingMemoryBound(to: Int64.self)
    let wideLabels = unsafe start(of: .labels, index, slot)?.assumingMemoryBound(to: Int64.self)
    // SAFETY: `ids` has `rowLength` elements, and `start` made sure of room for as many.
    unsafe ids.withUnsafeMutableBufferPointer { ids in
      guard let ids = ids.baseAddress else { return }
      unsafe block.copyTokens(ofRow: row, from: 0, count: rowLength, to: ids)
      if let wideIDs = unsafe wideIDs { unsafe Self.widen(ids, rowLength, wideIDs) }
      guard let wideLabels = unsafe wideLabels else { return }
      unsafe wideLabels.update(repeating: Int64(RowBlock.ignoredLabel), count: rowLength)
      block.forEachTrainedSpan(ofRow: row) { span in
        unsafe Self.widen(ids + span.lowerBound, span.count, wideLabels + span.lowerBound)
      }
    }
  }

  private static func widen(
    _ source: UnsafePointer<UInt32>, _ count: Int, _ target: UnsafeMutablePointer<Int64>
  ) {
    for index in 0..<count { unsafe target[index] = Int64(source[index]) }
  }
}
