import CFeederSystem
import Glibc

/// The memory of a ring's slots: one mapping, made when the feeder is opened.
///
/// Shared memory without a name (`memfd_create`), present from the start, and not mapped in a
/// forked child: a device may copy from it, and neither a fork nor a page fault may get in between.
@safe final class RingMemory: @unchecked Sendable {
  let slotCount: Int
  let slotByteCount: Int
  let byteCount: Int
  private let forkGeneration = cprep_fork_generation()
  private let start: UnsafeMutableRawPointer

  init(slotCount: Int, slotByteCount: Int) throws(FeederError) {
    self.slotCount = slotCount
    self.slotByteCount = slotByteCount
    let page = Int(sysconf(CInt(_SC_PAGESIZE)))
    byteCount = (max(1, slotCount * slotByteCount) + page - 1) / page * page
    var address: UnsafeMutableRawPointer?
    let status = unsafe cprep_ring_map(byteCount, &address)
    guard status == 0, let address = unsafe address else {
      throw .system("map \(byteCount) bytes for the ring", errorNumber: status)
    }
    unsafe start = address
  }

  deinit {
    // In a forked child the memory is not mapped, and something else may be in its place.
    guard cprep_fork_generation() == forkGeneration else { return }
    unsafe cprep_ring_unmap(start, byteCount)
  }

  /// The first byte of the mapping.
  var base: UnsafeMutableRawPointer { unsafe start }

  /// The bytes of a slot.
  ///
  /// SAFETY: they are valid as long as this object is; who may touch them when is the ring's affair.
  func slot(_ number: Int) -> UnsafeMutableRawBufferPointer {
    precondition((0..<slotCount).contains(number))
    return unsafe UnsafeMutableRawBufferPointer(
      start: start + number * slotByteCount, count: slotByteCount)
  }
}
