/// One worker's way from text to ids.
///
/// Holds a cache of short pieces (2 MiB) and scratch memory, so it is made once a worker and
/// used for many texts; the ids depend on the text alone. Not to be shared between threads.
package struct Encoder: ~Copyable {
  package let vocabulary: Vocabulary
  private let tables: VocabularyTables
  private let cache: PieceCache
  private var merger: PieceMerger
  /// Ids on their way to the caller's array, handed over a few thousand at a time.
  private let pending: UnsafeMutablePointer<UInt32>
  /// One step of the loop writes at most `PieceMerger.shortLimit` ids.
  private static let pendingLimit = 4096
  private static let pendingCapacity = pendingLimit + PieceMerger.shortLimit

  package init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    tables = vocabulary.tables
    cache = PieceCache()
    merger = PieceMerger(tables: vocabulary.tables)
    pending = .allocate(capacity: Self.pendingCapacity)
  }

  deinit {
    cache.deallocate()
    pending.deallocate()
  }

  /// Appends the ids of `text`, in which no special token is looked for.
  ///
  /// `text` is UTF-8. Bytes that are not are encoded all the same: each counts as a symbol
  /// character by itself, and decoding gives them back.
  ///
  /// - Complexity: O(n), but O(n log n) for text without any cut, such as a million letters.
  package mutating func encode(_ text: Span<UInt8>, into tokens: inout [UInt32]) {
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      encode(base, byteCount: text.count, into: &tokens)
    }
  }

  private mutating func encode(
    _ base: UnsafePointer<UInt8>, byteCount: Int, into tokens: inout [UInt32]
  ) {
    let scanner = PieceScanner(tables: tables, base: base, count: byteCount)
    let (pending, cache) = (pending, cache)
    var pendingCount = 0
    var start = 0
    while start < byteCount {
      if pendingCount >= Self.pendingLimit {
        tokens.append(contentsOf: UnsafeBufferPointer(start: pending, count: pendingCount))
        pendingCount = 0
      }
      let end = scanner.pieceEnd(from: start)
      let piece = base + start
      let pieceByteCount = end - start
      // SAFETY: `pending` has room for `shortLimit` ids beyond `pendingLimit`, and each branch
      // writes at most that many; the key's 16 bytes are read only where they are in the text.
      if pieceByteCount <= VocabularyTables.longestKey {
        let key =
          start + 16 <= byteCount
          ? PieceKey(loading16: piece, byteCount: pieceByteCount)
          : PieceKey(piece, byteCount: pieceByteCount)
        let entry = cache.entry(key.hash)
        if entry.pointee.low == key.low, entry.pointee.high == key.high {
          let fourthAndCount = entry.pointee.fourthAndCount
          pending[pendingCount] = entry.pointee.first
          pending[pendingCount + 1] = entry.pointee.second
          pending[pendingCount + 2] = entry.pointee.third
          pending[pendingCount + 3] = fourthAndCount & 0xFF_FFFF
          pendingCount += Int(fourthAndCount >> 24)
        } else {
          pendingCount += encodeShort(key, piece, into: pending + pendingCount)
        }
      } else if pieceByteCount <= PieceMerger.shortLimit {
        pendingCount += encodeMedium(
          piece, byteCount: pieceByteCount, into: pending + pendingCount)
      } else {
        tokens.append(contentsOf: UnsafeBufferPointer(start: pending, count: pendingCount))
        pendingCount = 0
        let token = tables.token(piece, byteCount: pieceByteCount)
        if token != VocabularyTables.none {
          tokens.append(token)
        } else {
          merger.mergeLong(piece, byteCount: pieceByteCount, into: &tokens)
        }
      }
      start = end
    }
    tokens.append(contentsOf: UnsafeBufferPointer(start: pending, count: pendingCount))
  }

  /// Writes the ids of a piece that the cache does not hold, and remembers them.
  @inline(never)
  private mutating func encodeShort(
    _ key: PieceKey, _ piece: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let token = tables.token(key)
    var count = 1
    if token != VocabularyTables.none {
      output[0] = token
    } else {
      let merged = merger.mergeShort(piece, byteCount: key.byteCount)
      for index in 0..<merged.count { output[index] = merged[index] }
      count = merged.count
    }
    if count <= PieceCache.tokensPerEntry { cache.store(key, tokens: output, count: count) }
    return count
  }

  @inline(never)
  private mutating func encodeMedium(
    _ piece: UnsafePointer<UInt8>, byteCount: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let token = tables.token(piece, byteCount: byteCount)
    if token != VocabularyTables.none {
      output[0] = token
      return 1
    }
    let merged = merger.mergeShort(piece, byteCount: byteCount)
    for index in 0..<merged.count { output[index] = merged[index] }
    return merged.count
  }
}
