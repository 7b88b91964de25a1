public import CGPUFeeder
import GPUFeeder

// SAFETY: gpufeeder.h obliges callers to pass live handles, and targets of the stated types.

/// See gpufeeder.h.
@c @implementation
public func gf_next(
  _ feeder: OpaquePointer, _ timeoutSeconds: Double, _ target: UnsafeMutablePointer<gf_batch>
) -> gf_status {
  let handle = unsafe FeederHandle.of(feeder)
  return unsafe handle.answer(target) { () throws(FeederError) in
    try handle.feeder.next(timeoutSeconds: timeoutSeconds < 0 ? nil : timeoutSeconds)
  }
}

extension FeederHandle {
  /// Translates what `next` gives.
  fileprivate func answer(
    _ target: UnsafeMutablePointer<gf_batch>, _ next: () throws(FeederError) -> Feeder.Next
  ) -> gf_status {
    do throws(FeederError) {
      switch try next() {
      case .timedOut(let what):
        note("waiting for \(what)")
        return gf_status(GF_AGAIN)
      case .ended: return gf_status(GF_END)
      case .batch(let batch):
        unsafe target.pointee = gf_batch(
          step: batch.step, epoch: batch.epoch, step_in_epoch: batch.stepInEpoch,
          real_row_count: UInt64(batch.realRowCount),
          input_ids: batch.column(.inputIDs)?.baseAddress,
          labels: batch.column(.labels)?.baseAddress,
          position_ids: batch.column(.positionIDs)?.baseAddress,
          rows: UnsafeRawPointer(batch.rows.baseAddress)?.assumingMemoryBound(to: gf_row.self),
          slot: UInt32(batch.slot), segment_count: UInt64(batch.segments.count),
          longest_segment: UInt64(batch.segments.longest), slot_memory: batch.bytes.baseAddress)
        return gf_status(GF_OK)
      }
    } catch {
      return note(error)
    }
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_release(
  _ feeder: OpaquePointer, _ batch: UnsafePointer<gf_batch>
) -> gf_status {
  let handle = unsafe FeederHandle.of(feeder)
  do throws(FeederError) {
    try handle.feeder.release(slot: Int(unsafe batch.pointee.slot))
    return gf_status(GF_OK)
  } catch {
    return handle.note(error)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_next_exchange(
  _ feeder: OpaquePointer, _ memory: UnsafeMutableRawPointer, _ timeoutSeconds: Double,
  _ target: UnsafeMutablePointer<gf_batch>
) -> gf_status {
  let handle = unsafe FeederHandle.of(feeder)
  return unsafe handle.answer(target) { () throws(FeederError) in
    unsafe try handle.feeder.next(
      exchangedFor: memory, timeoutSeconds: timeoutSeconds < 0 ? nil : timeoutSeconds)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_next_into(
  _ feeder: OpaquePointer, _ destination: UInt64, _ stream: UnsafeMutableRawPointer?,
  _ timeoutSeconds: Double, _ target: UnsafeMutablePointer<gf_batch>
) -> gf_status {
  let handle = unsafe FeederHandle.of(feeder)
  do throws(FeederError) {
    let next = try handle.feeder.nextInto(
      destination, stream: UInt(bitPattern: stream),
      timeoutSeconds: timeoutSeconds < 0 ? nil : timeoutSeconds)
    switch next {
    case .timedOut(let what):
      handle.note("waiting for \(what)")
      return gf_status(GF_AGAIN)
    case .ended: return gf_status(GF_END)
    case .batch(let batch):
      var copied = unsafe gf_batch()
      unsafe copied.step = batch.step
      unsafe copied.epoch = batch.epoch
      unsafe copied.step_in_epoch = batch.stepInEpoch
      unsafe copied.real_row_count = UInt64(batch.realRowCount)
      unsafe copied.segment_count = UInt64(batch.segments.count)
      unsafe copied.longest_segment = UInt64(batch.segments.longest)
      unsafe target.pointee = copied
      return gf_status(GF_OK)
    }
  } catch {
    return handle.note(error)
  }
}
