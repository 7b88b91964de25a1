extension Encoder {
  /// Writes the ids of a piece that is long, or not in the cache, or has more than three.
  ///
  /// `key` is the piece's if it has at most 15 bytes. The window that the piece is in has at most
  /// one piece that began before it, so `reserve` is asked only for pieces of more than that.
  @inline(never)
  mutating func encodeRarePiece(
    _ piece: UnsafePointer<UInt8>, _ byteCount: Int, _ key: PieceKey
  ) {
    if byteCount <= VocabularyTables.longestKey {
      encodeShort(key, piece, byteCount)
    } else if LongPieceCache.byteCounts.contains(byteCount) {
      encodeMedium(piece, byteCount, isSegment: false)
    } else {
      let token = tables.token(piece, byteCount: byteCount)
      if token != VocabularyTables.none {
        output.append(token)
      } else {
        encodeSegments(of: piece, byteCount)
      }
    }
  }

  private mutating func encodeShort(
    _ key: PieceKey, _ piece: UnsafePointer<UInt8>, _ byteCount: Int
  ) {
    let known = cache.load(key, into: output.next)
    if known > 0 {
      output.pendingCount += known
      return
    }
    let start = output.pendingCount
    if !key.isSegment, let cut = firstCut(in: piece, byteCount) {
      // No token spans a cut, so the piece is none.
      encodeSegments(of: piece, byteCount, firstCut: cut)
    } else if key.isSegment, piece[0] >= 0xE0 {
      // Characters of three bytes: few symbols, for which the merge loop is the faster.
      output.pendingCount += merger.merge(piece, byteCount: byteCount, into: output.next)
    } else {
      output.pendingCount += shortMerger.encode(key, into: output.next)
    }
    let count = output.pendingCount - start
    if count <= PieceCache.tokensPerEntry {
      cache.store(key, tokens: output.pending + start, count: count)
    }
  }

  /// Encodes 16 to 64 bytes.
  private mutating func encodeMedium(
    _ piece: UnsafePointer<UInt8>, _ byteCount: Int, isSegment: Bool
  ) {
    let key = LongPieceCache.Key(piece, byteCount: byteCount, isSegment: isSegment)
    let known = longCache.load(key, into: output.next)
    if known > 0 {
      output.pendingCount += known
      return
    }
    let start = output.pendingCount
    let token =
      isSegment ? VocabularyTables.none : tables.token(piece, byteCount: byteCount)
    if token != VocabularyTables.none {
      output.append(token)
    } else if !isSegment, let cut = firstCut(in: piece, byteCount) {
      encodeSegments(of: piece, byteCount, firstCut: cut)
    } else {
      output.pendingCount += merger.merge(piece, byteCount: byteCount, into: output.next)
    }
    let count = output.pendingCount - start
    if count <= LongPieceCache.tokensPerEntry {
      longCache.store(key, tokens: output.pending + start, count: count)
    }
  }

  /// Encodes a piece that is no token, segment by segment.
  private mutating func encodeSegments(of piece: UnsafePointer<UInt8>, _ byteCount: Int) {
    if let cut = firstCut(in: piece, byteCount) {
      encodeSegments(of: piece, byteCount, firstCut: cut)
    } else {
      windows.encode(piece, byteCount: byteCount, merger: merger, into: &output)
    }
  }

  private mutating func encodeSegments(
    of piece: UnsafePointer<UInt8>, _ byteCount: Int, firstCut: Int
  ) {
    var start = 0
    var cut: Int? = firstCut
    while let byteCountToCut = cut {
      // A shorter piece's ids are to be cached: they stay where they are.
      if byteCount > LongPieceCache.byteCounts.upperBound { output.reserve() }
      encodeSegment(piece + start, byteCountToCut)
      start += byteCountToCut
      cut = self.firstCut(in: piece + start, byteCount - start)
    }
    encodeSegment(piece + start, byteCount - start)
  }

  private mutating func encodeSegment(_ segment: UnsafePointer<UInt8>, _ byteCount: Int) {
    if byteCount <= VocabularyTables.longestKey {
      let key =
        segment + 16 <= textEnd
        ? PieceKey(loading16: segment, byteCount: byteCount, masks: tables.keyMasks)
        : PieceKey(segment, byteCount: byteCount)
      encodeShort(key.ofSegment, segment, byteCount)
    } else if LongPieceCache.byteCounts.contains(byteCount) {
      encodeMedium(segment, byteCount, isSegment: true)
    } else {
      windows.encode(segment, byteCount: byteCount, merger: merger, into: &output)
    }
  }

  /// The first border in `bytes[0..<byteCount]` that no token spans, or nil.
  @inline(__always)
  private func firstCut(in bytes: UnsafePointer<UInt8>, _ byteCount: Int) -> Int? {
    // SAFETY: two bytes on either side of the border are within the piece.
    var border = 2
    while border &+ 1 < byteCount {
      if BridgeTable.isCut(bytes + border, words: tables.bridges) { return border }
      border &+= 1
    }
    return nil
  }
}
