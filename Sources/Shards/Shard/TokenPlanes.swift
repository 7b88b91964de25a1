/// Tokens as two planes: the low 16 bits of each, then their 17th bits.
///
/// A run of `n` tokens takes `2n` bytes of little-endian low halves, then ⌈n/8⌉ bytes in which bit
/// `i` of byte `j` is the 17th bit of token `8j + i`; unused bits are zero (docs/FORMAT.md,
/// "Token planes"). Planes are cut and joined without unpacking a token.
package enum TokenPlanes {
  /// The first id that two planes cannot hold.
  package static let tokenLimit: UInt32 = 1 << 17
  /// Bytes that must be readable after a plane, and writable after a target, in the functions
  /// below that move eight bytes at a time.
  static let slackByteCount = 8

  /// The bytes of the planes of `tokenCount` tokens.
  package static func byteCount(tokenCount: Int) -> Int {
    2 * tokenCount + (tokenCount + 7) / 8
  }

  /// Appends the planes of `tokens` to `bytes`; false, and nothing appended, where an id is too
  /// large.
  package static func append(_ tokens: Span<UInt32>, to bytes: inout [UInt8]) -> Bool {
    let count = tokens.count
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: byteCount(tokenCount: count)))
    var seen: UInt32 = 0
    bytes.withUnsafeMutableBytes { target in
      tokens.withUnsafeBufferPointer { tokens in
        let bitStart = start + 2 * count
        var index = 0
        // SAFETY: `byteCount` bytes from `start` are there; `index + 8 <= count` bounds each group.
        while index + 8 <= count {
          let group = UnsafeRawPointer(tokens.baseAddress.unsafelyUnwrapped + index)
            .loadUnaligned(as: SIMD8<UInt32>.self)
          target.storeBytes(
            of: SIMD8<UInt16>(truncatingIfNeeded: group), toByteOffset: start + 2 * index,
            as: SIMD8<UInt16>.self)
          seen |= (0..<8).reduce(0) { $0 | group[$1] }
          let bits = ((group &>> 16) & 1) &<< SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
          target[bitStart + index / 8] = UInt8(truncatingIfNeeded: bits.wrappedSum())
          index += 8
        }
        while index < count {
          seen |= tokens[index]
          target.storeBytes(
            of: UInt16(truncatingIfNeeded: tokens[index]).littleEndian,
            toByteOffset: start + 2 * index, as: UInt16.self)
          target[bitStart + index / 8] |= UInt8((tokens[index] >> 16) & 1) << UInt8(index % 8)
          index += 1
        }
      }
    }
    guard seen < tokenLimit else {
      bytes.removeLast(bytes.count - start)
      return false
    }
    return true
  }

  /// Writes `count` tokens to `target`, taken from the low plane at `low` and from the bit plane
  /// at `bits`, from bit `bitOffset` on.
  ///
  /// SAFETY: the caller makes sure of `2 * count` bytes at `low`, of the bits asked for and two
  /// bytes after them at `bits`, and of room for `count` tokens.
  static func unpack(
    low: UnsafeRawPointer, bits: UnsafeRawPointer, bitOffset: Int, count: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    // Shifted up by seven, six, … bits, the group's bits all stand at place 7. A multiplication
    // does that in one instruction; a comparison of vectors would be a loop in Swift 6.3.
    let weights = SIMD8<UInt16>(128, 64, 32, 16, 8, 4, 2, 1)
    var index = 0
    while index &+ 8 <= count {
      let bit = bitOffset &+ index
      let word = bits.loadUnaligned(fromByteOffset: bit >> 3, as: UInt16.self).littleEndian
      let highs = ((SIMD8(repeating: word &>> UInt16(bit & 7)) &* weights) &>> 7) & 1
      let lows = low.loadUnaligned(fromByteOffset: 2 &* index, as: SIMD8<UInt16>.self)
      UnsafeMutableRawPointer(target + index).storeBytes(
        of: SIMD8<UInt32>(truncatingIfNeeded: lows)
          | SIMD8<UInt32>(truncatingIfNeeded: highs) &<< 16, as: SIMD8<UInt32>.self)
      index &+= 8
    }
    while index < count {
      let bit = bitOffset + index
      let high = bits.load(fromByteOffset: bit >> 3, as: UInt8.self) >> UInt8(bit & 7) & 1
      let lower = low.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self).littleEndian
      target[index] = UInt32(lower) | UInt32(high) << 16
      index += 1
    }
  }

  /// Sets `count` bits of `target` from bit `targetBit` on to those of `source` from `sourceBit`.
  ///
  /// The target's bits must be zero before. SAFETY: the caller makes sure that both hold the bits
  /// in question and `slackByteCount` bytes after them.
  static func copyBits(
    _ count: Int, from source: UnsafeRawPointer, at sourceBit: Int,
    to target: UnsafeMutableRawPointer, at targetBit: Int
  ) {
    var done = 0
    // 56 bits and a shift of at most 7 fit a word.
    while done < count {
      let step = min(56, count - done)
      let from = sourceBit + done
      let word = source.loadUnaligned(fromByteOffset: from >> 3, as: UInt64.self).littleEndian
      let bits = (word >> UInt64(from & 7)) & ((1 << UInt64(step)) - 1)
      or(bits, to: target, at: targetBit + done)
      done += step
    }
  }

  /// Sets `count` bits of `target` from bit `targetBit` on to one; same duties as `copyBits`.
  static func setBits(_ count: Int, in target: UnsafeMutableRawPointer, at targetBit: Int) {
    var done = 0
    while done < count {
      let step = min(56, count - done)
      or((1 << UInt64(step)) - 1, to: target, at: targetBit + done)
      done += step
    }
  }

  private static func or(_ bits: UInt64, to target: UnsafeMutableRawPointer, at bit: Int) {
    let old = target.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
    target.storeBytes(
      of: old | (bits << UInt64(bit & 7)).littleEndian, toByteOffset: bit >> 3, as: UInt64.self)
  }
}
