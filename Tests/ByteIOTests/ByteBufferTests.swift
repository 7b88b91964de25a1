import ByteIO
import TestSupport
import Testing

@Suite struct ByteBufferTests {
  @Test func growingKeepsWhatIsThere() {
    var buffer = ByteBuffer()
    var expected: [UInt8] = []
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let piece = (0..<Int.random(in: 0...300, using: &generator)).map { UInt8($0 & 255) }
      buffer.append(piece.span)
      expected += piece
    }
    buffer.append(7)
    expected.append(7)
    #expect(buffer.withUnsafeBytes { Array($0) } == expected)
    #expect(buffer.span.count == expected.count)
  }

  @Test func paddingBehindTheLastByteMayBeRead() {
    for count in [0, 1, 63, 64, 1000] {
      var buffer = ByteBuffer(capacity: count)
      buffer.append([UInt8](repeating: 1, count: count).span)
      let padding = buffer.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return [UInt8]() }
        return Array(UnsafeRawBufferPointer(start: start + count, count: ByteBuffer.padding))
      }
      #expect(padding == [UInt8](repeating: 0, count: 64))
    }
  }

  @Test func truncatingAndClearingKeepTheMemory() {
    var buffer = ByteBuffer(capacity: 100)
    buffer.append([1, 2, 3].span)
    buffer.truncate(to: 1)
    #expect(buffer.withUnsafeBytes { Array($0) } == [1])
    buffer.removeAll()
    #expect(buffer.count == 0)
    #expect(buffer.capacity == 100)
  }
}
