import Shards

/// Writes rows of decoded blocks into the columns of a slot.
///
/// Each element is written once, but for trained labels, which are written over the -100 of their
/// row while it is in the cache. The slow twin is in Tests/GPUFeederTests/ReferenceBatch.swift.
struct RowWriter: ~Copyable {
  let layout: BatchLayout
  let padToken: UInt32
  /// A row's ids on the way to 64 bits: 4 bytes a token, which stay in the cache.
  private var ids: [UInt32]

  init(layout: BatchLayout, padToken: UInt32) {
    self.layout = layout
    self.padToken = padToken
    ids = [UInt32](repeating: 0, count: layout.elementType == .int64 ? layout.rowLength : 0)
  }

  /// Writes row `row` of `block` as row `index` of the batch in `slot`.
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
    if let positions = unsafe start(of: .positionIDs, index, slot) {
      var start = 0
      for segment in 0..<block.segmentCount(ofRow: row) {
        let count = block.segment(segment, ofRow: row).tokenCount
        unsafe ramp(from: start, count, positions)
        start += count
      }
      unsafe ramp(from: start, layout.rowLength - start, positions)
    }
  }

  /// Writes a row of padding as row `index` of the batch.
  ///
  /// SAFETY: as for `write`.
  func writePadding(to index: Int, of slot: UnsafeMutableRawBufferPointer) {
    for (column, value) in [
      (BatchColumns.inputIDs, Int64(padToken)), (.labels, Int64(RowBlock.ignoredLabel)),
    ] {
      guard let first = unsafe start(of: column, index, slot) else { continue }
      switch layout.elementType {
      case .int32:
        // SAFETY: `start` checked that the row's elements lie within the slot.
        unsafe first.assumingMemoryBound(to: Int32.self)
          .update(repeating: Int32(value), count: layout.rowLength)
      case .int64:
        unsafe first.assumingMemoryBound(to: Int64.self)
          .update(repeating: value, count: layout.rowLength)
      }
    }
    if let positions = unsafe start(of: .positionIDs, index, slot) {
      unsafe ramp(from: 0, layout.rowLength, positions)
    }
  }

  /// The first byte of row `index` of a column, all of which lies within `slot`.
  private func start(
    of column: BatchColumns, _ index: Int, _ slot: UnsafeMutableRawBufferPointer
  ) -> UnsafeMutableRawPointer? {
    guard let offset = layout.byteOffset(of: column), let base = slot.baseAddress else {
      return nil
    }
    precondition((0..<layout.rowCount).contains(index) && slot.count >= layout.byteCount)
    return unsafe base + offset + index * layout.rowLength * layout.elementType.byteCount
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

  /// Writes 0, 1, … to elements `start ..< start + count` of a row.
  private func ramp(from start: Int, _ count: Int, _ row: UnsafeMutableRawPointer) {
    // SAFETY: segments do not go beyond their row, which `RowBlock` guarantees.
    switch layout.elementType {
    case .int32:
      let target = unsafe row.assumingMemoryBound(to: Int32.self) + start
      for index in 0..<count { unsafe target[index] = Int32(truncatingIfNeeded: index) }
    case .int64:
      let target = unsafe row.assumingMemoryBound(to: Int64.self) + start
      for index in 0..<count { unsafe target[index] = Int64(index) }
    }
  }
}
