import Glibc

/// Tells which of a few known keys a key is; made once for each worker.
struct KeyTable: Sendable {
  /// Keys by their lengths: at each length there are few.
  private let byLength: [[(key: StaticString, index: Int)]]

  init(_ keys: [StaticString]) {
    let longest = keys.map(\.utf8CodeUnitCount).max() ?? 0
    var byLength = [[(key: StaticString, index: Int)]](repeating: [], count: longest + 1)
    for (index, key) in keys.enumerated() { byLength[key.utf8CodeUnitCount].append((key, index)) }
    self.byLength = byLength
  }

  /// The place of that key in the list; nil for a key that is not in it.
  @inline(__always)
  func index(of key: UnsafeRawBufferPointer) -> Int? {
    guard key.count < byLength.count else { return nil }
    for candidate in byLength[key.count] where key.isEqual(to: candidate.key) {
      return candidate.index
    }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes of `text`.
  @inline(__always)
  func isEqual(to text: StaticString) -> Bool {
    guard let baseAddress, count == text.utf8CodeUnitCount else { return false }
    // SAFETY: both sides have `count` bytes.
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }
}
