import Glibc

/// Merges stretches of any length, in linear time and constant memory, a window at a time.
///
/// A sequence of ids is what a stretch merges to if and only if each neighbouring two of them are
/// what their own bytes merge to (docs/TOKENIZER.md has the argument). So a stretch can be merged
/// in windows: of each window the ids near its end are dropped, since what follows might change
/// them, the next window starts after those that are kept, and the seam is right exactly when
/// the two ids that meet there stay apart when they are merged together.
///
/// Where no seam of a window is right, all is done again with larger windows; the largest is the
/// whole stretch. That happens where tokens are as long as windows: runs of spaces.
struct WindowMerger: ~Copyable {
  /// Windows that `PieceMerger` takes; and how much larger those are that come after.
  private static let firstWindow = 48
  private static let growth = 8
  /// Seams that are tried in a window.
  private static let attempts = 16

  private let tables: VocabularyTables
  private var heap = MergeHeap()
  /// The ids of the window at hand and of the one after it.
  private var current: [UInt32] = []
  private var following: [UInt32] = []
  /// The last two ids that were found to stay apart: in a run of one character always the same.
  private var lastApart: (UInt32, UInt32) = (VocabularyTables.none, VocabularyTables.none)
  private let scratch: UnsafeMutablePointer<UInt32>

  init(tables: VocabularyTables) {
    self.tables = tables
    scratch = .allocate(capacity: PieceMerger.limit)
  }

  deinit { scratch.deallocate() }

  /// Appends the ids that `bytes[0..<byteCount]` merges to; no token is looked up whole.
  mutating func encode(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, merger: borrowing PieceMerger,
    into output: inout TokenOutput
  ) {
    let start = output.count
    var window = Self.firstWindow
    while !encode(bytes, byteCount: byteCount, window: window, merger: merger, into: &output) {
      output.rewind(to: start)
      window *= Self.growth
    }
  }

  /// Does it with windows of one size; false where a window has no right seam.
  private mutating func encode(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, window: Int, merger: borrowing PieceMerger,
    into output: inout TokenOutput
  ) -> Bool {
    var position = 0
    merge(bytes, byteCount: min(window, byteCount), merger: merger)
    swap(&current, &following)
    while position + window < byteCount {
      // An eighth is dropped; the ids of the text nearer to its end may depend on what follows.
      var keptCount = current.count
      var keptByteCount = window
      while keptCount > 0, keptByteCount > window - window / 8 {
        keptCount -= 1
        keptByteCount -= tables.byteCount(of: current[keptCount])
      }
      var isRight = false
      for _ in 0..<Self.attempts where keptCount > 0 && !isRight {
        let next = position + keptByteCount
        let nextByteCount = min(window, byteCount - next)
        if nextByteCount == window, isEqual(bytes + next, bytes + position, window) {
          // The same text again, as in a long run of one character.
          following.removeAll(keepingCapacity: true)
          following.append(contentsOf: current)
        } else {
          merge(bytes + next, byteCount: nextByteCount, merger: merger)
        }
        isRight = staysApart(current[keptCount - 1], following[0], merger: merger)
        if !isRight {
          keptCount -= 1
          keptByteCount -= tables.byteCount(of: current[keptCount])
        }
      }
      guard isRight else { return false }
      output.append(current, count: keptCount)
      position += keptByteCount
      swap(&current, &following)
    }
    output.append(current, count: current.count)
    return true
  }

  /// Puts the ids of a window into `following`.
  private mutating func merge(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, merger: borrowing PieceMerger
  ) {
    following.removeAll(keepingCapacity: true)
    if byteCount <= PieceMerger.limit {
      let count = merger.merge(bytes, byteCount: byteCount, into: scratch)
      following.append(contentsOf: UnsafeBufferPointer(start: scratch, count: count))
    } else {
      heap.merge(bytes, byteCount: byteCount, tables: tables, into: &following)
    }
  }

  /// Whether the bytes of `left` and `right` together merge to just these two.
  private mutating func staysApart(
    _ left: UInt32, _ right: UInt32, merger: borrowing PieceMerger
  ) -> Bool {
    if lastApart == (left, right) { return true }
    // Most pairs that do not stay apart are one token.
    if tables.pairs.merged(left, right) != VocabularyTables.none { return false }
    let (leftCount, rightCount) = (tables.byteCount(of: left), tables.byteCount(of: right))
    let isApart = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: leftCount + rightCount) {
      both in
      guard let base = both.baseAddress else { return true }
      // SAFETY: `both` has room for both tokens' bytes, which the arena has.
      base.initialize(from: tables.arena + Int(tables.offsets[Int(left)]), count: leftCount)
      (base + leftCount).initialize(
        from: tables.arena + Int(tables.offsets[Int(right)]), count: rightCount)
      if both.count <= PieceMerger.limit {
        let count = merger.merge(base, byteCount: both.count, into: scratch)
        return count == 2 && scratch[0] == left
      }
      var tokens: [UInt32] = []
      heap.merge(base, byteCount: both.count, tables: tables, into: &tokens)
      return tokens == [left, right]
    }
    if isApart { lastApart = (left, right) }
    return isApart
  }

  private func isEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    memcmp(left, right, count) == 0
  }
}
