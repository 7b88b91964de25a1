import ByteIO

/// Fields of little-endian integers, appended one after the other.
///
/// Numbers are written as memory holds them: `littleEndian` costs nothing where it is already so.
struct ByteFields {
  var bytes: [UInt8] = []

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ hash: Hash128) {
    append(hash.low)
    append(hash.high)
  }

  /// Appends the UTF-8 of `text`, without its length.
  mutating func append(utf8 text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends `values` as byte planes: every lowest byte, then every second one, and so on.
  ///
  /// Numbers of a column mostly share their high bytes, which then compress to nothing.
  mutating func append<Value: FixedWidthInteger & UnsignedInteger>(planesOf values: [Value]) {
    for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
      for value in values { bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift))) }
    }
  }

  /// Appends the XXH3 of the bytes from `start` on.
  mutating func appendHash(from start: Int) {
    append(Hash64.of(bytes.span.extracting(start...)))
  }
}

/// Reads little-endian fields one after the other and never beyond the end.
///
/// Every read says what it needs; too few bytes are an error that names the place.
struct FieldCursor: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var offset = 0
  private let path: String
  private let place: Fault.Place

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ path: String, _ place: Fault.Place) {
    self.bytes = bytes
    self.path = path
    self.place = place
  }

  var remainingByteCount: Int { bytes.count - offset }

  private func need(_ byteCount: Int) throws(Fault) {
    guard byteCount >= 0, byteCount <= remainingByteCount else {
      throw Fault(
        .truncated, path, place, expected: "\(byteCount) bytes at byte \(offset) of it",
        found: "\(remainingByteCount)")
    }
  }

  mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type = Value.self
  ) throws(Fault) -> Value {
    try need(MemoryLayout<Value>.size)
    defer { offset += MemoryLayout<Value>.size }
    // SAFETY: `need` has made sure that the value's bytes lie within the span.
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
  }

  /// Calls `body` with the next `byteCount` bytes, for fields at places of their own; goes past
  /// them.
  ///
  /// One check for all of them: rows are read by the million.
  mutating func fixed<Result>(
    _ byteCount: Int, _ body: (FixedFields) -> Result
  ) throws(Fault) -> Result {
    try need(byteCount)
    defer { offset += byteCount }
    // SAFETY: `need` has made sure that the bytes lie within the span, and `FixedFields` reads no
    // others; `body` does not keep them.
    return bytes.extracting(offset..<(offset + byteCount)).withUnsafeBytes {
      body(FixedFields(bytes: $0))
    }
  }

  mutating func hash() throws(Fault) -> Hash128 {
    let low = try integer(UInt64.self)
    return Hash128(low: low, high: try integer())
  }

  /// The next `byteCount` bytes, copied.
  mutating func array(_ byteCount: Int) throws(Fault) -> [UInt8] {
    try need(byteCount)
    defer { offset += byteCount }
    return bytes.extracting(offset..<(offset + byteCount)).withUnsafeBufferPointer(Array.init)
  }

  /// The next `byteCount` bytes as UTF-8; ill-formed sequences become U+FFFD.
  mutating func text(_ byteCount: Int) throws(Fault) -> String {
    String(decoding: try array(byteCount), as: UTF8.self)
  }

  /// Whether the next bytes are the ASCII letters of `magic`; goes past as many.
  mutating func isNext(_ magic: String) throws(Fault) -> Bool {
    try array(magic.utf8.count).elementsEqual(magic.utf8)
  }

  /// Goes past `byteCount` bytes.
  mutating func skip(_ byteCount: Int) throws(Fault) {
    try need(byteCount)
    offset += byteCount
  }

  /// Replaces `values` by `count` numbers that `append(planesOf:)` wrote.
  mutating func planes<Value: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, into values: inout [Value]
  ) throws(Fault) {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.size)
    guard !overflow else {
      throw Fault(
        .malformed, path, place, expected: "a count that memory can hold", found: "\(count)")
    }
    try need(byteCount)
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
    // Plane by plane, which the compiler turns into vectors.
    // SAFETY: `need` has made sure that `count` bytes of each plane lie within the span.
    bytes.withUnsafeBufferPointer { source in
      values.withUnsafeMutableBufferPointer { values in
        for plane in 0..<MemoryLayout<Value>.size {
          let start = offset &+ plane &* count
          let shift = Value(truncatingIfNeeded: 8 &* plane)
          for index in 0..<count {
            values[index] |= Value(truncatingIfNeeded: source[start &+ index]) &<< shift
          }
        }
      }
    }
    offset += byteCount
  }

  /// Compares the XXH3 of the `offset - start` bytes before with the one that follows.
  mutating func verifyHash(from start: Int) throws(Fault) {
    let actual = Hash64.of(bytes.extracting(start..<offset))
    let stated = try integer(UInt64.self)
    guard actual == stated else {
      throw .checksum(path, place, stated: stated, actual: actual)
    }
  }

  /// Makes sure that nothing follows.
  func end() throws(Fault) {
    guard remainingByteCount == 0 else {
      throw Fault(
        .malformed, path, place, expected: "its end at byte \(offset) of it",
        found: "\(remainingByteCount) more bytes")
    }
  }
}

/// Little-endian fields of which each is read at its place.
///
/// SAFETY: lent by `FieldCursor.fixed` for the time of a call; every read is checked against its end.
struct FixedFields {
  fileprivate let bytes: UnsafeRawBufferPointer

  @inline(__always)
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, _ type: Value.Type = Value.self
  ) -> Value {
    precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= bytes.count)
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
  }
}
