import ByteIO
import Foundation
import Testing

@testable import Tokenizer

/// Vocabularies whose entries were chosen so that a look-up would walk past most of the others.
@Suite struct CrowdedTableTests {
  private let bytes = (0..<256).map { [UInt8($0)] }

  private func load(_ tokens: [[UInt8]]) throws {
    let lines = tokens.enumerated().map { rank, bytes in
      Data(bytes).base64EncodedString() + " \(rank)\n"
    }
    _ = try Vocabulary(tiktokenModel: Array(lines.joined().utf8), ordinaryTokenCount: tokens.count)
  }

  /// SAFETY: the pointer is to 16 bytes and is not kept.
  private func hash(_ token: [UInt8]) -> UInt64 {
    token.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { Hashing.hash($0, byteCount: bytes.count) } ?? 0
    }
  }

  /// `count` tokens of 16 bytes that take slots side by side, each its own, in a table of 4,096.
  private func tokens(sideBySide count: Int) -> [[UInt8]] {
    var taken = [Bool](repeating: false, count: 4096)
    for byte in 0..<256 {
      var slot = Int(Hashing.mix(UInt64(byte), 1 << 56) & 4095)
      while taken[slot] { slot = (slot + 1) & 4095 }
      taken[slot] = true
    }
    // The row begins after an empty slot, and slots that bytes have taken are part of it.
    var open = Set((1...count).filter { !taken[$0] })
    var tokens: [[UInt8]] = []
    var number: UInt64 = 0
    while !open.isEmpty {
      number += 1
      let token = (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0 % 8))) }
      let slot = Int(hash(token) & 4095)
      if open.remove(slot) != nil { tokens.append(token) }
    }
    return tokens
  }

  /// Nothing is added after the row: what finds its slot taken is told by that alone.
  @Test func tokensSideBySideHaveALimit() throws {
    #expect(throws: Fault.crowdedTable(limit: TakenRun.limit)) {
      try load(bytes + tokens(sideBySide: 400))
    }
    // More of them, spread by chance, in a table of as many slots.
    try load(bytes + (0..<400).map { [UInt8(0xF0), UInt8($0 & 15), UInt8($0 >> 4)] })
  }

  /// A letter before tokens whose ids lead to slots side by side in the table of its partners.
  @Test func partnersSideBySideHaveALimit() throws {
    let rights = (0..<2048).map { [UInt8(0x80 | $0 & 127), UInt8(0x80 | $0 >> 7)] }
    func wholes(_ isChosen: (UInt32) -> Bool) -> [[UInt8]] {
      var buckets: Set<UInt32> = []
      return rights.enumerated().filter { number, _ in
        let bucket = (UInt32(256 + number) &* 0x9E37_79B1) >> 15 & 1023
        return isChosen(bucket) && buckets.insert(bucket).inserted
      }.map { [0x61] + $0.element }
    }
    #expect(wholes { $0 < 400 }.count == 400)
    #expect(throws: Fault.crowdedTable(limit: TakenRun.limit)) {
      try load(bytes + rights + wholes { $0 < 400 })
    }
    // As many, in every other slot.
    try load(bytes + rights + wholes { $0 < 800 && $0 & 1 == 0 })
  }

  @Test(arguments: [0, 1, 100, 127, 128, 129, 300, 871])
  func runIsTooLongWhereItHasMoreThanTheLimit(start: Int) {
    for count in [0, 1, 127, 128, 129, 200] where start + count <= 1000 {
      var slots = [Int](repeating: 0, count: 1000)
      for slot in start..<(start + count) { slots[slot] = 1 }
      #expect(TakenRun.isTooLong(in: slots, empty: 0) == (count > TakenRun.limit), "\(count)")
    }
  }
}
