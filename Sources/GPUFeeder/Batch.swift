/// A leased batch: memory of the ring that nobody writes until it is given back.
@safe package struct Batch: @unchecked Sendable {
  /// The step, counted from the start of epoch 0.
  package let step: UInt64
  package let epoch: UInt64
  /// The step, counted from the start of its epoch.
  package let stepInEpoch: UInt64
  package let layout: BatchLayout
  /// The slot that holds it: what it is given back by.
  package let slot: Int
  /// The columns; valid until the batch is released or the feeder closed.
  package let bytes: UnsafeRawBufferPointer
  package let segments: BatchSegments
  /// Rows that are no padding.
  package let realRowCount: Int
  /// What stands in each row; valid until the slot is filled again; nothing in a batch that was
  /// exchanged.
  package internal(set) var rows: UnsafeBufferPointer<BatchRow>

  /// A column's bytes; nil where the batch has none.
  package func column(_ column: BatchColumns) -> UnsafeRawBufferPointer? {
    guard let offset = layout.byteOffset(of: column) else { return nil }
    // SAFETY: `bytes` is a slot of `layout.byteCount` bytes, all of whose columns lie within it; the
    // range is checked once more by the slice.
    return unsafe UnsafeRawBufferPointer(
      rebasing: bytes[offset..<(offset + layout.byteCount(of: column))])
  }
}
