import Glibc

/// Memory for tables that are looked up at random places.
enum HugePages {
  private static let pageByteCount = 2 << 20

  /// Aligned memory for `byteCount` bytes, not initialized; freed with `free`.
  ///
  /// Large pages are asked for before the first touch, when the kernel can still give them: with
  /// small ones nearly every lookup in a table of many megabytes first misses the translation
  /// cache. A kernel that has none to give is no error.
  static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    let isLarge = byteCount >= pageByteCount
    var memory: UnsafeMutableRawPointer?
    let status = posix_memalign(&memory, isLarge ? pageByteCount : 64, byteCount)
    guard status == 0, let memory else { fatalError("out of memory: \(byteCount) bytes") }
    if isLarge { madvise(memory, byteCount, Int32(MADV_HUGEPAGE)) }
    return memory
  }
}
