/// Finds the borders between the elements of a JSON array that is a whole input.
///
/// Looks at quotes, escapes and brackets and at nothing else: what stands between two borders is
/// judged by the JSON parser, like a line. Bytes may come in pieces of any size.
///
/// SAFETY: bytes are read through the checked interface of collections, within the call.
struct ArrayScan: BorderScan {
  /// What ends an element.
  enum Border {
    /// The comma before the next one.
    case comma
    /// The array's own bracket.
    case close
  }

  private enum State {
    case before, inside, behind
  }

  /// What stands after the array's own bracket, as far as it was seen.
  struct Rest {
    var byteCount: UInt64 = 0
    /// The first byte that is no white space, and how many bytes stand before it.
    var stray: (offset: UInt64, byte: UInt8)?
  }

  private var state: State
  /// Containers open within the element.
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// What stands after the array, once it is closed.
  private(set) var rest = Rest()
  /// Whether a comma between elements was the last byte gone over.
  private var isAtComma = false

  /// What ends the last element, once all bytes were gone over; nil where nothing does.
  var lastBorder: Border? { isAtComma ? .comma : state == .behind ? .close : nil }

  /// A scan from the input's start, or from just after a comma between elements.
  init(fromStart: Bool) {
    state = fromStart ? .before : .inside
  }

  /// Whether an input that begins with `bytes` is an array of objects, or an empty one: a bracket
  /// and after it a brace or the closing bracket, with white space of any kind.
  ///
  /// - Returns: Nil where more bytes are needed to tell.
  static func isBegun(by bytes: Span<UInt8>) -> Bool? {
    var position = 0
    for byte in JSONBytes.byteOrderMark {
      guard position < bytes.count else { return nil }
      guard bytes[position] == byte else { break }
      position += 1
    }
    guard position == 0 || position == JSONBytes.byteOrderMark.count else { return false }
    var hasBracket = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if JSONBytes.isSpace(byte) { continue }
      if hasBracket { return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "]") }
      guard byte == UInt8(ascii: "[") else { return false }
      hasBracket = true
    }
    return nil
  }

  /// Goes on from `position` to just after the next border.
  ///
  /// - Returns: Nil where `bytes` end first; `position` is then their end.
  mutating func next(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> Border? {
    while position < bytes.count {
      if isInString {
        skipString(bytes, &position)
        continue
      }
      let byte = bytes[position]
      position += 1
      switch (state, byte) {
      case (.before, UInt8(ascii: "[")): state = .inside
      case (.before, _): break
      case (.behind, _):
        note(UnsafeRawBufferPointer(rebasing: bytes[(position - 1)...]))
        position = bytes.count
      case (.inside, UInt8(ascii: "\"")): isInString = true
      case (.inside, UInt8(ascii: "{")), (.inside, UInt8(ascii: "[")): depth += 1
      case (.inside, UInt8(ascii: "}")) where depth > 0: depth -= 1
      case (.inside, UInt8(ascii: "]")) where depth > 0: depth -= 1
      case (.inside, UInt8(ascii: "]")):
        state = .behind
        return .close
      case (.inside, UInt8(ascii: ",")) where depth == 0: return .comma
      default: break
      }
    }
    return nil
  }

  private mutating func note(_ bytes: UnsafeRawBufferPointer) {
    if rest.stray == nil, let index = bytes.firstIndex(where: { !JSONBytes.isSpace($0) }) {
      rest.stray = (rest.byteCount + UInt64(index), bytes[index])
    }
    rest.byteCount += UInt64(bytes.count)
  }

  /// Goes past the string's end, or to the end of `bytes`.
  private mutating func skipString(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        return
      }
    }
  }

  mutating func piece(of bytes: Span<UInt8>) -> (byteCount: Int, isBorder: Bool) {
    isAtComma = false
    return bytes.withUnsafeBytes { bytes in
      var position = 0
      while let border = next(in: bytes, from: &position) {
        isAtComma = border == .comma
        if isAtComma { return (position, true) }
      }
      return (bytes.count, false)
    }
  }
}
