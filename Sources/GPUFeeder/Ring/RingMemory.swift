import ByteIO
import CFeederSystem
import Glibc

/// The memory of a ring's slots: one mapping, made when the feeder is opened, or the caller's.
///
/// The mapping is shared memory without a name (`memfd_create`), present from the start, and not
/// mapped in a forked child: a device may copy from it, and neither a fork nor a page fault may get
/// in between.
@safe final class RingMemory: @unchecked Sendable {
  let slotCount: Int
  let slotByteCount: Int
  let byteCount: Int
  private let forkGeneration = cprep_fork_generation()
  /// The mapping; nil where the memory is the caller's.
  private let mapping: UnsafeMutableRawPointer?
  /// The first byte of each slot.
  ///
  /// One that is leased is the consumer's to exchange; the ring's lock hands it back to the producer.
  /// Memory of its own and no array: writing one place of an array may move all of them, while the
  /// producer reads another.
  private let slots: UnsafeMutablePointer<UnsafeMutableRawPointer>

  /// - Throws: `usage` where the machine, or a control group it is in, has less memory left;
  ///   `system` where the mapping is refused.
  init(slotCount: Int, slotByteCount: Int) throws(Fault) {
    self.slotCount = slotCount
    self.slotByteCount = slotByteCount
    let page = Int(sysconf(CInt(_SC_PAGESIZE)))
    byteCount = (max(1, slotCount * slotByteCount) + page - 1) / page * page
    // The mapping is present from the start: more than there is would end some process, and not
    // this call.
    let available = cprep_available_byte_count()
    guard UInt64(byteCount) <= available else {
      throw .usage(
        "the ring takes \(byteCount) bytes (\(slotCount) slots of \(slotByteCount)), and "
          + "\(available) bytes of memory are available: choose a smaller batch, fewer columns or "
          + "fewer slots")
    }
    var address: UnsafeMutableRawPointer?
    let status = unsafe cprep_ring_map(byteCount, &address)
    guard status == 0, let address = unsafe address else {
      throw .system("map \(byteCount) bytes for the ring", errorNumber: status)
    }
    unsafe mapping = address
    unsafe slots = .allocate(capacity: slotCount)
    for slot in 0..<slotCount {
      unsafe (slots + slot).initialize(to: address + slot * slotByteCount)
    }
  }

  /// Slots in memory that the caller lends.
  ///
  /// SAFETY: as `SlotMemory` says.
  init(_ lent: SlotMemory, slotByteCount: Int) {
    slotCount = unsafe lent.slots.count
    self.slotByteCount = slotByteCount
    byteCount = slotCount * slotByteCount
    unsafe mapping = nil
    unsafe slots = .allocate(capacity: slotCount)
    for slot in 0..<slotCount { unsafe (slots + slot).initialize(to: lent.slots[slot]) }
  }

  deinit {
    unsafe slots.deallocate()
    // In a forked child the memory is not mapped, and something else may be in its place.
    guard cprep_fork_generation() == forkGeneration, let mapping = unsafe mapping else { return }
    unsafe cprep_ring_unmap(mapping, byteCount)
  }

  /// The first byte of the mapping.
  var base: UnsafeMutableRawPointer { unsafe slots[0] }

  /// Puts `memory` in the place of a slot's that is leased; what was there is the caller's again.
  ///
  /// SAFETY: as `SlotMemory` says.
  func exchange(_ number: Int, for memory: UnsafeMutableRawPointer) {
    precondition(unsafe mapping == nil, "slots of a mapping stay")
    precondition((0..<slotCount).contains(number))
    unsafe slots[number] = memory
  }

  /// The bytes of a slot.
  ///
  /// SAFETY: they are valid as long as this object is; who may touch them when is the ring's affair.
  func slot(_ number: Int) -> UnsafeMutableRawBufferPointer {
    precondition((0..<slotCount).contains(number))
    return unsafe UnsafeMutableRawBufferPointer(start: slots[number], count: slotByteCount)
  }
}
