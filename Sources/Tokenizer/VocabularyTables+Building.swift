extension VocabularyTables {
  /// Allocates and fills all tables; the caller owns `storage` and frees it
  /// after the last use.
  static func allocate(
    source: VocabularySource, tokenSlots: [UInt32], byteTokens: [UInt32]
  ) -> (view: VocabularyTables, storage: [HugePages]) {
    var storage: [HugePages] = []
    func copy<Element: BitwiseCopyable>(
      _ elements: [Element], padding: Int = 0, with filler: Element
    ) -> UnsafeMutablePointer<Element> {
      let count = elements.count + padding
      let memory = HugePages.allocate(byteCount: count * MemoryLayout<Element>.stride)
      let pointer = memory.base.bindMemory(to: Element.self, capacity: count)
      pointer.initialize(repeating: filler, count: elements.count + padding)
      for index in 0..<elements.count { pointer[index] = elements[index] }
      storage.append(memory)
      return pointer
    }

    let bytePairs = copy([], padding: 1 << 16, with: none)
    let lengths = zip(source.offsets.dropFirst(), source.offsets).map { Int($0 - $1) }
    var bridges = BridgeTable()
    for id in 0..<source.tokenCount {
      let range = Int(source.offsets[id])..<Int(source.offsets[id + 1])
      bridges.insert(source.arena.span.extracting(range))
    }
    var view = VocabularyTables(
      arena: copy(source.arena, padding: 16, with: 0),
      offsets: copy(source.offsets, with: 0),
      byteTokens: copy(byteTokens, with: 0),
      bytePairs: bytePairs,
      tokenSlots: copy(tokenSlots + [tokenSlots[0]], with: none),
      tokenSlotMask: UInt64(tokenSlots.count - 1),
      pairs: PairTable(heads: copy([0], with: 0), slots: copy([PairTable.emptySlot], with: 0)),
      blockNumbers: copy(CodePointClassTables.blockNumbers, with: 0),
      blockWords: copy(CodePointClassTables.blockWords, with: 0),
      keyMasks: PieceKeyMasks(words: copy(PieceKeyMasks.table, with: .zero)),
      bridges: copy(bridges.words, with: 0),
      longestToken: lengths.max() ?? 0)
    for id in 0..<source.tokenCount where lengths[id] == 2 {
      let start = view.arena + Int(source.offsets[id])
      bytePairs[Int(start[0]) << 8 | Int(start[1])] = UInt32(id)
    }
    let pairs = view.allPairs(tokenCount: source.tokenCount)
    view.pairCount = pairs.count
    let table = PairTable.build(pairs, tokenCount: source.tokenCount)
    view.pairs = PairTable(heads: copy(table.heads, with: 0), slots: copy(table.slots, with: 0))
    return (view, storage)
  }

  /// Every way to cut a token into two tokens: 280,147 for Llama 3.
  private func allPairs(tokenCount: Int) -> [(left: UInt32, right: UInt32, whole: UInt32)] {
    var pairs: [(left: UInt32, right: UInt32, whole: UInt32)] = []
    pairs.reserveCapacity(5 * tokenCount / 2)
    for id in 0..<tokenCount {
      let start = arena + Int(offsets[id])
      let count = Int(offsets[id + 1] - offsets[id])
      guard count > 1 else { continue }
      for cut in 1..<count {
        // SAFETY: both halves lie in the arena, which has 16 bytes of padding.
        let left = paddedToken(start, byteCount: cut)
        guard left != Self.none else { continue }
        let right = paddedToken(start + cut, byteCount: count - cut)
        guard right != Self.none else { continue }
        pairs.append((left, right, UInt32(id)))
      }
    }
    return pairs
  }

  private func paddedToken(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> UInt32 {
    byteCount <= Self.longestKey
      ? token(PieceKey(loading16: bytes, byteCount: byteCount, masks: keyMasks))
      : token(bytes, byteCount: byteCount)
  }
}
