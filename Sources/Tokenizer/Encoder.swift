import CPieceSplitter

/// One worker's way from text to ids.
///
///     text ─▶ PieceSplitter ─▶ pieces ─▶ PieceCache ─hit─▶ ids
///                                            └─miss─▶ token of the whole piece? BridgeTable cuts
///                                                     it into segments; what is left merges
///
/// Holds caches (10 MiB) and scratch memory, so it is made once a worker and used for many texts;
/// the ids depend on the text alone. Not to be shared between threads.
package struct Encoder: ~Copyable {
  package let vocabulary: Vocabulary
  let tables: VocabularyTables
  private var splitter: PieceSplitter
  let cache: PieceCache
  let longCache: LongPieceCache
  let shortMerger: ShortMerger
  let merger: PieceMerger
  var windows: WindowMerger
  var output = TokenOutput()
  /// The keys of a window's pieces, and their places in the cache.
  private let keys: UnsafeMutablePointer<PieceKey>
  private let offsets: UnsafeMutablePointer<UInt32>
  /// The end of the text at hand.
  private(set) var textEnd: UnsafePointer<UInt8>
  /// The last bytes of a text, zeros behind them: keys are read 16 bytes at a time.
  private let tail: UnsafeMutablePointer<UInt8>

  package init(vocabulary: Vocabulary) {
    self.init(vocabulary: vocabulary, cache: PieceCache(), longCache: LongPieceCache())
    seedCache()
  }

  /// An encoder with caches of its own, which it frees.
  init(vocabulary: Vocabulary, cache: PieceCache, longCache: LongPieceCache) {
    self.vocabulary = vocabulary
    self.cache = cache
    self.longCache = longCache
    tables = vocabulary.tables
    splitter = PieceSplitter(tables: vocabulary.tables)
    shortMerger = ShortMerger(tables: vocabulary.tables)
    merger = PieceMerger(tables: vocabulary.tables)
    windows = WindowMerger(tables: vocabulary.tables)
    keys = .allocate(capacity: PieceSplitter.piecesPerWindow + 1)
    offsets = .allocate(capacity: PieceSplitter.piecesPerWindow + 1)
    tail = .allocate(capacity: 32)
    textEnd = UnsafePointer(tail)
  }

  deinit {
    cache.deallocate()
    longCache.deallocate()
    keys.deallocate()
    offsets.deallocate()
    tail.deallocate()
  }

  /// Appends the ids of `text`, in which no special token is looked for.
  ///
  /// `text` is UTF-8. Bytes that are not are encoded all the same: each counts as a symbol
  /// character by itself, and decoding gives them back.
  ///
  /// - Complexity: O(n).
  package mutating func encode(_ text: Span<UInt8>, into tokens: inout [UInt32]) {
    output.begin(exchange(&tokens, with: []))
    encode(text)
    tokens = output.finish().tokens ?? []
  }

  /// How many ids `text` has; they are not kept.
  package mutating func countTokens(of text: Span<UInt8>) -> Int {
    output.begin(nil)
    encode(text)
    return output.finish().count
  }

  private mutating func encode(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress, text.count > 0 else { return }
      let tailStart = max(text.count - 15, 0)
      for index in 0..<32 {
        tail[index] = tailStart + index < text.count ? text[tailStart + index] : 0
      }
      textEnd = base + text.count
      splitter.begin(base, byteCount: text.count)
      while splitter.next() { encodeWindow(base, byteCount: text.count) }
    }
  }

  /// Encodes the pieces that the splitter has found in a window.
  ///
  /// Two passes: the first computes each piece's place in the cache and asks for the memory, so
  /// that it has come when the second looks there.
  private mutating func encodeWindow(_ text: UnsafePointer<UInt8>, byteCount: Int) {
    output.reserve()
    let (starts, keys, offsets, cache) = (splitter.starts, keys, offsets, cache)
    let masks = tables.keyMasks
    let pieceCount = splitter.pieceCount
    let base = text + splitter.origin
    // Keys of pieces from here on are read from the copy of the text's tail.
    let tailStart = max(byteCount - 15, 0) - splitter.origin
    let tail = tail - tailStart
    // SAFETY: starts has one more than `pieceCount`, keys and offsets at least as many. A key is
    // read within the text or, near its end, from `tail`, which has the text's last 15 bytes and zeros.
    for index in 0..<pieceCount {
      let start = Int(starts[index])
      let length = Int(starts[index &+ 1]) &- start
      let place = start < tailStart ? base + start : UnsafePointer(tail + start)
      let key = PieceKey(loading16: place, byteCount: length, masks: masks)
      let offset = cache.offset(key)
      keys[index] = key
      offsets[index] = offset
      cprep_prefetch(cache.base + Int(offset))
    }
    var count = output.pendingCount
    let pending = output.pending
    for index in 0..<pieceCount {
      let bucket = cache.base + Int(offsets[index])
      if let entry = PieceCache.shortEntry(bucket, keys[index]) {
        // SAFETY: a window has at most 1024 pieces, so `slack` holds their ids three at a time.
        UnsafeMutableRawPointer(pending + count).storeBytes(of: entry, as: SIMD4<UInt32>.self)
        count &+= Int(entry.w)
      } else {
        output.pendingCount = count
        let start = Int(starts[index])
        encodeRarePiece(base + start, Int(starts[index + 1]) - start, keys[index])
        count = output.pendingCount
      }
    }
    output.pendingCount = count
  }
}

extension Encoder {
  /// Puts every token of at most 15 bytes into the cache, the most frequent last.
  private mutating func seedCache() {
    for token in (0..<UInt32(vocabulary.ordinaryTokenCount)).reversed() {
      let byteCount = tables.byteCount(of: token)
      guard byteCount <= VocabularyTables.longestKey else { continue }
      // SAFETY: 16 bytes of padding follow the arena's last token.
      let bytes = tables.arena + Int(tables.offsets[Int(token)])
      var tokens = token
      let key = PieceKey(loading16: bytes, byteCount: byteCount, masks: tables.keyMasks)
      cache.store(key, tokens: &tokens, count: 1)
    }
  }
}
