/// Byte-pair merging of long pieces: a list of symbols and a heap of the pairs that can merge.
///
/// The heap's least entry is the pair of lowest rank, leftmost on ties. An entry whose pair has
/// changed since it was pushed is recognised by its rank and skipped.
///
/// SAFETY: callers pass as many bytes as they say; places come from the arrays' own indices, which
/// Swift checks.
struct MergeHeap {
  /// What is kept for the next piece; the memory of a longer one is given back after it.
  private static let keptByteCount = 1 << 16
  private static let dead = UInt32.max

  /// The id at each symbol's first byte.
  private var tokens: [UInt32] = []
  /// The first byte of the symbol before and after; `dead` at the ends.
  private var previous: [UInt32] = []
  private var next: [UInt32] = []
  /// The rank of each symbol's pair with the next, `VocabularyTables.none` where they do not merge.
  private var ranks: [UInt32] = []
  /// Rank in the upper, first byte in the lower 32 bits: their order is the order of merging.
  private var heap: [UInt64] = []

  /// Appends the ids of the piece `bytes[0..<byteCount]`, of fewer than 2^32 - 1 bytes.
  mutating func merge(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, tables: VocabularyTables,
    into output: inout [UInt32]
  ) {
    precondition(byteCount > 0 && byteCount < Int(Self.dead), "a piece of 4 GiB or more")
    fill(bytes, byteCount: byteCount, tables: tables)
    while let entry = popLeast() {
      let place = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
      let rank = UInt32(truncatingIfNeeded: entry >> 32)
      if ranks[place] == rank { mergePair(at: place, into: rank, tables: tables) }
    }
    var place: UInt32 = 0
    while place != Self.dead {
      output.append(tokens[Int(place)])
      place = next[Int(place)]
    }
    if byteCount > Self.keptByteCount { self = MergeHeap() }
  }

  private mutating func fill(
    _ bytes: UnsafePointer<UInt8>, byteCount: Int, tables: VocabularyTables
  ) {
    tokens.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
    for index in 0..<byteCount {
      let isLast = index == byteCount - 1
      let rank =
        isLast
        ? VocabularyTables.none
        : tables.bytePairs[Int(bytes[index]) << 8 | Int(bytes[index + 1])]
      tokens.append(tables.byteTokens[Int(bytes[index])])
      previous.append(index == 0 ? Self.dead : UInt32(index - 1))
      next.append(isLast ? Self.dead : UInt32(index + 1))
      ranks.append(rank)
      if rank != VocabularyTables.none { heap.append(UInt64(rank) << 32 | UInt64(index)) }
    }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { siftDown(from: index) }
  }

  /// Makes the symbol at `place` and the one after it into `token`.
  private mutating func mergePair(at place: Int, into token: UInt32, tables: VocabularyTables) {
    let absorbed = Int(next[place])
    let after = next[absorbed]
    tokens[place] = token
    next[place] = after
    ranks[absorbed] = VocabularyTables.none
    if after != Self.dead {
      previous[Int(after)] = UInt32(place)
      setRank(tables.pairs.merged(token, tokens[Int(after)]), at: place)
    } else {
      ranks[place] = VocabularyTables.none
    }
    let before = previous[place]
    if before != Self.dead {
      setRank(tables.pairs.merged(tokens[Int(before)], token), at: Int(before))
    }
  }

  private mutating func setRank(_ rank: UInt32, at place: Int) {
    ranks[place] = rank
    guard rank != VocabularyTables.none else { return }
    heap.append(UInt64(rank) << 32 | UInt64(place))
    siftUp(from: heap.count - 1)
  }

  private mutating func popLeast() -> UInt64? {
    guard let last = heap.popLast() else { return nil }
    guard let least = heap.first else { return last }
    heap[0] = last
    siftDown(from: 0)
    return least
  }

  private mutating func siftUp(from start: Int) {
    heap.withUnsafeMutableBufferPointer { heap in
      var index = start
      let entry = heap[index]
      while index > 0 {
        let parent = (index - 1) / 2
        guard entry < heap[parent] else { break }
        heap[index] = heap[parent]
        index = parent
      }
      heap[index] = entry
    }
  }

  private mutating func siftDown(from start: Int) {
    heap.withUnsafeMutableBufferPointer { heap in
      var index = start
      let entry = heap[index]
      while true {
        var child = 2 * index + 1
        guard child < heap.count else { break }
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        guard heap[child] < entry else { break }
        heap[index] = heap[child]
        index = child
      }
      heap[index] = entry
    }
  }
}
