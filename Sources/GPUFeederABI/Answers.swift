import ByteIO
public import CGPUFeeder
import GPUFeeder

// SAFETY: gpufeeder.h obliges callers to pass live handles, and targets of the stated types and sizes.

/// See gpufeeder.h.
@c @implementation
public func gf_info_of(_ feeder: OpaquePointer?, _ info: UnsafeMutablePointer<gf_info>?) {
  guard let feeder = unsafe FeederHandle.of(feeder)?.feeder, let info = unsafe info else { return }
  let (layout, plan) = (feeder.layout, feeder.plan)
  func offset(_ column: BatchColumns) -> UInt64 {
    layout.byteOffset(of: column).map { UInt64($0) } ?? .max
  }
  unsafe info.pointee = gf_info(
    row_count: UInt64(layout.rowCount), row_length: UInt64(layout.rowLength),
    element_byte_count: UInt64(layout.elementType.byteCount),
    batch_byte_count: UInt64(layout.byteCount), input_ids_offset: offset(.inputIDs),
    labels_offset: offset(.labels), position_ids_offset: offset(.positionIDs),
    steps_per_epoch: UInt64(plan.stepsPerEpoch), rows_per_epoch: UInt64(plan.rowsPerEpoch),
    padded_rows_per_epoch: UInt64(plan.paddedRowCount),
    dropped_rows_per_epoch: UInt64(plan.droppedRowCount),
    repeated_rows_per_epoch: UInt64(plan.repeatedRowCount),
    pinned: feeder.isPinned.map { $0 ? 1 : 0 } ?? -1, pad_token: feeder.padToken,
    attention_mask_offset: offset(.attentionMask),
    segment_numbers_offset: offset(.segmentNumbers), segment_starts_offset: offset(.segmentStarts))
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_of_step(
  _ feeder: OpaquePointer?, _ step: UInt64, _ target: UnsafeMutablePointer<gf_row>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: target != nil) { (_, feeder) throws(Fault) in
    guard let target = unsafe target else { return gf_status(GF_USAGE) }
    for (index, row) in try feeder.rows(ofStep: step).enumerated() {
      // SAFETY: the caller has room for the rows of a batch.
      unsafe target[index] = gf_row(row: row.row, data_set: row.dataSet)
    }
    return gf_status(GF_OK)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_counts_of(
  _ feeder: OpaquePointer?, _ target: UnsafeMutablePointer<gf_counts>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: target != nil) { (_, feeder) in
    let counts = feeder.counts
    unsafe target?.pointee = gf_counts(
      batch_count: counts.batchCount, data_wait_count: counts.dataWaitCount,
      data_wait_nanoseconds: counts.dataWaitNanoseconds,
      longest_data_wait_nanoseconds: counts.longestDataWaitNanoseconds,
      device_wait_count: counts.deviceWaitCount,
      device_wait_nanoseconds: counts.deviceWaitNanoseconds,
      producer_nanoseconds: UInt64(feeder.producerSeconds * 1e9))
    return gf_status(GF_OK)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_state(
  _ feeder: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> gf_status {
  // In a forked child too: a state takes no lock.
  guard let handle = unsafe FeederHandle.of(feeder) else { return gf_status(GF_USAGE) }
  guard let state = handle.feeder?.state else { return gf_status(GF_CLOSED) }
  guard unsafe FeederHandle.copy(state.text, to: text, capacity) else {
    handle.note("a state may take 1024 bytes, there is room for \(capacity)")
    return gf_status(GF_USAGE)
  }
  return gf_status(GF_OK)
}

/// See gpufeeder.h.
@c @implementation
public func gf_message(
  _ feeder: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int
) {
  guard let handle = unsafe FeederHandle.of(feeder) else {
    unsafe FeederHandle.copy("the feeder is null", to: text, capacity)
    return
  }
  guard let feeder = handle.feeder else {
    unsafe FeederHandle.copy("the feeder was freed", to: text, capacity)
    return
  }
  do throws(Fault) {
    try feeder.checkProcess()
  } catch {
    unsafe FeederHandle.copy(error.description, to: text, capacity)
    return
  }
  unsafe FeederHandle.copy(handle.lastMessage, to: text, capacity)
}
