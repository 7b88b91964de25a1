import TestSupport
import Testing

@testable import Tokenizer

/// What is known of tokens beforehand, against the plain merge loop.
@Suite struct MergeTreesTests {
  @Test func regularTokensAreWhatTheirBytesMergeTo() throws {
    let vocabulary = try TestVocabulary.load()
    let trees = vocabulary.tables.trees
    var heap = MergeHeap()
    var irregularCount = 0
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      guard trees.isRegular(token) else {
        irregularCount += 1
        continue
      }
      let bytes = try vocabulary.bytes(of: token)
      var tokens: [UInt32] = []
      heap.merge(bytes, byteCount: bytes.count, tables: vocabulary.tables, into: &tokens)
      #expect(tokens == [token])
      guard bytes.count > 1 else { continue }
      let parts = trees.parts[Int(token)]
      let (left, right) = (UInt32(truncatingIfNeeded: parts), UInt32(parts >> 32))
      #expect(max(left, right) < token && trees.isRegular(left) && trees.isRegular(right))
      #expect(try vocabulary.bytes(of: left) + vocabulary.bytes(of: right) == bytes)
    }
    // 588 that merging does not give, 81 with a part of higher id, and what is made of those.
    #expect((588 + 81...800).contains(irregularCount), "\(irregularCount)")
  }

  @Test func tokensStayApartWhereMergingTheirBytesGivesBoth() throws {
    let vocabulary = try TestVocabulary.load()
    let tables = vocabulary.tables
    var heap = MergeHeap()
    var generator = SeededGenerator(seed: 31)
    let tokens = (0..<UInt32(vocabulary.ordinaryTokenCount)).filter { tables.trees.isRegular($0) }
    var apartCount = 0
    let roundCount = 12_000
    for round in 0..<roundCount {
      // Neighbours of few bytes and low ids are those that merge.
      let limit = [300, 3000, tokens.count][round % 3]
      let left = tokens[Int.random(in: 0..<limit, using: &generator)]
      let right = tokens[Int.random(in: 0..<limit, using: &generator)]
      let bytes = try vocabulary.bytes(of: left) + vocabulary.bytes(of: right)
      var merged: [UInt32] = []
      heap.merge(bytes, byteCount: bytes.count, tables: tables, into: &merged)
      let isApart = tables.trees.staysApart(left, right, pairs: tables.pairs)
      #expect(isApart == (merged == [left, right]), "\(left) \(right)")
      apartCount += isApart ? 1 : 0
    }
    #expect((roundCount / 2...roundCount * 99 / 100).contains(apartCount), "\(apartCount)")
  }

  @Test func noLengthOfATokenIsLeftOut() throws {
    let vocabulary = try TestVocabulary.load()
    let lengths = vocabulary.tables.lengths
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      let bytes = try vocabulary.bytes(of: token)
      let padded = bytes + [UInt8](repeating: 0, count: 16)
      switch bytes.count {
      case 3...15: #expect(lengths.short(padded, byteCount: bytes.count) >> bytes.count & 1 == 1)
      case 16...63: #expect(lengths.long(padded, byteCount: bytes.count) >> bytes.count & 1 == 1)
      default: break
      }
    }
  }

  @Test func lengthsBeyondTheTextAreNotSaid() throws {
    let lengths = try TestVocabulary.load().tables.lengths
    let text = Array("internationalization of the world".utf8)
    for byteCount in 1...15 {
      #expect(lengths.short(text, byteCount: byteCount) >> UInt32(byteCount + 1) == 0)
    }
    for byteCount in 16...20 {
      #expect(lengths.long(text, byteCount: byteCount) >> UInt64(byteCount + 1) == 0)
    }
  }
}
