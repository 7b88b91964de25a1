import Glibc

/// Finds text that is spelled like a special token.
///
/// All names are `<|`, letters, digits and underscores, `|>`, so none overlaps another and none
/// begins another: the first match from the left is the only way to read a text.
struct SpecialTokenSearch: Sendable {
  struct Match: Equatable {
    var token: UInt32
    var range: Range<Int>
  }

  private let names: [[UInt8]]
  private let longestName: Int

  init(names: [String]) {
    self.names = names.map { Array($0.utf8) }
    longestName = self.names.map(\.count).max() ?? 0
  }

  /// The first match that starts at or after `start`, or nil.
  func firstMatch(in text: Span<UInt8>, from start: Int) -> Match? {
    var position = start
    while let candidate = nextOpening(in: text, from: position) {
      if let match = match(in: text, at: candidate) { return match }
      position = candidate + 1
    }
    return nil
  }

  /// Where `<|` stands next.
  private func nextOpening(in text: Span<UInt8>, from start: Int) -> Int? {
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return nil }
      var position = start
      // SAFETY: memchr looks at the bytes of `text` from `position` on and no further.
      while position + 1 < text.count,
        let found = memchr(base + position, 0x3C, text.count - 1 - position)
      {
        position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if text[position + 1] == 0x7C { return position }
        position += 1
      }
      return nil
    }
  }

  private func match(in text: Span<UInt8>, at start: Int) -> Match? {
    var end = start + 2
    let limit = min(text.count, start + longestName)
    while end < limit, isNameByte(text[end]) { end += 1 }
    guard end + 1 < text.count, text[end] == 0x7C, text[end + 1] == 0x3E else { return nil }
    let count = end + 2 - start
    for (index, name) in names.enumerated() where name.count == count {
      if name.indices.allSatisfy({ name[$0] == text[start + $0] }) {
        return Match(token: SpecialToken.first + UInt32(index), range: start..<(start + count))
      }
    }
    return nil
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}
