import ByteIO
public import CGPUFeeder
import GPUFeeder

// SAFETY: gpufeeder.h obliges callers to pass targets of the stated types, or null.

/// See gpufeeder.h.
@c @implementation
public func gf_next(
  _ feeder: OpaquePointer?, _ timeoutSeconds: Double, _ target: UnsafeMutablePointer<gf_batch>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: target != nil) {
    (handle, feeder) throws(Fault) in
    let timeout = try FeederHandle.timeout(timeoutSeconds)
    return unsafe handle.translate(try feeder.next(timeoutSeconds: timeout), to: target)
  }
}

extension FeederHandle {
  /// Translates what `next` gives.
  fileprivate func translate(
    _ next: Feeder.Next, to target: UnsafeMutablePointer<gf_batch>?
  ) -> gf_status {
    switch next {
    case .timedOut(let what):
      note("waiting for \(what)")
      return gf_status(GF_AGAIN)
    case .ended: return gf_status(GF_END)
    case .batch(let batch):
      unsafe target?.pointee = gf_batch(
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
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_release(
  _ feeder: OpaquePointer?, _ batch: UnsafePointer<gf_batch>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: batch != nil) {
    (_, feeder) throws(Fault) in
    if let batch = unsafe batch { try feeder.release(slot: Int(unsafe batch.pointee.slot)) }
    return gf_status(GF_OK)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_next_exchange(
  _ feeder: OpaquePointer?, _ memory: UnsafeMutableRawPointer?, _ timeoutSeconds: Double,
  _ target: UnsafeMutablePointer<gf_batch>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: target != nil) {
    (handle, feeder) throws(Fault) in
    guard let memory = unsafe memory, UInt(bitPattern: memory) % 16 == 0 else {
      throw .usage("memory: expected an address of 16 bytes' alignment")
    }
    let timeout = try FeederHandle.timeout(timeoutSeconds)
    let next = unsafe try feeder.next(exchangedFor: memory, timeoutSeconds: timeout)
    return unsafe handle.translate(next, to: target)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_next_into(
  _ feeder: OpaquePointer?, _ destination: UInt64, _ stream: UnsafeMutableRawPointer?,
  _ timeoutSeconds: Double, _ target: UnsafeMutablePointer<gf_batch>?
) -> gf_status {
  unsafe FeederHandle.answer(feeder, hasArguments: target != nil) {
    (handle, feeder) throws(Fault) in
    let next = try feeder.nextInto(
      destination, stream: UInt(bitPattern: stream),
      timeoutSeconds: try FeederHandle.timeout(timeoutSeconds))
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
      unsafe target?.pointee = copied
      return gf_status(GF_OK)
    }
  }
}
