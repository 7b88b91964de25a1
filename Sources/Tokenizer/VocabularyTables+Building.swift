import ByteIO

extension VocabularyTables {
  /// Allocates and fills all tables; the caller owns `storage` and frees it
  /// after the last use.
  ///
  /// - Throws: `tooManyPairs`, `crowdedTable`.
  static func allocate(
    source: VocabularySource, tokenSlots: [UInt32], byteTokens: [UInt32]
  ) throws(Fault) -> (view: VocabularyTables, storage: [HugePages]) {
    var memory = TableMemory()
    func copy<Element: BitwiseCopyable>(
      _ elements: [Element], padding: Int = 0, with filler: Element
    ) -> UnsafeMutablePointer<Element> {
      let pointer = memory.allocate(Element.self, count: elements.count + padding)
      elements.withUnsafeBufferPointer { elements in
        guard let first = elements.baseAddress else { return }
        pointer.initialize(from: first, count: elements.count)
      }
      (pointer + elements.count).initialize(repeating: filler, count: padding)
      return pointer
    }

    let bytePairs = copy([], padding: 1 << 16, with: none)
    let lengths = zip(source.offsets.dropFirst(), source.offsets).map { Int($0 - $1) }
    var bridges = BridgeTable()
    var partialBridges = BridgeTable()
    for id in 0..<source.tokenCount {
      let range = Int(source.offsets[id])..<Int(source.offsets[id + 1])
      let token = source.arena.span.extracting(range)
      // Most are ASCII, which has no borders that could be bridged.
      if isASCII(token) { continue }
      bridges.insert(token)
      if !isMadeOfWholeCharacters(token) { partialBridges.insert(token) }
    }
    let characterTokens = copy([], padding: 1 << 16, with: none)
    let arena = copy(source.arena, padding: 16, with: 0)
    let keyMasks = PieceKeyMasks(words: copy(PieceKeyMasks.table, with: .zero))
    let masks = TokenLengths.build(arena: arena, offsets: source.offsets)
    // SAFETY: 16 bytes of padding follow the arena's last token.
    let keys = (0..<source.tokenCount).map { id in
      PieceKey(
        loading16: arena + Int(source.offsets[id]), byteCount: lengths[id], masks: keyMasks)
    }
    let tokenKeys = copy(keys, with: PieceKey([], byteCount: 0))
    var view = VocabularyTables(
      arena: arena,
      offsets: copy(source.offsets, with: 0),
      byteTokens: copy(byteTokens, with: 0),
      bytePairs: bytePairs,
      tokenSlots: copy(tokenSlots + [tokenSlots[0]], with: none),
      tokenSlotMask: UInt64(tokenSlots.count - 1),
      pairs: PairTable(heads: copy([0], with: 0), slots: copy([PairTable.emptySlot], with: 0)),
      blockNumbers: copy(CodePointClassTables.blockNumbers, with: 0),
      blockWords: copy(CodePointClassTables.blockWords, with: 0),
      keyMasks: keyMasks,
      bridges: copy(bridges.words, with: 0),
      partialBridges: copy(partialBridges.words, with: 0),
      characterTokens: characterTokens,
      longestToken: lengths.max() ?? 0,
      lengths: TokenLengths(
        threes: copy(masks.threes, with: 0), masks: copy(masks.masks, with: 0),
        longMasks: copy(masks.longMasks, with: 0)),
      tokenKeys: tokenKeys,
      trees: MergeTrees(parts: copy([0], with: 0)))
    for id in 0..<source.tokenCount where lengths[id] == 2 {
      let start = view.arena + Int(source.offsets[id])
      bytePairs[Int(start[0]) << 8 | Int(start[1])] = UInt32(id)
    }
    let pairs: [(left: UInt32, right: UInt32, whole: UInt32)]
    let table: (heads: [UInt64], slots: [UInt64])
    do throws(Fault) {
      pairs = try view.allPairs(tokenCount: source.tokenCount)
      table = try PairTable.build(pairs, tokenCount: source.tokenCount)
    } catch {
      for block in memory.blocks { block.deallocate() }
      throw error
    }
    view.pairCount = pairs.count
    view.pairs = PairTable(heads: copy(table.heads, with: 0), slots: copy(table.slots, with: 0))
    let parts = MergeTrees.build(
      pairs, table: view.pairs, byteTokens: byteTokens, tokenCount: source.tokenCount)
    view.trees = MergeTrees(parts: copy(parts, with: 0))
    for id in 0..<source.tokenCount where lengths[id] == 3 {
      let bytes = view.arena + Int(source.offsets[id])
      guard bytes[0] >> 4 == 0xE, view.isReachedRising(bytes, UInt32(id)) else { continue }
      let codePoint = Int(bytes[0] & 0x0F) << 12 | Int(bytes[1] & 0x3F) << 6 | Int(bytes[2] & 0x3F)
      characterTokens[codePoint] = UInt32(id)
    }
    return (view, memory.blocks)
  }

