import ByteIO

/// One gzip member that holds `bytes` in stored blocks (RFC 1951, section 3.2.4; RFC 1952).
func gzip(_ bytes: [UInt8], blockByteCount: Int = 65535) -> [UInt8] {
  var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var start = 0
  repeat {
    let block = bytes[start..<min(bytes.count, start + blockByteCount)]
    start = block.endIndex
    let count = UInt16(block.count)
    member.append(start == bytes.count ? 1 : 0)
    member += [UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
    member += block
  } while start < bytes.count
  member += littleEndian(crc32(bytes))
  member += littleEndian(UInt32(bytes.count))
  return member
}

/// One zstd frame that holds `bytes`.
func zstd(_ bytes: [UInt8], level: Int = 3) throws -> [UInt8] {
  var compressor = ZstdCompressor(level: level)
  var frame = ByteBuffer()
  _ = try compressor.compress(bytes.span, into: &frame)
  return frame.withUnsafeBytes { Array($0) }
}

/// A zstd frame that decoders pass over (RFC 8878, section 3.1.2).
func skippableFrame(_ bytes: [UInt8]) -> [UInt8] {
  [0x5A, 0x2A, 0x4D, 0x18] + littleEndian(UInt32(bytes.count)) + bytes
}

private func littleEndian(_ value: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc = ~UInt32(0)
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return ~crc
}
