import CPlacedHash

/// A hash of 128 bits of bytes that stand at known places, which adds up: the hash of a file is the
/// sum of the hashes of the runs it is cut into, wherever the cuts are, in any order.
///
/// The bytes are taken as the little-endian words of eight bytes that begin at multiples of eight of
/// the file; bytes outside a run count as zeros. Word `i` adds
/// `word × key[i mod 256] × factor(i / 256)` modulo 2^128, where `key[n]` is the `n`-th number of
/// `SplitMix64` from state 0, and `factor(b)` is `SplitMix64.mix(b)`, both with their lowest bit set:
/// an odd number has an inverse, so that a change within one word always changes the sum.
///
/// Zeros add nothing: whoever compares hashes compares lengths too. As `Hash128` it finds damage and
/// changes; it is no protection against someone who wants two files to be equal, for whom it is
/// easily solved.
package struct PlacedHash: Hashable, Sendable {
  /// The sum so far.
  package private(set) var sum: UInt128

  /// The hash of no bytes.
  package init() { sum = 0 }

  /// A hash that was written down.
  package init(_ hash: Hash128) { sum = UInt128(hash.high) << 64 | UInt128(hash.low) }

  /// The same number as two halves, as it is written down.
  package var hash128: Hash128 {
    Hash128(low: UInt64(truncatingIfNeeded: sum), high: UInt64(truncatingIfNeeded: sum >> 64))
  }

  /// Adds the hash of other bytes of the same file.
  package static func += (hash: inout PlacedHash, other: PlacedHash) { hash.sum &+= other.sum }

  static let wordByteCount = 8
  static let wordsPerBlock = 256

  static let keys: [UInt64] = {
    var generator = SplitMix64(state: 0)
    return (0..<wordsPerBlock).map { _ in generator.next() | 1 }
  }()

  static func factor(ofBlock block: UInt64) -> UInt64 { SplitMix64.mix(block) | 1 }

  /// Adds `bytes`, which begin at byte `offset` of the file.
  package mutating func add(_ bytes: Span<UInt8>, at offset: UInt64) {
    let lead = Int(offset % UInt64(Self.wordByteCount))
    var position = lead == 0 ? 0 : min(Self.wordByteCount - lead, bytes.count)
    addPart(bytes.extracting(..<position), at: offset)
    while bytes.count - position >= Self.wordByteCount {
      let word = (offset + UInt64(position)) / UInt64(Self.wordByteCount)
      let key = Int(word % UInt64(Self.wordsPerBlock))
      let count = min(Self.wordsPerBlock - key, (bytes.count - position) / Self.wordByteCount)
      let end = position + count * Self.wordByteCount
      addWords(bytes.extracting(position..<end), from: word)
      position = end
    }
    addPart(bytes.extracting(position...), at: offset + UInt64(position))
  }

  /// Adds whole words, which lie in one block.
  private mutating func addWords(_ words: Span<UInt8>, from word: UInt64) {
    let first = Int(word % UInt64(Self.wordsPerBlock))
    // SAFETY: both pointers are used within the call, and keys from `first` on are as many as words
    // are left in the block.
    let inner = unsafe words.withUnsafeBytes { words in
      unsafe Self.keys.span.extracting(first...).withUnsafeBufferPointer { keys in
        guard let start = words.baseAddress, let key = keys.baseAddress else {
          return cprep_sum128(low: 0, high: 0)
        }
        return unsafe cprep_placed_sum(start, words.count / Self.wordByteCount, key)
      }
    }
    let factor = Self.factor(ofBlock: word / UInt64(Self.wordsPerBlock))
    sum &+= PlacedHash(Hash128(low: inner.low, high: inner.high)).sum &* UInt128(factor)
  }

  /// Adds bytes of one word, of which the others are not there.
  private mutating func addPart(_ bytes: Span<UInt8>, at offset: UInt64) {
    guard !bytes.isEmpty else { return }
    var word: UInt64 = 0
    for index in bytes.indices.reversed() { word = word << 8 | UInt64(bytes[index]) }
    word <<= 8 * (offset % UInt64(Self.wordByteCount))
    let index = offset / UInt64(Self.wordByteCount)
    let key = Self.keys[Int(index % UInt64(Self.wordsPerBlock))]
    let factor = Self.factor(ofBlock: index / UInt64(Self.wordsPerBlock))
    sum &+= UInt128(word) &* UInt128(key) &* UInt128(factor)
  }
}