  /// How many ways to cut tokens in two a vocabulary may have: all work after reading is in
  /// proportion to them.
  static let largestPairCount = 1 << 20

  /// Every way to cut a token into two tokens: 280,147 for Llama 3.
  ///
  /// - Throws: `tooManyPairs`.
  private func allPairs(
    tokenCount: Int
  ) throws(Fault) -> [(left: UInt32, right: UInt32, whole: UInt32)] {
    var pairs: [(left: UInt32, right: UInt32, whole: UInt32)] = []
    pairs.reserveCapacity(5 * tokenCount / 2)
    for id in 0..<tokenCount {
      let start = arena + Int(offsets[id])
      let count = Int(offsets[id + 1] - offsets[id])
      guard count > 1 else { continue }
      let lengths = lengths.short(start, byteCount: min(count, Self.longestKey))
      for cut in 1..<count {
        // Most cuts of three bytes and more are after no token.
        if (3...Self.longestKey).contains(cut), lengths >> UInt32(cut) & 1 == 0 { continue }
        // SAFETY: both halves lie in the arena, which has 16 bytes of padding.
        let left = paddedToken(start, byteCount: cut)
        guard left != Self.none else { continue }
        let right = paddedToken(start + cut, byteCount: count - cut)
        guard right != Self.none else { continue }
        pairs.append((left, right, UInt32(id)))
      }
      guard pairs.count <= Self.largestPairCount else {
        throw .tooManyPairs(limit: Self.largestPairCount)
      }
    }
    return pairs
  }

  /// Whether three bytes merge to `token` by way of a token of lower rank.
  private func isReachedRising(_ bytes: UnsafePointer<UInt8>, _ token: UInt32) -> Bool {
    func byte(_ index: Int) -> UInt32 { byteTokens[Int(bytes[index])] }
    let left = bytePairs[Int(bytes[0]) << 8 | Int(bytes[1])]
    let right = bytePairs[Int(bytes[1]) << 8 | Int(bytes[2])]
    guard min(left, right) < token else { return false }
    return left < right
      ? pairs.merged(left, byte(2)) == token : pairs.merged(byte(0), right) == token
  }

  private static func isASCII(_ token: Span<UInt8>) -> Bool {
    var bits: UInt8 = 0
    for index in token.indices { bits |= token[index] }
    return bits < 0x80
  }

  /// Whether `token` neither begins nor ends within a character; false too where it is not UTF-8.
  private static func isMadeOfWholeCharacters(_ token: Span<UInt8>) -> Bool {
    var place = 0
    while place < token.count {
      let length: Int
      switch token[place] {
      case 0..<0x80: length = 1
      case 0xC2..<0xE0: length = 2
      case 0xE0..<0xF0: length = 3
      case 0xF0..<0xF5: length = 4
      default: return false
      }
      guard place + length <= token.count else { return false }
      for index in (place + 1)..<(place + length) where token[index] & 0xC0 != 0x80 { return false }
      place += length
    }
    return true
  }

  private func paddedToken(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> UInt32 {
    if byteCount == 1 { return byteTokens[Int(bytes[0])] }
    if byteCount == 2 { return bytePairs[Int(bytes[0]) << 8 | Int(bytes[1])] }
    return byteCount <= Self.longestKey
      ? token(PieceKey(loading16: bytes, byteCount: byteCount, masks: keyMasks))
      : token(bytes, byteCount: byteCount)
  }
}
