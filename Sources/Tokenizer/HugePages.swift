import Glibc

/// Memory in large pages, which the processor finds faster.
///
/// SAFETY: callers own what `allocate` returns and free it once.
enum HugePages {
  private static let pageByteCount = 2 << 20

  /// Aligned memory for `byteCount` bytes, not initialized; freed with `deallocate`.
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

  /// Frees what `allocate` gave.
  static func deallocate(_ memory: UnsafeMutableRawPointer) { free(memory) }

  /// The whole large pages in the `byteCount` bytes at `memory`.
  static func pages(
    in memory: UnsafeMutableRawPointer, byteCount: Int
  ) -> UnsafeMutableRawBufferPointer {
    let mask = UInt(pageByteCount - 1)
    let start = (UInt(bitPattern: memory) + mask) & ~mask
    let end = (UInt(bitPattern: memory) + UInt(byteCount)) & ~mask
    return UnsafeMutableRawBufferPointer(
      start: UnsafeMutableRawPointer(bitPattern: start), count: start < end ? Int(end - start) : 0)
  }
}

extension [UInt32] {
  /// Reserves room for `count` ids in large pages: the memory of many ids costs as much time as
  /// finding them if it is first touched in small ones.
  package mutating func reserveHugePages(_ count: Int) {
    reserveCapacity(count)
    withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      // SAFETY: only whole pages within the reserved room are named, and the call changes no byte.
      let pages = HugePages.pages(in: UnsafeMutableRawPointer(start), byteCount: count * 4)
      madvise(pages.baseAddress, pages.count, Int32(MADV_HUGEPAGE))
    }
  }
}
