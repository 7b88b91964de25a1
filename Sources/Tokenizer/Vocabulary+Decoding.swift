package import ByteIO

/// What decoding writes for a special token.
package enum SpecialTokenText: Sendable {
  /// Its name, such as `<|eot_id|>`.
  case names
  /// Nothing.
  case omitted
}

extension Vocabulary {
  /// Appends the bytes that `tokens` stand for.
  ///
  /// The inverse of encoding: for any bytes, decoding their ids gives the bytes again. What is
  /// appended need not be UTF-8, since ids may be cut within a character.
  ///
  /// - Parameters:
  ///   - tokens: Ids, each below `tokenCount`.
  ///   - bytes: Appended to; holds what came before an unknown id when one is met.
  ///   - specialTokens: What special tokens become.
  /// - Throws: `Fault.unknownToken` for an id beyond the vocabulary.
  package func decode(
    _ tokens: Span<UInt32>, into bytes: inout [UInt8], specialTokens: SpecialTokenText = .names
  ) throws(Fault) {
    var index = 0
    while index < tokens.count {
      index = decodeOrdinary(tokens, from: index, into: &bytes)
      guard index < tokens.count else { return }
      guard let name = specialTokenName(of: tokens[index]) else {
        throw .unknownToken(id: tokens[index], index: index, limit: UInt32(tokenCount))
      }
      if specialTokens == .names { bytes.append(contentsOf: name.utf8) }
      index += 1
    }
  }

  /// Appends the bytes that `tokens` stand for.
  package func decode(
    _ tokens: [UInt32], into bytes: inout [UInt8], specialTokens: SpecialTokenText = .names
  ) throws(Fault) {
    try decode(tokens.span, into: &bytes, specialTokens: specialTokens)
  }

  /// Appends the bytes of `tokens` from `start` on up to one that is not ordinary, or the end;
  /// returns where that is.
  ///
  /// Most tokens have at most 16 bytes, so 16 are copied whatever their number, and what is too
  /// much is overwritten by the next.
  private func decodeOrdinary(
    _ tokens: Span<UInt32>, from start: Int, into bytes: inout [UInt8]
  ) -> Int {
    var end = start
    var byteCount = 0
    while end < tokens.count, Int(tokens[end]) < ordinaryTokenCount {
      byteCount += tables.byteCount(of: tokens[end])
      end += 1
    }
    bytes.append(addingCapacity: byteCount + Self.copyByteCount) { output in
      // SAFETY: there is room for all tokens' bytes and 16 more; the arena has 16 bytes of padding.
      output.withUnsafeMutableBufferPointer { buffer, written in
        guard let base = buffer.baseAddress else { return }
        var place = UnsafeMutableRawPointer(base + written)
        for index in start..<end {
          let offset = Int(tables.offsets[Int(tokens[index])])
          let count = Int(tables.offsets[Int(tokens[index]) + 1]) - offset
          let source = UnsafeRawPointer(tables.arena + offset)
          place.storeBytes(
            of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
          if count > Self.copyByteCount { place.copyMemory(from: source, byteCount: count) }
          place += count
        }
        written += byteCount
      }
    }
    return end
  }

  private static var copyByteCount: Int { 16 }

  /// Where each of `tokens` begins in the text that they are the ids of, in bytes.
  ///
  /// Ids hold every byte of a text once and in order, so their lengths are all there is to it.
  /// Special tokens take none.
  package func byteOffsets(of tokens: Span<UInt32>) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(tokens.count)
    var offset = 0
    for index in tokens.indices {
      offsets.append(offset)
      offset += byteCount(of: tokens[index])
    }
    return offsets
  }
}
