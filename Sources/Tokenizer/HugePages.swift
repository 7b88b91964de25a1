import Glibc

/// Zeroed memory in large pages, which the processor finds faster.
///
/// Large pages are asked for before the first touch, when the kernel can still give them: with
/// small ones nearly every lookup in a table of many megabytes first misses the translation
/// cache. A kernel that has none to give is no error.
///
/// SAFETY: whoever allocates owns the memory and deallocates it once, after the last use.
struct HugePages {
  private static let pageByteCount = 2 << 20

  let base: UnsafeMutableRawPointer
  private let byteCount: Int

  /// Memory for `byteCount` bytes, all of them zero.
  static func allocate(byteCount: Int) -> HugePages {
    let whole = (byteCount + 4095) & ~4095
    guard byteCount >= pageByteCount else {
      return HugePages(base: map(whole), byteCount: whole)
    }
    // One page more, so that there is a place to begin at; what is not used is given back.
    let memory = map(whole + pageByteCount)
    let base = pages(in: memory, byteCount: whole + pageByteCount).baseAddress ?? memory
    let before = base - memory
    if before > 0 { munmap(memory, before) }
    munmap(base + whole, pageByteCount - before)
    madvise(base, whole, Int32(MADV_HUGEPAGE))
    return HugePages(base: base, byteCount: whole)
  }

  func deallocate() { munmap(base, byteCount) }

  private static func map(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let memory = mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { fatalError("out of memory: \(byteCount) bytes") }
    return memory
  }

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

/// Memory for many tables side by side, so that small ones lie in large pages too.
///
/// SAFETY: as for `HugePages`; whoever takes `blocks` deallocates each once.
struct TableMemory {
  private static let blockByteCount = 16 << 20
  /// Tables begin at cache lines.
  private static let alignment = 64

  private(set) var blocks: [HugePages] = []
  private var next = UnsafeMutableRawPointer(bitPattern: 64)
  private var leftByteCount = 0

  /// Zeroed memory for `count` elements.
  mutating func allocate<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int
  ) -> UnsafeMutablePointer<Element> {
    let mask = Self.alignment - 1
    let byteCount = (count * MemoryLayout<Element>.stride + mask) & ~mask
    if byteCount > leftByteCount {
      let block = HugePages.allocate(byteCount: max(byteCount, Self.blockByteCount))
      blocks.append(block)
      (next, leftByteCount) = (block.base, max(byteCount, Self.blockByteCount))
    }
    guard let place = next else { fatalError("a block without memory") }
    next = place + byteCount
    leftByteCount -= byteCount
    return place.bindMemory(to: Element.self, capacity: count)
  }
}
