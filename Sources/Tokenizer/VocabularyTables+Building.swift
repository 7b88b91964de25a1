extension VocabularyTables {
  /// Allocates and fills all tables; the caller owns `storage` and frees it after the last use.
  ///
  /// The pair table has an entry for each way to cut a token into two tokens: in byte-pair
  /// encoding two neighbours merge exactly when their bytes together are a token, and its id is
  /// the merge's rank (280,147 entries for Llama 3).
  static func allocate(
    source: VocabularySource, tokenSlots: [UInt32], byteTokens: [UInt32]
  ) -> (view: VocabularyTables, storage: [UnsafeMutableRawPointer]) {
    var storage: [UnsafeMutableRawPointer] = []
    func copy<Element: BitwiseCopyable>(
      _ elements: [Element], padding: Int = 0, with filler: Element
    ) -> UnsafeMutablePointer<Element> {
      let pointer = UnsafeMutablePointer<Element>.allocate(capacity: elements.count + padding)
      pointer.initialize(repeating: filler, count: elements.count + padding)
      for index in 0..<elements.count { pointer[index] = elements[index] }
      storage.append(UnsafeMutableRawPointer(pointer))
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
      tokenSlots: copy(tokenSlots, with: none),
      tokenSlotMask: UInt64(tokenSlots.count - 1),
      pairSlots: UnsafePointer(copy([], padding: 1, with: UInt64.max)),
      pairSlotShift: 0,
      pairSlotMask: 0,
      blockNumbers: copy(CodePointClassTables.blockNumbers, with: 0),
      blockWords: copy(CodePointClassTables.blockWords, with: 0),
      keyMasks: PieceKeyMasks(words: copy(PieceKeyMasks.table, with: .zero)),
      bridges: copy(bridges.words, with: 0),
      longestToken: lengths.max() ?? 0)
    for id in 0..<source.tokenCount where lengths[id] == 2 {
      let start = view.arena + Int(source.offsets[id])
      bytePairs[Int(start[0]) << 8 | Int(start[1])] = UInt32(id)
    }
    let pairs = view.pairs(tokenCount: source.tokenCount)
    // Half empty at least, so that a search for a pair that is none ends soon.
    var pairBits = 10
    while 1 << pairBits < 2 * pairs.count { pairBits += 1 }
    let pairSlots = copy([], padding: 1 << pairBits, with: UInt64.max)
    view.pairSlots = UnsafePointer(pairSlots)
    view.pairSlotShift = UInt64(64 - pairBits)
    view.pairSlotMask = 1 << pairBits - 1
    for pair in pairs {
      var index = Int(
        truncatingIfNeeded: ((pair >> 17) &* Hashing.multiplier) >> view.pairSlotShift)
      while pairSlots[index] != UInt64.max { index = (index + 1) & view.pairSlotMask }
      pairSlots[index] = pair
    }
    return (view, storage)
  }

  /// Every way to cut a token into two, as left, right and whole id of 17 bits each.
  private func pairs(tokenCount: Int) -> [UInt64] {
    var pairs: [UInt64] = []
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
        pairs.append(UInt64(left) << 34 | UInt64(right) << 17 | UInt64(id))
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
