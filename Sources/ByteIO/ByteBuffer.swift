/// A growable buffer of bytes that is reused from task to task.
///
/// Behind its last byte there are always `padding` bytes of allocated, zeroed memory, so that a
/// parser which loads whole vectors may read past the end of its text.
@safe package struct ByteBuffer: ~Copyable, @unchecked Sendable {
  /// Readable bytes after the last one; what simdjson asks for (`SIMDJSON_PADDING`).
  package static let padding = 64

  private var storage: UnsafeMutableRawBufferPointer
  /// Bytes in use.
  package private(set) var count: Int

  /// Makes an empty buffer with room for `capacity` bytes.
  package init(capacity: Int = 0) {
    unsafe storage = Self.allocate(capacity)
    count = 0
  }

  deinit {
    unsafe storage.deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawBufferPointer {
    let storage = UnsafeMutableRawBufferPointer.allocate(
      byteCount: capacity + padding, alignment: 64)
    unsafe UnsafeMutableRawBufferPointer(rebasing: storage[capacity...])
      .initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe storage
  }

  /// Bytes the buffer holds before it grows.
  package var capacity: Int { unsafe storage.count - Self.padding }

  /// Empties the buffer; its memory stays.
  package mutating func removeAll() {
    count = 0
  }

  /// Keeps the first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    precondition((0...count).contains(newCount))
    count = newCount
  }

  /// Makes room for `minimum` bytes in all; growth is by doubling.
  package mutating func reserve(_ minimum: Int) {
    guard minimum > capacity else { return }
    grow(to: max(minimum, capacity * 2))
  }

  private mutating func grow(to newCapacity: Int) {
    let grown = unsafe Self.allocate(newCapacity)
    // SAFETY: `grown` is larger than `count`, and the two allocations do not overlap.
    unsafe grown.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    unsafe storage.deallocate()
    unsafe storage = grown
  }

  /// Appends `bytes`.
  package mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends `bytes`.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    unsafe append(upTo: bytes.count) { target in
      // SAFETY: `target` has room for `bytes.count` bytes by the contract of `append(upTo:)`.
      unsafe target.copyMemory(from: bytes)
      return bytes.count
    }
  }

  /// Appends one byte.
  package mutating func append(_ byte: UInt8) {
    if count == capacity { reserve(count + 1) }
    // SAFETY: `count < capacity`.
    unsafe storage[count] = byte
    count += 1
  }

  /// Appends what `fill` writes: it is given room for `limit` bytes and says how many it wrote.
  package mutating func append<E: Error>(
    upTo limit: Int, fill: (UnsafeMutableRawBufferPointer) throws(E) -> Int
  ) throws(E) {
    reserve(count + limit)
    // SAFETY: `reserve` made room for `limit` bytes after `count`.
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count..<(count + limit)])
    let written = try unsafe fill(room)
    precondition((0...limit).contains(written))
    count += written
  }

  /// The bytes in use.
  package var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // SAFETY: the first `count` bytes were written, and the span cannot outlive `self`.
      let bytes = unsafe UnsafeBufferPointer(
        start: storage.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count)
      return unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
    }
  }

  /// The bytes in use, copied.
  package var array: [UInt8] {
    // SAFETY: the pointer is used within the call only.
    unsafe withUnsafeBytes { unsafe Array($0) }
  }

  /// Calls `body` with the bytes in use; `padding` bytes behind them may be read too.
  package func withUnsafeBytes<Result, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> Result
  ) throws(E) -> Result {
    try unsafe body(UnsafeRawBufferPointer(rebasing: storage[..<count]))
  }
}
