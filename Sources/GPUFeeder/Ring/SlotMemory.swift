/// Memory that a caller lends a feeder for its slots, so that what is in it can become the caller's
/// without a copy.
///
/// SAFETY: each has `slotByteCount` bytes, is aligned to 16, and is touched by nobody else
/// until its batch was leased or the feeder closed.
@safe package struct SlotMemory: @unchecked Sendable {
  let slots: [UnsafeMutableRawPointer]
  let slotByteCount: Int

  package init(_ slots: [UnsafeMutableRawPointer], slotByteCount: Int) {
    self.slotByteCount = slotByteCount
    unsafe self.slots = slots
  }
}
