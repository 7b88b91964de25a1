import ByteIO
import TestSupport
import Testing

@testable import Tokenizer

/// What a cache holds may change the time that encoding takes, and nothing else.
@Suite struct CacheTests {
  private func texts(seed: UInt64) -> [[UInt8]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<400).map { _ in HostileText.text(&generator) }
  }

  private func ids(_ texts: [[UInt8]], _ encoder: inout Encoder) -> [UInt32] {
    var tokens: [UInt32] = []
    for text in texts { encoder.encode(text.span, into: &tokens) }
    return tokens
  }

  @Test(arguments: [0, 1, 6]) func tinyCachesGiveTheSameIDs(slotBits: Int) throws {
    let vocabulary = try TestVocabulary.load()
    let texts = texts(seed: 11)
    var usual = Encoder(vocabulary: vocabulary)
    var tiny = Encoder(
      vocabulary: vocabulary, cache: PieceCache(slotBits: slotBits),
      longCache: LongPieceCache(slotBits: slotBits))
    #expect(ids(texts, &tiny) == ids(texts, &usual))
  }

  @Test func cachesEmptiedAtRandomGiveTheSameIDs() throws {
    let vocabulary = try TestVocabulary.load()
    let texts = texts(seed: 12)
    var usual = Encoder(vocabulary: vocabulary)
    let (cache, longCache) = (PieceCache(slotBits: 10), LongPieceCache(slotBits: 8))
    var emptied = Encoder(vocabulary: vocabulary, cache: cache, longCache: longCache)
    var generator = SeededGenerator(seed: 13)
    for text in texts {
      if Int.random(in: 0..<4, using: &generator) == 0 { cache.clear() }
      if Int.random(in: 0..<4, using: &generator) == 0 { longCache.clear() }
      #expect(ids([text], &emptied) == ids([text], &usual))
    }
  }

  @Test func encodersOnTwoThreadsGiveTheSameIDs() throws {
    let vocabulary = try TestVocabulary.load()
    let texts = texts(seed: 14)
    var usual = Encoder(vocabulary: vocabulary)
    let expected = ids(texts, &usual)
    let found = Monitor<[[UInt32]]>([])
    Threads.run(2) { _ in
      var encoder = Encoder(vocabulary: vocabulary)
      var tokens: [UInt32] = []
      for text in texts { encoder.encode(text.span, into: &tokens) }
      found.withLock { $0.append(tokens) }
    }
    #expect(found.withLock { $0 } == [expected, expected])
  }

  @Test(arguments: 1...7) func packedIDsComeBack(count: Int) {
    let tokens = (0..<UInt32(count)).map { 128_255 - $0 * 9_999 }
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { place in
      guard let base = place.baseAddress else { return }
      PackedTokens.store(tokens, count: count, at: base)
      var found = [UInt32](repeating: 0, count: 7)
      #expect(PackedTokens.load(base, into: &found) == count)
      #expect(Array(found.prefix(count)) == tokens)
    }
  }

  @Test func longPiecesComeBackAndAreToldApart() {
    let cache = LongPieceCache(slotBits: 0)
    defer { cache.deallocate() }
    let text = (0..<80).map { UInt8($0) }
    for byteCount in LongPieceCache.byteCounts {
      for isSegment in [false, true] {
        let key = LongPieceCache.Key(text, byteCount: byteCount, isSegment: isSegment)
        var found = [UInt32](repeating: 0, count: LongPieceCache.tokensPerEntry)
        // All have one place: whoever was there before is another piece.
        #expect(cache.load(key, into: &found) == 0)
        let tokens = (0..<UInt32(byteCount % LongPieceCache.tokensPerEntry + 1)).map { $0 + 7 }
        cache.store(key, tokens: tokens, count: tokens.count)
        #expect(cache.load(key, into: &found) == tokens.count)
        #expect(Array(found.prefix(tokens.count)) == tokens)
        for place in 0..<byteCount {
          var other = text
          other[place] ^= 1
          let otherKey = LongPieceCache.Key(other, byteCount: byteCount, isSegment: isSegment)
          #expect(cache.load(otherKey, into: &found) == 0)
        }
      }
    }
  }

  @Test func keysOfDifferentPiecesDiffer() throws {
    let masks = try TestVocabulary.load().tables.keyMasks
    let text = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    var keys: [PieceKey] = []
    for byteCount in 1...15 {
      let key = PieceKey(loading16: text, byteCount: byteCount, masks: masks)
      #expect(key == PieceKey(text, byteCount: byteCount))
      #expect(key.byteCount == byteCount && !key.isSegment)
      let segment = key.ofSegment
      #expect(segment.byteCount == byteCount && segment.isSegment)
      #expect(!keys.contains(key) && !keys.contains(segment) && key != segment)
      keys += [key, segment]
    }
    // A zero byte within a piece is not the end of it.
    #expect(
      PieceKey([0x61, 0], byteCount: 2) != PieceKey([0x61], byteCount: 1))
    // A longer piece has the key of none.
    #expect(!keys.contains(PieceKey(loading16: text, byteCount: 16, masks: masks)))
  }
}
