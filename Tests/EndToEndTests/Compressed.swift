import ByteIO

/// Compressed copies of bytes.
enum Compressed {
  /// `bytes` as one zstd frame.
  static func zstd(_ bytes: [UInt8]) throws -> [UInt8] {
    var compressor = ZstdCompressor(level: 3)
    var output = ByteBuffer()
    _ = try compressor.compress(bytes.span, into: &output)
    return output.withUnsafeBytes { Array($0) }
  }

  /// `bytes` as gzip makes them.
  static func gzip(_ path: String) throws -> [UInt8] {
    try Prep.run("/bin/gzip", ["-c", path]).output
  }
}
