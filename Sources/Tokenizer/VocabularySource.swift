import ByteIO

/// The tokens of a model file while it is read and checked, before the lookup tables are made.
///
/// SAFETY: tokens lie in the arena between their offsets, which ascend and end at its length.
struct VocabularySource {
  /// No token of the family is longer; a longer one means another file.
  static let longestToken = 256

  private(set) var arena: [UInt8] = []
  private(set) var offsets: [UInt32] = [0]

  var tokenCount: Int { offsets.count - 1 }

  /// Adds the next token.
  mutating func append(_ bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { throw .emptyToken(line: tokenCount + 1) }
    guard bytes.count <= Self.longestToken else {
      throw .longToken(line: tokenCount + 1, byteCount: bytes.count, limit: Self.longestToken)
    }
    arena += bytes
    offsets.append(UInt32(arena.count))
  }

  /// Reads all lines of `model`, checking form, base64 and ranks.
  mutating func read(_ model: [UInt8], expectedTokenCount: Int) throws(Fault) {
    // Four digits of base64 are three bytes.
    var decoded = [UInt8](repeating: 0, count: model.count / 4 * 3 + 3)
    offsets.reserveCapacity(expectedTokenCount + 1)
    let bytes = model.span
    let digits = Self.base64Values
    var position = 0
    var line = 1
    var target = decoded.mutableSpan
    while position < bytes.count {
      let space = try readToken(bytes, from: position, line: line, digits.span, &target)
      position = try checkRank(bytes, from: space + 1, line: line)
      line += 1
    }
    decoded.removeLast(decoded.count - Int(offsets[tokenCount]))
    arena = decoded
    guard tokenCount == expectedTokenCount else {
      throw .tokenCount(expected: expectedTokenCount, found: tokenCount)
    }
  }

  /// Decodes the base64 that starts at `start` to the end of what `target` has already, and returns
  /// where the space after it is.
  private mutating func readToken(
    _ bytes: Span<UInt8>, from start: Int, line: Int, _ digits: Span<UInt8>,
    _ target: inout MutableSpan<UInt8>
  ) throws(Fault) -> Int {
    let tokenStart = Int(offsets[tokenCount])
    var tokenEnd = tokenStart
    var position = start
    var group: UInt32 = 0
    var bitCount: UInt32 = 0
    while position < bytes.count {
      let value = digits[Int(bytes[position])]
      if value > 63 { break }
      group = group << 6 | UInt32(value)
      bitCount &+= 6
      if bitCount >= 8 {
        bitCount &-= 8
        target[tokenEnd] = UInt8(truncatingIfNeeded: group &>> bitCount)
        tokenEnd &+= 1
      }
      position &+= 1
    }
    let digitCount = position - start
    while position < bytes.count, bytes[position] == UInt8(ascii: "=") { position += 1 }
    guard position < bytes.count, bytes[position] != UInt8(ascii: "\n") else {
      throw .malformedLine(line: line)
    }
    // Canonical: padded to four characters, and no bits left over in the last of them.
    let paddingCount = position - start - digitCount
    guard bytes[position] == UInt8(ascii: " "), (digitCount + paddingCount) % 4 == 0,
      paddingCount == (4 - digitCount % 4) % 4, paddingCount < 3,
      group & (1 << bitCount - 1) == 0
    else { throw .badBase64(line: line) }
    let byteCount = tokenEnd - tokenStart
    guard byteCount > 0 else { throw .emptyToken(line: line) }
    guard byteCount <= Self.longestToken else {
      throw .longToken(line: line, byteCount: byteCount, limit: Self.longestToken)
    }
    offsets.append(UInt32(tokenEnd))
    return position
  }

  /// Checks that the number at `start` is the last token's rank; returns the next line's start.
  private func checkRank(
    _ bytes: Span<UInt8>, from start: Int, line: Int
  ) throws(Fault) -> Int {
    var position = start
    var rank = 0
    var isNumber = true
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      let digit = Int(bytes[position] &- 0x30)
      isNumber = isNumber && digit < 10 && rank < 1 << 32
      rank = rank &* 10 &+ digit
      position &+= 1
    }
    // "07" is as wrong as "x": a file that spells numbers two ways was not written by a tool.
    if position - start > 1, bytes[start] == 0x30 { isNumber = false }
    guard isNumber, position > start, rank == tokenCount - 1 else {
      let text = (start..<min(position, start + 20)).map { bytes[$0] }
      throw .rank(
        line: line, expected: tokenCount - 1, found: String(decoding: text, as: UTF8.self))
    }
    return min(position + 1, bytes.count)
  }

  /// The values of base64's digits by their bytes, 255 for bytes that are none.
  private static let base64Values: [UInt8] = (0...255).map { (byte: UInt8) in
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: 255
    }
  }

  /// The hash table from a token's bytes to its id; see `VocabularyTables.tokenSlots`.
  ///
  /// - Throws: `duplicateToken`, `crowdedTable`.
  func makeTokenSlots() throws(Fault) -> [UInt32] {
    var slotCount = 1024
    while slotCount < 4 * tokenCount { slotCount *= 2 }
    var slots = [UInt32](repeating: VocabularyTables.none, count: slotCount)
    let mask = UInt64(slotCount - 1)
    var duplicate: (Int, Int)?
    var isCrowded = false
    arena.withUnsafeBufferPointer { arena in
      guard let base = arena.baseAddress else { return }
      for id in 0..<tokenCount {
        let start = Int(offsets[id])
        let count = Int(offsets[id + 1]) - start
        let hash =
          count <= VocabularyTables.longestKey
          ? PieceKey(base + start, byteCount: count).hash
          : Hashing.hash(base + start, byteCount: count)
        let entry = UInt32(truncatingIfNeeded: hash >> 49) << VocabularyTables.idBits | UInt32(id)
        var index = hash & mask
        var displacement = 0
        while slots[Int(index)] != VocabularyTables.none {
          displacement += 1
          let other = slots[Int(index)]
          if other >> VocabularyTables.idBits == entry >> VocabularyTables.idBits {
            let otherID = Int(other & (1 << VocabularyTables.idBits - 1))
            let otherRange = Int(offsets[otherID])..<Int(offsets[otherID + 1])
            if arena[otherRange].elementsEqual(arena[start..<start + count]), duplicate == nil {
              duplicate = (id + 1, otherID + 1)
            }
          }
          index = (index + 1) & mask
        }
        slots[Int(index)] = entry
        // Told at once, since each further entry may have to walk as far.
        if displacement > TakenRun.limit {
          isCrowded = true
          return
        }
      }
    }
    if let duplicate { throw .duplicateToken(line: duplicate.0, firstLine: duplicate.1) }
    guard !isCrowded, !TakenRun.isTooLong(in: slots, empty: VocabularyTables.none) else {
      throw .crowdedTable(limit: TakenRun.limit)
    }
    return slots
  }

  /// The token of each single byte.
  func makeByteTokens() throws(Fault) -> [UInt32] {
    var tokens = [UInt32](repeating: VocabularyTables.none, count: 256)
    for id in 0..<tokenCount where offsets[id + 1] - offsets[id] == 1 {
      tokens[Int(arena[Int(offsets[id])])] = UInt32(id)
    }
    for byte in 0..<256 where tokens[byte] == VocabularyTables.none {
      throw .missingByte(UInt8(byte))
    }
    return tokens
  }
}
