/// Finds the borders between JSON values that stand behind one another, in arrays or by themselves.
///
/// Looks at quotes, escapes and brackets and at nothing else: what stands between two borders is
/// judged by the JSON parser, like a line. Bytes may come in pieces of any size.
///
/// SAFETY: bytes are read through the checked interface of collections, within the call.
struct ValueScan: BorderScan {
  /// What ends a record, and stands just before the border.
  enum Border {
    /// The comma before an array's next element.
    case comma
    /// An array's own bracket.
    case listEnd
    /// The brace of an object that stands by itself.
    case valueEnd
    /// The end of a line that begins no value.
    case lineEnd
    /// Nothing: an object that stands by itself is not closed, and the next line begins another.
    case broken
  }

  /// What the bytes that were gone over last are a part of.
  enum State {
    /// White space where a value may begin.
    case between
    /// An element of an array.
    case list
    /// An object that stands by itself.
    case value
    /// A line that begins no value.
    case line
  }

  private(set) var state: State
  /// Containers open within the element or, by itself, the object.
  private var depth = 0
  private(set) var isInString = false
  private var isEscaped = false
  private var isAfterNewline = false
  /// What ended the last record, once all bytes were gone over; nil where nothing did.
  private(set) var lastBorder: Border?

  /// How many bytes of a byte order mark may still come, before the first value of an input.
  private var missingMarkCount = 0

  init(_ state: State) { self.state = state }

  /// A scan from an input's first byte.
  static var fromStart: ValueScan {
    var scan = ValueScan(.between)
    scan.missingMarkCount = JSONBytes.byteOrderMark.count
    return scan
  }

  /// Goes on from `position` to the next border.
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
      defer { isAfterNewline = byte == LineScan.newline }
      switch state {
      case .between: begin(byte)
      case .list: if let border = element(byte) { return border }
      case .line:
        if byte == LineScan.newline { return end(.lineEnd, then: .between) }
      case .value:
        if isAfterNewline, byte == UInt8(ascii: "{") {
          position -= 1
          return end(.broken, then: .between)
        }
        if value(byte) { return end(.valueEnd, then: .between) }
      }
    }
    return nil
  }

  private mutating func end(_ border: Border, then state: State) -> Border {
    (self.state, depth, isInString, isEscaped) = (state, 0, false, false)
    return border
  }

  /// Takes a byte before a value.
  private mutating func begin(_ byte: UInt8) {
    if missingMarkCount > 0 {
      let mark = JSONBytes.byteOrderMark
      missingMarkCount = byte == mark[mark.count - missingMarkCount] ? missingMarkCount - 1 : 0
      if missingMarkCount > 0 || byte == mark[mark.count - 1] { return }
    }
    switch byte {
    case UInt8(ascii: "["): state = .list
    case UInt8(ascii: "{"): (state, depth) = (.value, 1)
    case let byte where JSONBytes.isSpace(byte): break
    default: state = .line
    }
  }

  /// Takes a byte of an array, not within a string.
  private mutating func element(_ byte: UInt8) -> Border? {
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}") where depth > 0: depth -= 1
    case UInt8(ascii: "]") where depth > 0: depth -= 1
    case UInt8(ascii: "]"): return end(.listEnd, then: .between)
    case UInt8(ascii: ",") where depth == 0: return .comma
    default: break
    }
    return nil
  }

  /// Takes a byte of an object, not within a string; returns whether it is its last.
  private mutating func value(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    default: break
    }
    return depth == 0
  }

  /// Goes past the string's end, or to the end of `bytes`; an object that stands by itself ends a
  /// string with the line, since none may go on in the next.
  private mutating func skipString(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) {
    isAfterNewline = false
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
      } else if byte == LineScan.newline, state == .value {
        (isInString, isAfterNewline) = (false, true)
        return
      }
    }
  }

  mutating func piece(of bytes: Span<UInt8>) -> (byteCount: Int, isBorder: Bool) {
    bytes.withUnsafeBytes { bytes in
      var position = 0
      lastBorder = next(in: bytes, from: &position)
      return (position, lastBorder != nil)
    }
  }
}
