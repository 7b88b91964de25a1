import ByteIO
import TestSupport
import Testing

@Suite struct ChecksumAndZstdTests {
  /// Values of `xxhsum -H2`, `xxhsum -H3` and `sha256sum`.
  @Test func hashesAreThoseOfTheStandardTools() {
    let empty: [UInt8] = []
    let abc = Array("abc".utf8)
    #expect(Hash128(of: empty.span).description == "99aa06d3014798d86001c324468d497f")
    #expect(Hash128(of: abc.span).description == "06b05ab6733a618578af5f94892f3950")
    #expect(Hash128.digits(Hash64.of(abc.span)) == "78af5f94892f3950")
    #expect(
      SHA256.hexDigest(of: abc.span)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func hashingInPiecesIsHashingTheWhole() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var stream = StreamingHash()
    var start = 0
    for step in [1, 2, 300, 4000, 10_000] {
      let end = min(bytes.count, start + step)
      stream.update(bytes.span.extracting(start..<end))
      start = end
    }
    #expect(stream.digest() == Hash128(of: bytes.span))
  }

  @Test func aHashIsReadFromItsDigitsOnly() {
    let hash = Hash128(low: 1, high: 0xABC)
    #expect(Hash128(hash.description) == hash)
    for text in ["", "00", hash.description.uppercased(), hash.description + "0", "+1"] {
      #expect(Hash128(text) == nil)
    }
  }

  @Test(arguments: [0, 1, 1000, 300_000])
  func framesGiveBackWhatWentIn(byteCount: Int) throws {
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 / 7) }
    var compressor = ZstdCompressor(level: 3)
    var first = ByteBuffer()
    var second = ByteBuffer()
    _ = try compressor.compress(bytes.span, into: &first)
    _ = try compressor.compress(bytes.span, into: &second)
    #expect(first.withUnsafeBytes { Array($0) } == second.withUnsafeBytes { Array($0) })
    var decompressor = ZstdDecompressor()
    var output = ByteBuffer()
    try decompressor.decompress(first.span, byteCount: byteCount, into: &output)
    #expect(output.withUnsafeBytes { Array($0) } == bytes)
  }

  @Test func aFrameOfAnotherSizeIsRefused() throws {
    var compressor = ZstdCompressor(level: 3)
    var frame = ByteBuffer()
    _ = try compressor.compress([UInt8](repeating: 5, count: 1000).span, into: &frame)
    var decompressor = ZstdDecompressor()
    var output = ByteBuffer()
    for byteCount in [0, 999, 1001] {
      #expect(throws: ZstdError.self) {
        try decompressor.decompress(frame.span, byteCount: byteCount, into: &output)
      }
    }
    frame.truncate(to: frame.count - 1)
    #expect(throws: ZstdError.self) {
      try decompressor.decompress(frame.span, byteCount: 1000, into: &output)
    }
  }
}
