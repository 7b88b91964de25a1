/// Where an encoder's ids go: a small buffer that stays in the cache, then the caller's array.
///
/// Only counts them where they are not wanted.
///
/// SAFETY: `pending` has room for `limit + slack` ids. Whoever writes more than a few asks
/// `reserve` first; nothing writes more than `slack` ids without asking.
struct TokenOutput: ~Copyable {
  private static let limit = 4096
  /// What can be written after `reserve`: the ids of a window of 4 KiB, of as many segments of a
  /// piece that ends in it, and of a piece that is cached.
  static let slack = 3 * 4096 + 64

  let pending: UnsafeMutablePointer<UInt32>
  var pendingCount = 0
  /// The caller's array while its text is encoded; nil where ids are only counted.
  private var tokens: [UInt32]?
  private(set) var flushedCount = 0

  init() { pending = .allocate(capacity: Self.limit + Self.slack) }

  deinit { pending.deallocate() }

  /// The place of the next id.
  var next: UnsafeMutablePointer<UInt32> { pending + pendingCount }

  /// All ids since `begin`.
  var count: Int { flushedCount + pendingCount }

  /// Takes what is appended to until `finish`.
  mutating func begin(_ tokens: consuming [UInt32]?) {
    self.tokens = tokens
    (pendingCount, flushedCount) = (0, 0)
  }

  /// Makes room for `slack` ids after the pending ones.
  @inline(__always)
  mutating func reserve() {
    if pendingCount > Self.limit { flush() }
  }

  /// Writes one id; `reserve` has made room for it.
  @inline(__always)
  mutating func append(_ token: UInt32) {
    pending[pendingCount] = token
    pendingCount &+= 1
  }

  /// Writes the first `count` of `tokens`, however many.
  mutating func append(_ tokens: borrowing [UInt32], count: Int) {
    for index in 0..<count {
      reserve()
      append(tokens[index])
    }
  }

  /// Drops all ids but the first `count` since `begin`.
  mutating func rewind(to count: Int) {
    let dropped = self.count - count
    if dropped <= pendingCount {
      pendingCount -= dropped
    } else {
      tokens?.removeLast(flushedCount - count)
      (flushedCount, pendingCount) = (count, 0)
    }
  }

  /// Hands back the array, and how many ids came since `begin`.
  mutating func finish() -> (tokens: [UInt32]?, count: Int) {
    flush()
    return (exchange(&tokens, with: nil), flushedCount)
  }

  @inline(never)
  private mutating func flush() {
    tokens?.append(contentsOf: UnsafeBufferPointer(start: pending, count: pendingCount))
    flushedCount += pendingCount
    pendingCount = 0
  }
}
