import TestSupport
import Testing

@testable import Shards

@Suite("Token planes")
struct TokenPlanesTests {
  private static func tokens(_ count: Int, seed: UInt64) -> [UInt32] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt32.random(in: 0..<131_072, using: &random) }
  }

  /// The planes as docs/FORMAT.md words them, a bit at a time.
  private static func slowPlanes(_ tokens: [UInt32]) -> [UInt8] {
    var low: [UInt8] = []
    var bits = [UInt8](repeating: 0, count: (tokens.count + 7) / 8)
    for (index, token) in tokens.enumerated() {
      low.append(UInt8(token & 0xFF))
      low.append(UInt8(token >> 8 & 0xFF))
      if token >= 65_536 { bits[index / 8] |= 1 << UInt8(index % 8) }
    }
    return low + bits
  }

  @Test("are what the format says, for every length")
  func planes() {
    for count in 0...70 {
      let tokens = Self.tokens(count, seed: UInt64(count))
      var bytes: [UInt8] = [7]
      #expect(TokenPlanes.append(tokens.span, to: &bytes))
      #expect(bytes == [7] + Self.slowPlanes(tokens))
      #expect(bytes.count == 1 + TokenPlanes.byteCount(tokenCount: count))
    }
  }

  @Test("refuse an id of 131,072 or more at any place and append nothing")
  func tooLarge() {
    for place in 0..<19 {
      for id: UInt32 in [131_072, 0x8000_0000, .max] {
        var tokens = Self.tokens(19, seed: 3)
        tokens[place] = id
        var bytes: [UInt8] = [1, 2]
        #expect(!TokenPlanes.append(tokens.span, to: &bytes))
        #expect(bytes == [1, 2])
      }
    }
  }

  @Test("unpack to the same ids from any bit on")
  func unpack() {
    let tokens = Self.tokens(200, seed: 9)
    let planes = Self.slowPlanes(tokens) + [UInt8](repeating: 0xFF, count: 8)
    for start in 0..<40 {
      for count in [0, 1, 7, 8, 9, 64, 200 - start] {
        var found = [UInt32](repeating: 0, count: count)
        found.withUnsafeMutableBufferPointer { target in
          planes.withUnsafeBytes { source in
            guard let from = source.baseAddress, let to = target.baseAddress else { return }
            TokenPlanes.unpack(
              low: from + 2 * start, bits: from + 400, bitOffset: start, count: count, into: to)
          }
        }
        #expect(found == Array(tokens[start..<(start + count)]))
      }
    }
  }

  @Test("move bits from any place to any place and touch no other")
  func copyBits() {
    var random = SeededGenerator(seed: 4)
    let source = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
    func bit(_ bytes: [UInt8], _ index: Int) -> Bool {
      bytes[index / 8] >> UInt8(index % 8) & 1 == 1
    }
    for _ in 0..<500 {
      let count = Int.random(in: 0...180, using: &random)
      let from = Int.random(in: 0...50, using: &random)
      let to = Int.random(in: 0...50, using: &random)
      var copied = [UInt8](repeating: 0, count: 40)
      var set = copied
      copied.withUnsafeMutableBytes { target in
        source.withUnsafeBytes { source in
          guard let a = source.baseAddress, let b = target.baseAddress else { return }
          TokenPlanes.copyBits(count, from: a, at: from, to: b, at: to)
        }
      }
      set.withUnsafeMutableBytes { target in
        if let b = target.baseAddress { TokenPlanes.setBits(count, in: b, at: to) }
      }
      for index in 0..<320 {
        let isInside = (to..<(to + count)).contains(index)
        #expect(bit(copied, index) == (isInside && bit(source, index - to + from)))
        #expect(bit(set, index) == isInside)
      }
    }
  }
}
