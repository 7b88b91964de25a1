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
  let matcher: LongestMatcher
  let merger: PieceMerger
  var windows: WindowMerger
  var output = TokenOutput()
  /// What a window's pieces need on the way, and what a piece's segments do meanwhile.
  private let pieces: LookupScratch
  let segments: LookupScratch
  /// The last bytes of a text, zeros after them, and where they stand in the text: keys are read
  /// 16 bytes at a time.
  private let tail: UnsafeMutablePointer<UInt8>
  private var tailStart: UnsafePointer<UInt8>

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
    matcher = LongestMatcher(tables: vocabulary.tables)
    merger = PieceMerger(tables: vocabulary.tables)
    windows = WindowMerger(tables: vocabulary.tables)
    pieces = LookupScratch(capacity: PieceSplitter.piecesPerWindow + 1)
    segments = LookupScratch(capacity: Self.segmentsPerRun)
    tail = .allocate(capacity: 32)
    tailStart = UnsafePointer(tail)
  }

  deinit {
    cache.deallocate()
    longCache.deallocate()
    pieces.deallocate()
    segments.deallocate()
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
      let tailOffset = max(text.count - 15, 0)
      for index in 0..<32 {
        tail[index] = tailOffset + index < text.count ? text[tailOffset + index] : 0
      }
      tailStart = base + tailOffset
      splitter.begin(base, byteCount: text.count)
      while splitter.next() {
        output.reserve()
        lookUp(
          base + splitter.origin, splitter.starts, count: splitter.pieceCount, pieces,
          areSegments: false)
      }
    }
  }

  /// Encodes the pieces, or the segments of a piece, that lie at `base` between `starts`.
  ///
  /// Two passes: the first computes each one's place in the cache and asks for the memory, so that
  /// it has come when the second looks there.
  @inline(__always)
  mutating func lookUp(
    _ base: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, count pieceCount: Int,
    _ scratch: LookupScratch, areSegments: Bool
  ) {
    let (cache, masks) = (cache, tables.keyMasks)
    let (keys, offsets) = (scratch.keys, scratch.offsets)
    // Keys from here on are read from the copy of the text's tail.
    let tailOffset = tailStart - base
    let tail = tail - tailOffset
    // SAFETY: starts has one more than `pieceCount`, the scratch at least as many. A key is read
    // within the text or, near its end, from `tail`, which has its last 15 bytes and zeros.
    for index in 0..<pieceCount {
      let start = Int(starts[index])
      let length = Int(starts[index &+ 1]) &- start
      let place = start < tailOffset ? base + start : UnsafePointer(tail + start)
      var key = PieceKey(loading16: place, byteCount: length, masks: masks)
      if areSegments { key = key.ofSegment }
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
        // SAFETY: callers have made room for all pieces' bytes, and `slack` for what is too much.
        UnsafeMutableRawPointer(pending + count).storeBytes(of: entry, as: SIMD4<UInt32>.self)
        count &+= Int(entry.w)
      } else {
        output.pendingCount = count
        let start = Int(starts[index])
        let length = Int(starts[index &+ 1]) - start
        if areSegments {
          encodeRareSegment(base + start, length, keys[index])
        } else {
          encodeRarePiece(base + start, length, keys[index])
        }
        count = output.pendingCount
      }
    }
    output.pendingCount = count
  }
}

/// What `Encoder.lookUp` keeps of each piece between its two passes.
///
/// SAFETY: whoever makes one frees it with `deallocate()`, once, after the last use.
struct LookupScratch {
  let keys: UnsafeMutablePointer<PieceKey>
  /// The pieces' places in the cache.
  let offsets: UnsafeMutablePointer<UInt32>
  /// For segments, where they start, and the last one's end.
  let starts: UnsafeMutablePointer<UInt32>

  init(capacity: Int) {
    keys = .allocate(capacity: capacity)
    offsets = .allocate(capacity: capacity)
    starts = .allocate(capacity: capacity + 1)
  }

  func deallocate() {
    keys.deallocate()
    offsets.deallocate()
    starts.deallocate()
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
