import ByteIO
import TestSupport
import Testing

@Suite("Hashes of bytes at places")
struct PlacedHashTests {
  /// The definition, a byte at a time: a byte stands for its value in its word.
  private static func reference(_ bytes: [UInt8], at offset: UInt64) -> UInt128 {
    var sum: UInt128 = 0
    for (index, byte) in bytes.enumerated() {
      let place = offset + UInt64(index)
      let (word, shift) = (place / 8, 8 * (place % 8))
      let key = SplitMix64.mix((word % 256) &* 0x9E37_79B9_7F4A_7C15) | 1
      let factor = SplitMix64.mix(word / 256) | 1
      sum &+= (UInt128(byte) << shift) &* UInt128(key) &* UInt128(factor)
    }
    return sum
  }

  private static func hash(_ bytes: [UInt8], at offset: UInt64 = 0) -> PlacedHash {
    var hash = PlacedHash()
    hash.add(bytes.span, at: offset)
    return hash
  }

  private static func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  @Test("are those of the definition, at any place and of any length")
  func definition() {
    var random = SeededGenerator(seed: 1)
    let offsets: [UInt64] = [0, 1, 7, 8, 2040, 2047, 2048, 1 << 40 | 3, UInt64.max / 2]
    for count in Array(0...40) + [255, 2047, 2048, 2049, 5000] {
      for offset in offsets + [UInt64.random(in: 0..<10_000, using: &random)] {
        let bytes = Self.bytes(count, &random)
        #expect(
          Self.hash(bytes, at: offset).sum == Self.reference(bytes, at: offset),
          "\(count) bytes at \(offset)")
      }
    }
  }

  @Test("add up, however the bytes are cut and whichever run comes first")
  func cuts() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<300 {
      let bytes = Self.bytes(Int.random(in: 0...9000, using: &random), &random)
      var cuts = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        Int.random(in: 0...bytes.count, using: &random)
      }
      cuts = [0] + cuts.sorted() + [bytes.count]
      var runs = zip(cuts, cuts.dropFirst()).map { $0..<$1 }
      runs.shuffle(using: &random)
      var sum = PlacedHash()
      for run in runs { sum += Self.hash(Array(bytes[run]), at: UInt64(run.lowerBound)) }
      #expect(sum == Self.hash(bytes))
    }
  }

  @Test("tell any changed byte, and any two words that have changed places")
  func changes() {
    var random = SeededGenerator(seed: 3)
    let bytes = Self.bytes(6000, &random)
    let hash = Self.hash(bytes)
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(Self.hash(changed) != hash)
    }
    for _ in 0..<300 {
      let (first, second) = (
        8 * Int.random(in: 0..<750, using: &random), 8 * Int.random(in: 0..<750, using: &random)
      )
      var changed = bytes
      for byte in 0..<8 { changed.swapAt(first + byte, second + byte) }
      #expect((Self.hash(changed) == hash) == (first == second))
    }
  }

  /// What data sets have in their manifests must not change with the tool.
  @Test("are what they were")
  func golden() {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(Self.hash(bytes).hash128.description == "e14e0399c6e1cdc79b6380717aaf6750")
    #expect(PlacedHash(Self.hash(bytes).hash128) == Self.hash(bytes))
  }
}
