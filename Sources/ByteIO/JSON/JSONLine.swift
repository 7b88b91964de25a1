/// One line of JSON under way: for output of many numbers, where a tree would be too slow.
package struct JSONLine: ~Copyable {
  private var buffer = ByteBuffer(capacity: 1 << 16)

  /// An empty line.
  package init() {}

  /// What was appended.
  package var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span }
  }

  /// Empties it; its memory stays.
  package mutating func removeAll() { buffer.removeAll() }

  /// Appends text that is JSON already.
  package mutating func append(_ text: String) {
    var text = text
    // SAFETY: the bytes are copied within the call.
    text.withUTF8 { unsafe buffer.append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends an array of whole numbers.
  package mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: borrowing Span<Number>
  ) {
    buffer.append(UInt8(ascii: "["))
    for index in numbers.indices {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      append(Int64(truncatingIfNeeded: numbers[index]))
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ number: Int64) {
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var count = 0
    repeat {
      digits[count] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    while count > 0 {
      count -= 1
      buffer.append(digits[count])
    }
  }

  package mutating func endLine() { buffer.append(UInt8(ascii: "\n")) }
}
