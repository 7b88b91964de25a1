extension Encoder {
  /// Segments that are looked up at once.
  static let segmentsPerRun = 64

  /// Writes the ids of a piece that is long, or not in the cache, or has more than three.
  ///
  /// `key` is the piece's if it has at most 15 bytes.
  @inline(never)
  mutating func encodeRarePiece(
    _ piece: UnsafePointer<UInt8>, _ byteCount: Int, _ key: PieceKey
  ) {
    if byteCount <= VocabularyTables.longestKey {
      encodeShort(piece, byteCount, key)
    } else if byteCount >= 3, piece[byteCount - 3] >= 0xE0, encodeIfCut(piece, byteCount) {
      // Han and kana mostly fall apart, and the parts are more worth remembering than the whole.
    } else if LongPieceCache.byteCounts.contains(byteCount) {
      encodeMedium(piece, byteCount, isSegment: false)
    } else {
      let token = tables.token(piece, byteCount: byteCount)
      if token != VocabularyTables.none {
        output.append(token)
      } else if !encodeIfCut(piece, byteCount) {
        windows.encode(piece, byteCount: byteCount, merger: merger, into: &output)
      }
    }
  }

  /// The same for a segment of a piece, within which there is no cut.
  @inline(never)
  mutating func encodeRareSegment(
    _ segment: UnsafePointer<UInt8>, _ byteCount: Int, _ key: PieceKey
  ) {
    if byteCount <= VocabularyTables.longestKey {
      encodeShort(segment, byteCount, key)
    } else if LongPieceCache.byteCounts.contains(byteCount) {
      encodeMedium(segment, byteCount, isSegment: true)
    } else {
      windows.encode(segment, byteCount: byteCount, merger: merger, into: &output)
    }
  }

  /// Encodes at most 15 bytes.
  private mutating func encodeShort(
    _ piece: UnsafePointer<UInt8>, _ byteCount: Int, _ key: PieceKey
  ) {
    let known = cache.load(key, into: output.next)
    if known > 0 {
      output.pendingCount += known
      return
    }
    let start = output.pendingCount
    if key.isSegment || !encodeIfCut(piece, byteCount) {
      // A whole piece may be a token that merging does not give, which `ShortMerger` asks first.
      var found =
        key.isSegment
        ? merger.mergeCharacters(piece, byteCount: byteCount, into: output.next) : 0
      if found == 0 { found = shortMerger.encode(key, into: output.next) }
      output.pendingCount += found
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
    } else if isSegment || !encodeIfCut(piece, byteCount) {
      merge(piece, byteCount)
    }
    let count = output.pendingCount - start
    if count <= LongPieceCache.tokensPerEntry {
      longCache.store(key, tokens: output.pending + start, count: count)
    }
  }

  /// Appends what at most 64 bytes merge to, the quickest way that can say it.
  @inline(__always)
  private mutating func merge(_ bytes: UnsafePointer<UInt8>, _ byteCount: Int) {
    var count = merger.mergeCharacters(bytes, byteCount: byteCount, into: output.next)
    if count == 0 { count = matcher.find(bytes, byteCount: byteCount, into: output.next) }
    if count == 0 { count = merger.merge(bytes, byteCount: byteCount, into: output.next) }
    output.pendingCount += count
  }

  /// Encodes a piece segment by segment if it can be cut, and so is no token; false if it cannot.
  private mutating func encodeIfCut(
    _ piece: UnsafePointer<UInt8>, _ byteCount: Int
  ) -> Bool {
    var start = 0
    repeat {
      let (count, end) = findSegments(piece + start, byteCount - start)
      if count == 1, start == 0 { return false }
      // A shorter piece's ids are to be cached: they stay where they are.
      if byteCount > LongPieceCache.byteCounts.upperBound { output.reserve() }
      lookUp(piece + start, segments.starts, count: count, segments, areSegments: true)
      start += end
    } while start < byteCount
    return true
  }

  /// Puts the starts of the first segments of `bytes[0..<byteCount]`, and their end, into
  /// `segments`; returns how many they are and that end.
  @inline(__always)
  private func findSegments(
    _ bytes: UnsafePointer<UInt8>, _ byteCount: Int
  ) -> (count: Int, end: Int) {
    let (starts, bridges) = (segments.starts, tables.bridges)
    starts[0] = 0
    var count = 1
    var border = 2
    // SAFETY: two bytes on either side of the border are within the piece, and `starts` has room
    // for one more than `segmentsPerRun`.
    while border &+ 1 < byteCount {
      if BridgeTable.isCut(bytes + border, words: bridges) {
        starts[count] = UInt32(truncatingIfNeeded: border)
        if count == Self.segmentsPerRun { return (count, border) }
        count &+= 1
      }
      border &+= bytes[border] >= 0xE0 ? 3 : 1
    }
    starts[count] = UInt32(truncatingIfNeeded: byteCount)
    return (count, byteCount)
  }
}
